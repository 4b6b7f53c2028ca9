"""Draws vendors: what each says about its protocol, as a spec and as a plan for the checker.

Nothing here is read from the generator. A spec is written as JSON, which is YAML.
"""

import json
import random

CITE = {"source": "guide", "section": "Top"}
TEXTS = ["a", "two words", "김 하나", "a&b=c+d", "100%", "/path?x", "\"quoted\"", "~tilde*"]
HASHES = ["hmac-sha1", "hmac-sha256", "hmac-sha512", "sha256", "sha512"]
TOKENS = ["jwt-hs256", "jwt-hs512"]
FAILURE = "E-17"
BANKS = {"000": "none", "001": "none", "451": "ask-user", "803": "check-outcome"}


class Vendor:
    """A vendor of one seed: `spec()` is what its pages say, and the rest what it does."""

    def __init__(self, seed, operations):
        self.random = random.Random(seed)
        self.id = f"paper-{seed}"
        self.key = "invented-signing-key"
        self.scheme = self.one(None, None, "bearer", "basic", "basic-user")
        self.access = "invented-user:pass" if self.scheme == "basic" else "invented-access-key"
        self.site = "견본 = site"
        self.host = "gate" if self.sometimes(0.3) else None
        self.envelope = self.draw_envelope()
        self.second = self.draw_second()
        self.signing = self.draw_signing()
        self.operations = [Operation(self, number) for number in range(operations)]

    def one(self, *choices):
        return self.random.choice(choices)

    def sometimes(self, chance=0.5):
        return self.random.random() < chance

    def draw_envelope(self):
        kind = self.one("none", "top", "nested", "failures")
        if kind == "none":
            return None
        code_type = self.one("text", "integer", "boolean") if kind != "failures" else "text"
        success = {"text": ["0000"], "integer": ["0"], "boolean": ["true"]}[code_type]
        if code_type == "text" and self.sometimes():
            success.append("0001")
        return {
            "object": self.one("response.header", "result") if kind == "nested" else None,
            "code": "code",
            "code_type": code_type,
            "message": "message" if self.sometimes() else None,
            "success_http": self.one([200], [200, 201]),
            "success_code": None if kind == "failures" else success,
        }

    def draw_second(self):
        """A second code beside the first one, of the table `banks`."""
        if not self.envelope or not self.envelope["success_code"] or self.sometimes(0.6):
            return None
        return {"code": "bank_code", "message": "bank_message" if self.sometimes() else None,
                "success_code": self.one(["000"], ["000", "001"])}

    def draw_signing(self):
        place = self.one("none", "header", "header", "query", "field", "token")
        if place == "none":
            return None
        if place == "token":
            claims = [("access_key", [("header", "X-Access-Key")], "always"),
                      ("nonce", [("nonce",)], "always")]
            if self.sometimes():
                claims += [("query_hash", [("hash", "parameters", "sha512", "hex")], "parameters"),
                           ("query_hash_alg", [("text", "SHA512")], "parameters")]
            if self.sometimes():
                claims.append(("at", [("time", "epoch-seconds")], "always"))
            return {"algorithm": self.one(*TOKENS), "claims": claims, "encoding": None,
                    "place": "header", "written": [("text", "Bearer "), ("signature",)]}
        algorithm = self.one(*HASHES)
        parts = self.draw_signed(place)
        if not algorithm.startswith("hmac"):
            parts.insert(self.one(0, len(parts)), ("key",))
        timed = [part for part in parts if part[0] in ("time", "nonce")]
        written = None
        if place == "header" and (timed or self.sometimes()):
            written = [("text", self.one("v1:", "id="))]
            for part in timed:
                written += [part, ("text", ",")]
            written.append(("signature",))
        return {"algorithm": algorithm, "signs": parts, "claims": None, "place": place,
                "encoding": self.one("hex", "base64", "base64url"), "written": written}

    def draw_signed(self, place):
        # A field is part of the body: what carries the signature cannot sign its own bytes.
        pool = [("method",), ("path",), ("query",), ("header", "X-Access-Key"), ("newline",),
                ("text", "{x}"), ("parameters",), ("hash", "parameters", "sha256", "base64")]
        if place != "field":
            pool += [("body",), ("hash", "body", "sha256", "hex"),
                     ("hash", "body", "sha512", "base64url")]
        if place == "header":
            pool += [("time", "yyyyMMddHHmmss"), ("time", "epoch-milliseconds"), ("nonce",)]
        return self.random.sample(pool, self.random.randint(1, 5))

    @property
    def signs_parameters(self):
        signing = self.signing or {}
        claims = [part for _, parts, _ in signing.get("claims") or [] for part in parts]
        return any("parameters" in part for part in (signing.get("signs") or []) + claims)

    def spec(self):
        """The files of the spec, by name."""
        api = {
            "format": 2,
            "service": {"id": self.id, "name": "Paper", "about": "A vendor that does not exist.",
                        "example": self.operations[0].id},
            "sources": [{"id": "guide", "kind": "guide", "title": "The guide"}],
            "subjects": [{"id": "all", "title": "All", "about": "Everything.", "cite": CITE}],
            "header_sets": [
                {"id": operation.id, "cite": CITE, "headers": operation.spec_headers()}
                for operation in self.operations
            ],
        }
        if self.signing:
            api["signing"] = self.spec_signing()
        if self.envelope:
            api["envelope"] = self.spec_envelope(self.second)
        files = {f"operations/{it.id}.yaml": it.spec() for it in self.operations}
        files["api.yaml"] = api
        if self.host:
            api["environments"] = [{
                "id": "office", "base_url": "https://paper.example/base", "cite": CITE,
                "hosts": [{"id": self.host, "base_url": "https://gate.paper.example/gate"}]}]
        if self.second or any(it.rows for it in self.operations):
            files["codes/banks.yaml"] = {
                "id": "banks", "type_name": "BankCode", "about": "What banks answer.", "cite": CITE,
                "length": 3, "form": "digits", "codes": [
                    {"code": code, "name": f"Bank {code}", "remedy": remedy}
                    for code, remedy in BANKS.items()]}
        return {name: json.dumps(it, ensure_ascii=False, indent=1) for name, it in files.items()}

    def spec_envelope(self, second):
        second = second and without_nothing({**second, "codes": "banks"})
        return without_nothing(
            {**self.envelope, "second": second, "about": "The result.", "cite": CITE})

    def spec_signing(self):
        signing = self.signing
        name = {"header": "X-Signature", "query": "sign", "field": "sign"}[signing["place"]]
        claims = [
            {"name": name, "value": template(parts), "when": when}
            for name, parts, when in signing["claims"] or []
        ]
        for claim in claims:
            if claim["when"] == "always":
                del claim["when"]
        return without_nothing({
            "algorithm": signing["algorithm"],
            "signs": None if claims else template(signing["signs"]),
            "claims": claims or None,
            "encoding": signing["encoding"],
            signing["place"]: name,
            "written": signing["written"] and template(signing["written"]),
            "key": "Secret key", "about": "The recipe.", "cite": CITE,
        })


