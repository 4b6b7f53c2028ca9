"""Draws operations."""

from field import DEEP, FLAT, NESTED, Field, Shapes

FAILURE = "E-17"
# The media types of answers that are texts and files: what the spec says, and what is sent.
MEDIA = {"text": [(None, "text/plain"), (["text/plain"], "text/plain; charset=x"), (["text/*"], "text/csv")],
         "bytes": [(None, "application/pdf"), (["application/pdf", "image/*"], "image/png"),
                   (["application/pdf"], "application/pdf")]}
BYTES = b"%PDF-1.7\r\n" + bytes(range(256)) + b"<html>"
LINES = "첫 줄\n둘째 줄 = 값"


class Operation:
    def __init__(self, vendor, letter):
        self.vendor = vendor
        # What two operations call the same has to be the same.
        self.letter = letter
        self.id = self.draw_id()
        self.method = vendor.one("GET", "POST", "PUT", "DELETE", "PATCH")
        has_body = self.method not in ("GET", "DELETE")
        self.body = vendor.one("json", "json", "form", "multipart") if has_body else "none"
        self.path = f"/v1/{self.id}"
        self.fields = self.draw_fields()
        self.minted = vendor.random.sample(
            [("X-Nonce", "uuid"), ("X-Stamp", "epoch-milliseconds"), ("X-Second", "epoch-seconds"),
             ("X-Time", vendor.time), ("X-Digits", "digits13"), ("X-Mixed", "'P'hex8")],
            vendor.random.randint(0, 3))
        self.cashier = vendor.sometimes(0.3)
        self.keyed = self.method == "POST" and vendor.sometimes()
        self.carries = vendor.token is not None and vendor.sometimes(0.6)
        self.own_results = vendor.envelope is not None and vendor.sometimes(0.2)
        # Where a success has a code, an answer has a place for it.
        codeless = self.envelope is None or self.envelope["success_code"] is None
        kinds = ["object", "object", "list", "empty", "text", "bytes"] if codeless else ["object"]
        kinds += ["form", "lines"] if not (self.envelope or {}).get("object") else []
        self.answer = vendor.one(*kinds)
        self.charset = vendor.one("utf-8", "euc-kr") if self.answer not in ("empty", "bytes") else "utf-8"
        self.media_types, self.sent_media = vendor.one(*MEDIA.get(self.answer, [(None, None)]))
        # Each row of the answer has the second code, in the place of the answer itself.
        self.rows = None
        if not codeless and self.answer == "object" and vendor.sometimes(0.2):
            self.rows = {"code": "row_code", "message": vendor.one(None, "row_message"),
                         "success_code": ["000"], "rows": "rows" + self.letter}
        self.host = vendor.host if vendor.sometimes() else None
        sealing = vendor.encryption and vendor.sometimes(0.4)
        self.sealed = bool(sealing and self.body == "json")
        self.sealed_answer = bool(sealing and self.answer in ("object", "list") and vendor.sometimes()
                                  and self.charset == "utf-8")
        self.shapes = [(kind, Shapes(vendor, f"way{kind[0]}{self.letter}"))
                       for kind in ("one-of", "array-of-one-of") if vendor.sometimes(0.3)]

    def draw_id(self):
        return f"call-{self.letter}"

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
        # No page says which bytes a body of several parts has.
        if self.body == "multipart" and (place == "field" or self.vendor.signs_body):
            return None
        return place if place != "field" or self.body != "none" else None

    def draw_fields(self):
        vendor, fields = self.vendor, []
        place = "body" if self.body != "none" else "query"
        if vendor.sometimes(0.4):
            name = "stand" + self.letter
            self.path += f"/{{{name}}}"
            fields.append(Field(vendor, name, "path", "text"))
        kinds = [*FLAT, "configured"]
        if self.body == "json":
            kinds += ["numbers", "real"]
            # An object has no text where parameters are signed.
            kinds += [] if vendor.signs_parameters else DEEP
        else:
            kinds += NESTED
        if self.body == "multipart":
            kinds += ["file", "file", "file"]
        if ("field", "common") in vendor.signed_parts and self.signs:
            # A body of several parts has no field that can be signed.
            at = "query" if self.body == "multipart" else place
            common = Field(vendor, "common", at, "text", self.body)
            common.optional = common.nullable = common.is_null = False
            fields.append(common)
        for name in vendor.random.sample(["alpha", "beta", "gamma", "delta", "omega"],
                                         vendor.random.randint(1, 4)):
            at = "query" if place == "body" and vendor.sometimes(0.2) else place
            kind = vendor.one(*kinds)
            if at == "query" and kind in ("numbers", "real", "file", "rows"):
                kind = "text"
            if kind == "configured":
                kinds = [it for it in kinds if it != kind]
            fields.append(Field(vendor, name + self.letter, at, kind, self.body))
        return fields

    def spec_headers(self):
        def header(name, **facts):
            return {"name": name, "need": "required", "redact": "shown", "about": "A header.", **facts}

        vendor = self.vendor
        scheme = {"scheme": vendor.scheme} if vendor.scheme else {}
        headers = [header("X-Access-Key", type_name="AccessKey", max_length=40, redact="hidden",
                          **{"from": "configuration"}, **scheme)]
        if vendor.key_id and self.signs:
            headers.append(header("X-Key-Id", type_name="SigningKeyId", max_length=40, redact="hidden",
                                  only_signed=True, **{"from": "configuration"}))
        if self.carries:
            scheme = {"scheme": "bearer"} if vendor.token["is_bearer"] else {}
            headers.append(header(vendor.token["header"], type_name="PassToken", redact="hidden",
                                  **{"from": "token"}, **scheme))
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
        if self.sealed and vendor.encryption["key_id_header"]:
            headers.append(header("X-Crypto-Key", type_name="CryptoKeyId", max_length=32,
                                  **{"from": "encryption"}))
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
        request |= {"encrypted": True} if self.sealed else {}
        return without_nothing({
            "id": self.id, "subject": "all", "page": {"title": self.id}, "method": self.method,
            "path": self.path, "host": self.host, "section": "Call", "about": "A call.",
            "repeat": "safe-with-key" if self.keyed else self.vendor.one("safe", "unsafe", "unknown"),
            "request": request, "response": self.spec_response(),
            "response_codes": {"section": "Results", "codes": self.spec_codes()},
        })

    def spec_response(self):
        response = {"section": "Answer", "fields": self.answered()}
        if self.answer != "object":
            response["body"] = self.answer
        if self.charset != "utf-8":
            response["charset"] = self.charset
        if self.media_types:
            response["media_types"] = self.media_types
        if self.own_results:
            response["envelope"] = "none"
        elif self.rows:
            response["envelope"] = self.vendor.spec_envelope(self.rows)
        return response | ({"encrypted": True} if self.sealed_answer else {})

    def answered(self):
        """The fields of the answer."""
        def field(name, kind, **facts):
            return {"name": name, "type": kind, "need": "optional", "redact": "shown",
                    "about": "What was seen.", **facts}

        seen = [field("seen", "string"), field("sum", "number")]
        if self.answer in ("form", "lines"):
            return seen
        if self.answer == "text":
            return [field("text", "string", need="required")]
        if self.answer == "list":
            return [{"name": "rows" + self.letter, "type": "array-of-objects", "need": "required",
                     "about": "Rows.", "fields": seen[:1]}]
        if self.answer != "object":
            return []
        for kind, shapes in self.shapes:
            seen.append({"name": shapes.name, "need": "optional", "about": "How.", **shapes.spec(kind)})
        seen.append(field("grid", "array-of-numbers", rows={}))
        if self.rows:
            seen.append({
                "name": self.rows["rows"], "type_name": "Row" + self.letter.upper(),
                "type": "array-of-objects", "need": "required", "about": "Rows.", "fields": [
                    field("row_code", "string", codes="banks", need="required"),
                    field("number", "number", need="required")]})
        return seen

    def success(self):
        """The fields of a success, beside its result."""
        fields = {"seen": "보았음", "sum": 120, "unknown": [1], "grid": [[1, 2], [], [3]]}
        for kind, shapes in self.shapes:
            one = shapes.value("글")
            fields[shapes.name] = one if kind == "one-of" else [one, one]
        return fields

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


