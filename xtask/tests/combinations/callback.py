"""Draws what vendors send by themselves, sends it, and checks what the mock servers send."""

import hashlib
import hmac
import json
import re
from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qsl, quote_plus

import crypto
from field import Field, written
from request import encoded

CITE = {"source": "guide", "section": "Callbacks"}
HASHES = ["hmac-sha1", "hmac-sha256", "hmac-sha512", "sha256", "sha512", "rsa-sha256"]
# The forms of a time, each as `strftime` has it; a number of seconds or milliseconds is none.
TIMES = {"epoch-seconds": None, "epoch-milliseconds": None, "yyyyMMddHHmmss": "%Y%m%d%H%M%S",
         "yyyy-MM-dd'T'HH:mm:ssXXX": "%Y-%m-%dT%H:%M:%S"}
SEOUL = timezone(timedelta(hours=9))
SEALED = "A256GCM"
# What callbacks have whose signature is in a field, or, where they are nested, in an object.
PROOF = [("proof", "string")]
SIGNED = [("owner", "string"), ("total", "number")]
DEAL = "deal"
FORMS = [None, None, "{base64}", "sk_{base64}", "{base64url}", "0x{hex}"]


class Callbacks:
    """What the callbacks of a vendor share, and each of them."""

    def __init__(self, vendor):
        self.vendor, self.secret = vendor, "invented-callback-key"
        self.sealing = vendor.encryption
        self.signing, self.other, self.age = self.draw_signing(), None, None
        is_rsa = is_of_rsa(self.signing)
        self.form = vendor.one(*FORMS) if self.signing and not is_rsa else None
        self.key = written_key(self.form, self.secret)
        # What callers have, and what the mock server signs with.
        if is_rsa:
            self.secret = "callbacks"
            self.key = crypto.key(self.secret).public().strip()
        self.signs_with = crypto.key(self.secret).private().strip() if is_rsa else self.key
        if self.signing:
            self.age = self.draw_age()
            self.signing["signs"] = self.draw_signed(self.signing)
            self.other = self.draw_other()
        self.answer = vendor.one(None, {"http": 202}, {
            "http": 200, "content_type": "application/json", "body": '{"받음":true}'})
        recipes = [it for it in (self.signing, self.other) if it]
        count = max(vendor.random.randint(1, 3), len(recipes))
        chosen = [*recipes, *(vendor.one(None, *recipes) for _ in range(3))]
        self.all = [Callback(self, "abc"[number], chosen[number]) for number in range(count)]

    def draw_signing(self):
        vendor = self.vendor
        return None if vendor.sometimes(0.2) else self.draw_recipe()

    def draw_other(self):
        """A recipe of some callbacks, which sign where the others do or elsewhere."""
        if self.vendor.sometimes(0.5):
            return None
        recipe = {"id": "of-others", **self.draw_recipe()}
        # All have one key.
        if is_of_rsa(recipe) != is_of_rsa(self.signing):
            recipe["algorithm"] = self.signing["algorithm"]
        # A time in the header of the signature stands apart from it.
        if "header" in recipe and self.age and self.age["header"] == "X-Seal":
            recipe["separator"] = recipe["separator"] or ","
            recipe["around"] = recipe["around"] or ("v1=", "")
        recipe["signs"] = self.draw_signed(recipe)
        return recipe

    def draw_recipe(self):
        vendor = self.vendor
        # In a field of every signed callback, over fields: what is sealed or drawn has none.
        place = vendor.one("header", "header", "field")
        nested = place == "field" and vendor.sometimes()
        carrier = "X-Seal" if place == "header" else f"{DEAL}.proof" if nested else "proof"
        return {place: carrier, "algorithm": vendor.one(*HASHES),
                "encoding": vendor.one("hex", "base64", "base64url"),
                "around": vendor.one(None, ("v1=", ""), ("<", ">"), ("{", "}")),
                "separator": vendor.one(None, None, ",", ";")}

    def draw_age(self):
        vendor, signing = self.vendor, self.signing
        if vendor.sometimes(0.3):
            return None
        form = vendor.one(*TIMES)
        own = signing["separator"] and "header" in signing and vendor.sometimes()
        # A part of the header has the time, which is told from the signatures by what is around it.
        around = ("t=", "") if own else vendor.one(None, ("at ", ""))
        if own and not signing["around"]:
            signing["around"] = ("v1=", "")
        return {"header": "X-Seal" if own else "X-Sent", "form": form, "around": around,
                "offset": "+09:00" if form == "yyyyMMddHHmmss" else None,
                "seconds": vendor.one(None, 300)}

    def draw_signed(self, signing):
        vendor, age = self.vendor, self.age
        pool = [("method",), ("newline",), ("text", "{x}."), ("header", "X-Delivery")]
        parts = vendor.random.sample(pool, vendor.random.randint(0, 3))
        if "field" in signing:
            within = f"{DEAL}." if is_nested(signing) else ""
            parts += [("field", within + name) for name, _ in SIGNED]
        else:
            parts.append(vendor.one(("body",), ("hash", "body", "sha256", "hex"),
                                    ("hash", "body", "sha512", "base64")))
        if age:
            whole = age["header"] != "X-Seal" and vendor.sometimes()
            parts.append(("header", "X-Sent") if whole else ("sent",))
        if not signing["algorithm"].startswith(("hmac", "rsa")):
            parts.append(("key",))
        vendor.random.shuffle(parts)
        return parts

    def spec(self, template):
        """The section of `api.yaml`."""
        told = {}
        def recipe(signing):
            return around({**signing, "signs": template(signing["signs"]), "key": "Callback key",
                           "key_form": self.form, "about": "The recipe.", "cite": CITE}, "signature")

        if self.signing:
            told["signing"] = recipe(self.signing)
        if self.other:
            told["recipes"] = [recipe(self.other)]
        if self.age:
            told["age"] = around({**self.age, "about": "How old.", "cite": CITE}, "time")
        if self.answer:
            told["answer"] = {**self.answer, "cite": CITE}
        return told