class Operation:
    def __init__(self, vendor, number):
        self.vendor = vendor
        # What two operations call the same has to be the same.
        self.letter = "abcdefghijklmnop"[number]
        self.id = f"call-{self.letter}"
        self.method = vendor.one("GET", "POST", "PUT", "DELETE", "PATCH")
        has_body = self.method not in ("GET", "DELETE")
        self.body = vendor.one("json", "form") if has_body else "none"
        self.path = f"/v1/{self.id}"
        self.fields = self.draw_fields()
        self.minted = vendor.random.sample(
            [("X-Nonce", "uuid"), ("X-Stamp", "epoch-milliseconds"), ("X-Second", "epoch-seconds"),
             ("X-Time", "yyyyMMddHHmmss"), ("X-Digits", "digits13"), ("X-Mixed", "'P'hex8")],
            vendor.random.randint(0, 3))
        self.cashier = vendor.sometimes(0.3)
        self.keyed = self.method == "POST" and vendor.sometimes()
        self.own_results = vendor.envelope is not None and vendor.sometimes(0.2)
        # Where a success has a code, an answer has a place for it.
        codeless = self.envelope is None or self.envelope["success_code"] is None
        self.answer = vendor.one("object", "list", "empty") if codeless else "object"
        # Each row of the answer has the second code, in the place of the answer itself.
        self.rows = None
        if not codeless and vendor.sometimes(0.2):
            self.rows = {"code": "row_code", "message": vendor.one(None, "row_message"),
                         "success_code": ["000"], "rows": "rows" + self.letter}
        self.host = vendor.host if vendor.sometimes() else None

    @property
    def envelope(self):
        return None if self.own_results else self.vendor.envelope

    @property
    def second(self):
        """The second code beside the first one."""
        return self.vendor.second if self.envelope and not self.rows else None

    @property
    def success_http(self):
        return self.vendor.random.choice(self.envelope["success_http"]) if self.envelope else 200

    @property
    def signs(self):
        """Where the request has a signature, if it has one."""
        signing = self.vendor.signing
        place = signing and signing["place"]
        return place if place != "field" or self.body != "none" else None

    def draw_fields(self):
        vendor, fields = self.vendor, []
        place = "body" if self.body != "none" else "query"
        if vendor.sometimes(0.4):
            name = "stand" + self.letter
            self.path += f"/{{{name}}}"
            fields.append(Field(vendor, name, "path", "text"))
        kinds = ["text", "text", "number", "code", "constant", "decimal", "flag", "minted", "texts"]
        kinds += ["configured"]
        if self.body == "json":
            kinds += ["numbers", "real"]
            # An object has no text where parameters are signed.
            kinds += [] if vendor.signs_parameters else ["map", "object"]
        for name in vendor.random.sample(["alpha", "beta", "gamma", "delta", "omega"],
                                         vendor.random.randint(1, 4)):
            at = "query" if place == "body" and vendor.sometimes(0.2) else place
            kind = vendor.one(*kinds)
            if at == "query" and kind in ("numbers", "map", "object"):
                kind = "text"
            if kind == "configured":
                kinds = [it for it in kinds if it != kind]
            fields.append(Field(vendor, name + self.letter, at, kind))
        return fields

    def spec_headers(self):
        def header(name, **facts):
            return {"name": name, "need": "required", "redact": "shown", "about": "A header.", **facts}

        scheme = {"scheme": self.vendor.scheme} if self.vendor.scheme else {}
        headers = [header("X-Access-Key", type_name="AccessKey", max_length=40, redact="hidden",
                          **{"from": "configuration"}, **scheme)]
        for name, form in self.minted:
            headers.append(header(name, form=form, type_name=name.replace("-", "") + "Value",
                                  **{"from": "call"}))
        if self.cashier:
            headers.append(header("X-Cashier", type_name="Cashier", length=4, example="K042",
                                  **{"from": "caller"}))
        if self.keyed:
            headers.append(header("Idempotency-Key", max_length=300, idempotency=True,
                                  **{"from": "caller", "need": "optional"}))
        if self.signs == "header":
            headers.append(header("X-Signature", max_length=2000, redact="hidden",
                                  **{"from": "signing"}))
        return headers

    def spec(self):
        fields = [field.spec() for field in self.fields]
        if self.signs in ("query", "field"):
            sign = {"name": "sign", "type": "string", "need": "required", "redact": "hidden",
                    "about": "The signature."}
            fields.append({**sign, "in": "query"} if self.signs == "query" else sign)
        request = {"section": "Parameters", "headers": self.id, "fields": fields}
        if self.body != "json":
            request["body"] = self.body
        response = {"section": "Answer", "body": self.answer}
        if self.answer == "object":
            del response["body"]
        if self.own_results:
            response["envelope"] = "none"
        elif self.rows:
            response["envelope"] = self.vendor.spec_envelope(self.rows)
        if self.answer == "list":
            response["fields"] = [{
                "name": "rows" + self.letter, "type": "array-of-objects", "need": "required", "about": "Rows.",
                "fields": [{"name": "seen", "type": "string", "need": "required", "redact": "shown",
                            "about": "What was seen."}]}]
        elif self.answer == "object":
            response["fields"] = [
                {"name": "seen", "type": "string", "need": "optional", "redact": "shown",
                 "about": "What was seen."},
                {"name": "sum", "type": "number", "need": "optional", "redact": "shown",
                 "about": "A sum."}]
            if self.rows:
                response["fields"].append({
                    "name": self.rows["rows"], "type_name": "Row" + self.letter.upper(),
                    "type": "array-of-objects", "need": "required", "about": "Rows.", "fields": [
                        {"name": "row_code", "type": "string", "codes": "banks", "need": "required",
                         "redact": "shown", "about": "What the bank answers."},
                        {"name": "number", "type": "number", "need": "required", "redact": "shown",
                         "about": "The number of the row."}]})
        return without_nothing({
            "id": self.id, "subject": "all", "page": {"title": self.id}, "method": self.method,
            "path": self.path, "host": self.host, "section": "Call", "about": "A call.",
            "repeat": "safe-with-key" if self.keyed else self.vendor.one("safe", "unsafe", "unknown"),
            "request": request, "response": response,
            "response_codes": {"section": "Results", "codes": self.spec_codes()},
        })

    def spec_codes(self):
        envelope, codes = self.envelope, []
        if envelope is None:
            return [{"http": 200, "message": "Done.", "remedy": "none"},
                    {"http": 409, "message": "Refused.", "remedy": "ask-user"}]
        if envelope["success_code"] is None:
            for status in envelope["success_http"]:
                codes.append({"http": status, "message": f"Done {status}.", "remedy": "none"})
        for code in envelope["success_code"] or []:
            codes.append({"code": code, "http": envelope["success_http"][0],
                          "message": f"Done {code}.", "remedy": "none"})
        code = self.failure_code()
        codes.append({"code": code, "http": 400, "message": "Refused.", "remedy": "ask-user"})
        return codes

    def failure_code(self):
        return {"text": FAILURE, "integer": "17", "boolean": "false"}[self.envelope["code_type"]]