class Issuing(Operation):
    """The operation that issues tokens."""

    def draw_id(self):
        return "issue-pass"

    def __init__(self, vendor):
        super().__init__(vendor, "z")
        self.carries = self.cashier = self.keyed = self.sealed = False
        self.answer, self.charset, self.media_types = "object", "utf-8", None
        self.rows, self.shapes, self.issued = None, [], []

    def draw_fields(self):
        vendor = self.vendor
        if self.body == "multipart":
            self.body = "form"
        place = "body" if self.body != "none" else "query"
        asked = Field(vendor, "asked_at", place, "minted", self.body)
        asked.form = "yyyyMMddHHmmss"
        fields = [Field(vendor, "grant", place, "constant", self.body), asked]
        if ("field", "common") in vendor.signed_parts and self.signs:
            fields.append(Field(vendor, "common", place, "constant", self.body))
            # What others give is another thing.
            fields[-1].type_name = "CommonOfPass"
        return [*fields,
                Credential(vendor, "client_id", place, "an-invented-id"),
                Credential(vendor, "client_secret", place, "an invented secret &=")]

    def answered(self):
        path = self.vendor.token["field"].split(".")
        token = [{"name": path[-1], "type": "string", "need": "required", "redact": "hidden",
                  "type_name": "IssuedToken", "about": "The token."},
                 {"name": "valid_for", "type": self.vendor.token["seconds"], "need": "optional",
                  "redact": "shown", "about": "For how long."}]
        if len(path) == 1:
            return token
        return [{"name": path[0], "type": "object", "need": "required", "about": "The pass.",
                 "type_name": "PassData", "fields": token}]

    def success(self):
        token = self.vendor.token
        path = token["field"].split(".")
        self.issued.append(f"pass-{len(self.issued)}-{self.vendor.random.randint(1, 10**9)}")
        told = {path[-1]: self.issued[-1],
                "valid_for": 3600 if token["seconds"] == "number" else "3600"}
        return told if len(path) == 1 else {path[0]: told}


class Credential(Field):
    """A field that the client is built with, for a token alone."""

    def __init__(self, vendor, name, place, value):
        super().__init__(vendor, name, place, "configured")
        self.name, self.value = name, value

    def spec(self):
        return {**super().spec(), "redact": "hidden"}


def without_nothing(facts):
    return {key: value for key, value in facts.items() if value is not None}