class Callback:
    """One request that a vendor sends."""

    def __init__(self, shared, letter, signing):
        self.shared, vendor = shared, shared.vendor
        # The recipe that it is signed by, if it is.
        self.signing = signing
        self.letter, self.id = letter, f"told-{letter}"
        self.signed = "yes" if signing else vendor.one("no", "unknown")
        self.method = vendor.one("POST", "PUT")
        self.body = "json" if is_nested(signing) else vendor.one("json", "json", "form")
        self.sealed = bool(self.body == "json" and shared.sealing and not self.proves
                           and vendor.sometimes())
        kinds = ["text", "number", "flag", "code", "decimal"]
        kinds += ["texts", "object", "one", "map", "rows"] if self.body == "json" else []
        names = vendor.random.sample(["red", "green", "blue"], vendor.random.randint(1, 3))
        self.fields = [Field(vendor, f"{name}{letter}x", "body", vendor.one(*kinds), self.body)
                       for name in names]
        for field in self.fields:
            field.nullable = field.is_null = False
        told = [it.name for it in self.fields if it.kind in ("text", "number")]
        self.event = vendor.one(*told) if told and vendor.sometimes(0.7) else None
        self.known = vendor.one("whole", "part")

    @property
    def proves(self):
        """Whether a field has its signature."""
        return bool(self.signing and "field" in self.signing)

    def spec(self):
        fields = [field.spec() for field in self.fields]
        if self.proves:
            signed = [{"name": name, "type": kind, "need": "required", "redact": "shown",
                       "about": "Signed."} for name, kind in [*PROOF, *SIGNED]]
            if is_nested(self.signing):
                signed = [{"name": DEAL, "type": "object", "need": "required", "about": "The deal.",
                           "fields": signed}]
            fields += signed
        facts = {"id": self.id, "page": {"title": f"Told {self.letter}"}, "method": self.method,
                 "section": "Callback", "about": "Something was done.", "signed": self.signed,
                 "fields": fields}
        facts |= {"signing": self.signing["id"]} if self.signing and "id" in self.signing else {}
        facts |= {"body": "form"} if self.body == "form" else {}
        facts |= {"encrypted": True} if self.sealed else {}
        facts |= {"event": self.event} if self.event else {}
        return facts | ({"known": "part"} if self.known == "part" else {})

    def request(self, fault=None):
        """The headers and the body of a delivery."""
        shared, drawn = self.shared, self.shared.vendor.random
        values = {field.name: field.sent()[0] if self.body == "form" or field.kind == "flag"
                  else field.value for field in self.fields}
        if fault == "unknown-field":
            values["new"] = "새 값"
        headers = {"Content-Type": "application/json", "X-Delivery": "7"}
        ago = {"too-old": 700, "from-the-future": -700}.get(fault, 0)
        if self.proves:
            if is_nested(self.signing):
                values[DEAL] = {}
            inner = values.get(DEAL, values)
            inner |= {"owner": "홍 길동", "total": 1200}
            headers |= self.proof(headers, values, ago, fault)
            inner["total"] += fault == "altered-body"
            values = {key: str(it) if self.body == "form" else it for key, it in values.items()}
        if self.body == "form":
            body = "&".join(f"{quote_plus(name)}={quote_plus(it)}" for name, it in values.items()).encode()
        else:
            body = written(values).encode()
        if self.sealed and fault != "not-encrypted":
            body = json.dumps({"sealed": crypto.key("client").seal(body, SEALED, drawn)}).encode()
        if self.signing and not self.proves:
            headers |= self.proof(headers, body, ago, fault)
        if fault == "altered-body" and not self.proves:
            body += b"&x=y" if self.body == "form" else b" "
        return headers, body

    def proof(self, headers, body, ago, fault):
        """The headers by which it is proved."""
        signing, age, headers = self.signing, self.shared.age, dict(headers)
        time, parts = "", []
        if age:
            time = now(age, ago)
            told = put(age["around"], time)
            if age["header"] == signing.get("header"):
                parts.append(told)
            else:
                headers[age["header"]] = told
        right = put(signing["around"], self.signature(headers, body, time, self.shared.secret))
        wrong = put(signing["around"], self.signature(headers, body, time, "another key"))
        parts.append(wrong if fault == "wrong-signature" else right)
        if signing["separator"]:
            parts = [wrong, *parts] if fault == "two-signatures" else parts
        if fault != "no-signature":
            # The fields are told apart from the bytes of a body.
            place, name = (body.get(DEAL, body), "proof") if self.proves else (headers, signing["header"])
            place[name] = (signing["separator"] or "").join(parts)
        return headers

    def signature(self, headers, body, time, key):
        signing = self.signing
        message = b"".join({
            "text": lambda: part[1].encode(), "newline": lambda: b"\n", "body": lambda: body,
            "method": lambda: self.method.encode(), "sent": lambda: time.encode(),
            "header": lambda: headers[part[1]].encode(), "key": lambda: key.encode(),
            "field": lambda: str(found(body, part[1])).encode(),
            "hash": lambda: encoded(hashlib.new(part[2], body).digest(), part[3]).encode(),
        }[part[0]]() for part in signing["signs"])
        if is_of_rsa(signing):
            digest = crypto.key(key).sign(message)
        elif signing["algorithm"].startswith("hmac-"):
            digest = hmac.new(key.encode(), message, signing["algorithm"][5:]).digest()
        else:
            digest = hashlib.new(signing["algorithm"], message).digest()
        return encoded(digest, signing["encoding"])

    def faults(self):
        """What can be wrong or unusual, each with whether it is to be taken."""
        told = {None: True, "unknown-field": True}
        signing, age = self.signing, self.shared.age
        if signing:
            told |= {it: False for it in ("wrong-signature", "no-signature", "altered-body")}
            if signing["separator"]:
                told["two-signatures"] = True
            if age:
                told |= dict.fromkeys(("too-old", "from-the-future"), age["seconds"] is None)
        if self.sealed:
            told["not-encrypted"] = False
        return told

    def expected(self):
        """What a receiver reads of a delivery without faults, by field."""
        read = {field.name: field.value for field in self.fields}
        return read, read.get(self.event)

    def complaints(self, method, headers, body):
        """What is wrong with one that a mock server has sent."""
        shared, wrong = self.shared, []
        if method != self.method:
            wrong.append(f"sent as {method}")
        if self.signing:
            wrong += self.unproved(headers, self.read(body) if self.proves else body)
        media = {"json": "application/json", "form": "application/x-www-form-urlencoded"}[self.body]
        if headers["Content-Type"] != media:
            wrong.append(f"has the media type {headers['Content-Type']}")
        if self.body == "form":
            names = [name for name, _ in parse_qsl(body.decode(), True, True)]
        else:
            read = json.loads(body)
            if self.sealed:
                assert list(read) == ["sealed"], read
                accepted = shared.sealing["content_accepted"]
                read = json.loads(crypto.key("client").open(read["sealed"], *accepted))
            names = list(read)
        lacking = [it.name for it in self.fields if it.name not in names]
        return wrong + [f"has no {it}" for it in lacking]

    def read(self, body):
        """The fields of one that is not sealed."""
        return dict(parse_qsl(body.decode(), True, True)) if self.body == "form" else json.loads(body)

    def unproved(self, headers, body):
        signing, age, time = self.signing, self.shared.age, ""
        value = found(body, signing["field"]) if self.proves else headers[signing["header"]]
        parts = value.split(signing["separator"] or "\0")
        if age:
            texts = parts if age["header"] == signing.get("header") else [headers[age["header"]]]
            times = [it for it in (taken(age["around"], text) for text in texts) if is_time(age, it)]
            if len(times) != 1:
                return [f"has the times {times}"]
            time = times[0]
        signature = self.signature(headers, body, time, self.shared.secret)
        return [] if put(signing["around"], signature) in parts else [f"is not signed: {parts}"]