class Field:
    """A parameter: what the spec says of it, a value, and how callers and the wire have it."""

    def __init__(self, vendor, name, place, kind):
        self.name, self.place, self.kind = name, place, kind
        # All operations send the same value that is configured, under one name.
        if kind == "configured":
            self.name = "site"
        given = place != "path" and kind not in ("constant", "minted", "configured")
        self.optional = given and (kind == "map" or vendor.sometimes(0.4))
        self.style = vendor.one("repeated", "brackets", "comma", "json") if kind == "texts" else None
        self.wire = vendor.one("true/false", "Y/N", "1/0") if kind == "flag" else None
        self.form = vendor.one("uuid", "yyyyMMddHHmmss", "yyyyMMdd", "digits13", "'T'counter9")
        texts = vendor.random.sample(TEXTS, 2)
        if self.style == "comma":
            texts = ["one", "두 번째"]
        self.value = {
            "text": texts[0], "number": str(vendor.random.randint(-5, 10**15)),
            "real": "12.5", "code": "B2", "constant": "Fixed", "decimal": "100.0",
            "flag": vendor.one("true", "false"), "minted": None, "texts": texts,
            "numbers": ["1", "22"], "map": json.dumps({"memo": texts[0]}, ensure_ascii=False),
            "object": {"inner": texts[0], "count": "7"}, "configured": vendor.site,
        }[kind]

    def spec(self):
        kinds = {
            "text": {"type": "string", "max_length": 60, "example": "견본"},
            "number": {"type": "number", "example": "1"},
            "real": {"type": "number", "decimals": 2, "example": "1.25"},
            "code": {"type": "string", "values": [{"code": "A1", "name": "First"},
                                                  {"code": "B2", "name": "Second"}],
                     "example": "A1"},
            "constant": {"type": "string", "values": [{"code": "Fixed", "name": "Fixed"}]},
            "decimal": {"type": "string", "form": "decimal", "example": "1.0"},
            "flag": {"type": "boolean", "wire": self.wire, "example": "true"},
            "minted": {"type": "string", "form": self.form, "from": "call"},
            "configured": {"type": "string", "max_length": 40, "from": "configuration"},
            "texts": {"type": "array-of-strings", "max_length": 60, "example": "견본"},
            "numbers": {"type": "array-of-numbers", "example": "3"},
            "map": {"type": "map-of-strings"},
            "object": {"type": "object", "fields": [
                {"name": "inner", "type": "string", "need": "required", "max_length": 60,
                 "redact": "shown", "example": "견본", "about": "Inside."},
                {"name": "count", "type": "number", "need": "required", "redact": "shown",
                 "example": "1", "about": "Inside."}]},
        }
        facts = {"name": self.name, "need": "optional" if self.optional else "required",
                 "about": "A field.", **kinds[self.kind]}
        if self.kind == "flag" and self.wire == "true/false":
            del facts["wire"]
        if self.kind not in ("map", "object"):
            facts["redact"] = "shown"
        if self.place != "body":
            facts["in"] = self.place
        if self.style and self.place == "query":
            facts["list_style"] = self.style
        return facts

    def arguments(self):
        """The options of the command line."""
        if self.kind in ("constant", "minted", "configured"):
            return []
        if self.kind == "object":
            return [f"--{self.name}.{name}={value}" for name, value in self.value.items()]
        values = self.value if isinstance(self.value, list) else [self.value]
        return [f"--{self.name}={value}" for value in values]


def template(parts):
    """A recipe as a spec has it."""
    written = {
        "text": lambda it: it[1].replace("{", "{{").replace("}", "}}"),
        "header": lambda it: f"{{header:{it[1]}}}",
        "time": lambda it: f"{{time:{it[1]}}}",
        "hash": lambda it: "{" + ".".join(it[1:]) + "}",
    }
    return "".join(written.get(it[0], lambda it: "{" + it[0] + "}")(it) for it in parts)


def without_nothing(facts):
    return {key: value for key, value in facts.items() if value is not None}
