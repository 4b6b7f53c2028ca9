"""Draws vendors: what each says about its protocol, as a spec and as a plan for the checker.

Nothing here is read from the generator. A spec is written as JSON, which is YAML.
"""

import json
import random

import crypto
from callback import FORMS, Callbacks, written_key
from field import STAMP, ZULU
from operation import Issuing, Operation, without_nothing

CITE = {"source": "guide", "section": "Top"}
HASHES = ["hmac-sha1", "hmac-sha256", "hmac-sha512", "sha256", "sha512", "rsa-sha256", "rsa-sha256"]
TOKENS = ["jwt-hs256", "jwt-hs512"]
BANKS = {"000": "none", "001": "none", "451": "ask-user", "803": "check-outcome"}


def writes_local_times(part):
    """Whether something in a spec is a time that a client writes without its zone."""
    if isinstance(part, dict):
        made = part.get("from") == "call" and str(part.get("form")).startswith("yyyy")
        return made or any(map(writes_local_times, part.values()))
    if isinstance(part, list):
        return any(map(writes_local_times, part))
    return "{time:yyyy" in str(part)


class Vendor:
    """A vendor of one seed: `spec()` is what its pages say, and the rest what it does."""

    def __init__(self, seed, operations):
        self.random = random.Random(seed)
        self.id = f"paper-{seed}"
        self.scheme = self.one(None, None, "bearer", "basic", "basic-user", "PaperKey {credential}",
                               "key={credential};v=2")
        self.access = "invented-user:pass" if self.scheme == "basic" else "invented-access-key"
        self.site = "견본 = site"
        self.host = "gate" if self.sometimes(0.3) else None
        self.retry_after = self.one("Retry-After", "X-Wait")
        # Of the local times in requests; callers give it where the pages do not say.
        self.utc_offset = self.one(None, "+09:00", "-03:30", "+00:00")
        self.times = ["yyyyMMddHHmmss", "yyyyMMddHHmmssSSS", STAMP]
        self.times += [ZULU] if self.utc_offset == "+00:00" else []
        # What two operations call the same has one form.
        self.time = self.one(*self.times)
        self.envelope = self.draw_envelope()
        self.second = self.draw_second()
        # A credential that is signed, and never sent.
        self.key_id = "invented-key-id" if self.sometimes(0.4) else None
        self.signing = self.draw_signing()
        self.key_id = self.key_id if self.signs_key_id else None
        is_rsa = self.signing and self.signing["algorithm"] == "rsa-sha256"
        kind = self.one("PRIVATE KEY", "RSA PRIVATE KEY")
        self.secret = crypto.key("signing").private(kind).strip() if is_rsa \
            else "invented-signing-key"
        # How the key is given, whose bytes sign.
        self.key_form = self.one(*FORMS) if self.signing and not is_rsa else None
        self.key = written_key(self.key_form, self.secret)
        self.token = self.draw_token()
        self.encryption = self.draw_encryption()
        self.operations = [Operation(self, "abcdefghijklmnop"[number]) for number in range(operations)]
        self.issuing = Issuing(self) if self.token and self.token["is_fetched"] else None
        if self.issuing and not any(it.carries for it in self.operations):
            self.operations[0].carries = True
        if not any(it.signs for it in self.all_operations):
            self.signing = self.key_id = None
        self.callbacks = Callbacks(self) if self.sometimes(0.6) else None
        if self.encryption and not any(it.sealed for it in self.operations):
            self.encryption["key_id_header"] = None

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

    def draw_token(self):
        if self.sometimes(0.5):
            return None
        header = self.one("Authorization", "X-Pass")
        return {"header": header, "is_bearer": self.sometimes(), "is_fetched": self.sometimes(0.75),
                "field": self.one("access_token", "data.access_token"),
                "seconds": self.one("number", "string"), "has_end": self.sometimes(0.7)}

    def draw_encryption(self):
        if self.sometimes(0.6):
            return None
        return {"format": "jwe-compact", "key_management": "RSA-OAEP-256",
                "content_sent": self.one("A128GCM", "A256GCM"),
                "content_accepted": ["A128GCM", "A256GCM"], "field": "sealed",
                "key_id_header": self.one(None, "X-Crypto-Key")}

    def draw_signing(self):
        place = self.one("none", "header", "header", "query", "field", "token")
        if place == "none":
            return None
        if place == "token":
            claims = [("access_key", [("header", "X-Access-Key")], "always"),
                      ("nonce", [("nonce",)], "always")]
            if self.key_id:
                claims.append(("key_id", [("header", "X-Key-Id")], "always"))
            if self.sometimes():
                claims += [("query_hash", [("hash", "parameters", "sha512", "hex")], "parameters"),
                           ("query_hash_alg", [("text", "SHA512")], "parameters")]
            if self.sometimes():
                claims.append(("at", [("time", "epoch-seconds")], "always"))
            return {"algorithm": self.one(*TOKENS), "claims": claims, "encoding": None,
                    "place": "header", "written": [("text", "Bearer "), ("signature",)]}
        algorithm = self.one(*HASHES)
        parts = self.draw_signed(place)
        if not algorithm.startswith(("hmac", "rsa")):
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
                ("text", "{x}"), ("parameters",), ("hash", "parameters", "sha256", "base64"),
                ("field", "common"), ("field", "common"), ("hash", "query", "sha512", "hex")]
        if place != "field":
            pool += [("body",), ("hash", "body", "sha256", "hex"),
                     ("hash", "body", "sha512", "base64url")]
        if place == "header":
            pool += [("time", self.one(*self.times)), ("time", "epoch-milliseconds"), ("nonce",)]
        parts = self.random.sample(pool, self.random.randint(1, 5))
        return [("header", "X-Key-Id"), *parts] if self.key_id else parts

    @property
    def signed_parts(self):
        """All parts of what is signed."""
        signing = self.signing or {}
        claims = [part for _, parts, _ in signing.get("claims") or [] for part in parts]
        return (signing.get("signs") or []) + claims

    @property
    def signs_parameters(self):
        return any("parameters" in part for part in self.signed_parts)

    @property
    def signs_body(self):
        return self.signs_parameters or any("body" in part for part in self.signed_parts)

    @property
    def signs_key_id(self):
        return ("header", "X-Key-Id") in self.signed_parts

    @property
    def all_operations(self):
        return [*self.operations, *filter(None, [self.issuing])]

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
                for operation in self.all_operations
            ],
        }
        if self.signing:
            api["signing"] = self.spec_signing()
        if self.envelope:
            api["envelope"] = self.spec_envelope(self.second)
        if self.issuing:
            end = {"expires_in": self.token["field"].replace("access_token", "valid_for")}
            api["token"] = {"operation": "issue-pass", "field": self.token["field"], "cite": CITE,
                            **(end if self.token["has_end"] else {})}
        if self.encryption:
            api["encryption"] = without_nothing(
                {**self.encryption, "about": "The whole body is.", "cite": CITE})
        if self.retry_after != "Retry-After":
            api["retry_after"] = self.retry_after
        files = {f"operations/{it.id}.yaml": it.spec() for it in self.all_operations}
        if self.utc_offset and (writes_local_times(api) or writes_local_times(files)):
            api["service"]["utc_offset"] = self.utc_offset
        files["api.yaml"] = api
        if self.callbacks:
            files |= {f"callbacks/{it.id}.yaml": it.spec() for it in self.callbacks.all}
            shared = self.callbacks.spec(template)
            api |= {"callbacks": shared} if shared else {}
        if any(it.host for it in self.all_operations):
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
            "key": "Secret key", "key_form": self.key_form, "about": "The recipe.", "cite": CITE,
        })


def template(parts):
    """A recipe as a spec has it."""
    written = {
        "text": lambda it: it[1].replace("{", "{{").replace("}", "}}"),
        "header": lambda it: f"{{header:{it[1]}}}",
        "field": lambda it: f"{{field:{it[1]}}}",
        "time": lambda it: f"{{time:{it[1]}}}",
        "sent": lambda _: "{time}",
        "hash": lambda it: "{" + ".".join(it[1:]) + "}",
    }
    return "".join(written.get(it[0], lambda it: "{" + it[0] + "}")(it) for it in parts)