def is_of_rsa(signing):
    return bool(signing) and signing["algorithm"] == "rsa-sha256"


def is_nested(signing):
    """Whether the fields of a recipe are in an object."""
    return bool(signing) and "." in signing.get("field", "")


def found(fields, path):
    for name in path.split("."):
        fields = fields[name]
    return fields


def written_key(form, secret):
    """A key as it is given, in an encoding behind some text."""
    if not form:
        return secret
    prefix, encoding = form.rstrip("}").split("{")
    return prefix + encoded(secret.encode(), encoding)


def around(facts, name):
    """As the spec has it: the text around a value, as `t={time}`."""
    told = {key: value for key, value in facts.items() if key != "around" and value is not None}
    if facts["around"]:
        before, behind = (it.replace("{", "{{").replace("}", "}}") for it in facts["around"])
        told["written"] = f"{before}{{{name}}}{behind}"
    return told


def put(around, text):
    before, behind = around or ("", "")
    return before + text + behind


def taken(around, text):
    before, behind = around or ("", "")
    fits = text.startswith(before) and text.endswith(behind)
    return text[len(before):len(text) - len(behind)] if fits else ""


def now(age, ago):
    at = datetime.now(timezone.utc) - timedelta(seconds=ago)
    if age["form"].startswith("epoch"):
        return str(int(at.timestamp() * (1 if age["form"] == "epoch-seconds" else 1000)))
    if age["offset"]:
        return at.astimezone(SEOUL).strftime(TIMES[age["form"]])
    return at.astimezone(SEOUL).strftime(TIMES[age["form"]]) + "+09:00"


def is_time(age, text):
    return re.fullmatch({
        "epoch-seconds": r"\d{10}", "epoch-milliseconds": r"\d{13}", "yyyyMMddHHmmss": r"\d{14}",
        "yyyy-MM-dd'T'HH:mm:ssXXX": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)",
    }[age["form"]], text)
