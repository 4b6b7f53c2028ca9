"""Holds a request against what its vendor says."""

import base64
import hashlib
import hmac
import json
import re
import time
from urllib.parse import parse_qsl, unquote

import crypto
from field import STAMP, ZULU, Number

FORMS = {
    "uuid": r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
    "epoch-seconds": r"\d{10}",
    "epoch-milliseconds": r"\d{13}",
    "yyyyMMddHHmmss": r"\d{14}",
    "yyyyMMdd": r"\d{8}",
    "yyyyMMddHHmmssSSS": r"\d{17}",
    STAMP: r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d",
    ZULU: r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z",
    "digits13": r"\d{13}",
    "'P'hex8": r"P[0-9a-f]{8}",
    "'T'counter9": r"T[0-9A-Z]{9}",
}
# A time up to its seconds, and how long that is.
WRITTEN = {
    "yyyyMMdd": ("%Y%m%d", 8),
    "yyyyMMddHHmmss": ("%Y%m%d%H%M%S", 14),
    "yyyyMMddHHmmssSSS": ("%Y%m%d%H%M%S", 14),
    STAMP: ("%Y-%m-%dT%H:%M:%S", 19),
    ZULU: ("%Y-%m-%dT%H:%M:%S", 19),
}
MULTIPART = r"multipart/form-data; boundary=([0-9A-Za-z-]{1,70})"
PART = rb'Content-Disposition: form-data; name="([^"\r\n]*)"' \
    rb'(?:; filename="([^"\r\n]*)"\r\nContent-Type: ([^\r\n]*))?\r\n\r\n(.*)'


class Check:
    """One request."""

    def __init__(self, vendor, operation, method, target, headers, body):
        self.vendor, self.operation, self.method = vendor, operation, method
        self.headers, self.body = headers, body
        self.path, _, self.query = target.partition("?")
        self.wrong = []

    def run(self, full, token):
        operation, vendor = self.operation, self.vendor
        self.same("method", self.method, operation.method)
        self.same("access key", self.headers.get("X-Access-Key"), credential(vendor))
        self.same("key id", self.headers.get("X-Key-Id"), None)
        if vendor.token:
            told = ("Bearer " if vendor.token["is_bearer"] else "") + (token or "")
            self.same("token", self.headers.get(vendor.token["header"]),
                      told if operation.carries else None)
        for name, form in operation.minted:
            self.fits(name, self.headers.get(name), form)
        if operation.cashier:
            self.same("cashier", self.headers.get("X-Cashier"), "K042")
        if operation.keyed and not self.headers.get("Idempotency-Key"):
            self.wrong.append("no idempotency key")
        query = self.pairs(self.query)
        body = self.parsed_body()
        self.parameters = query + body
        if operation.body == "json":
            self.parameters = query + [pair for it in body for pair in self.plain(*it)]
        sign = [it for it in query + body if it[0] == "sign"]
        query, body = ([it for it in them if it[0] != "sign"] for them in (query, body))
        where = {"query": query, "body": body}
        for field in operation.fields:
            if field.place == "path":
                expected = f"{base(operation)}/v1/{operation.id}/"
                self.same("path", unquote(self.path), expected + field.value)
            else:
                self.field(field, where[field.place], full)
        self.same("left in the query", query, [])
        self.same("left in the body", body, [])
        self.signature(sign)
        return self.wrong

    def parsed_body(self):
        kind, media = self.operation.body, self.headers.get("Content-Type")
        if kind == "none":
            self.same("body", self.body, b"")
            return []
        if kind == "form":
            self.same("media type", media, "application/x-www-form-urlencoded")
            return self.pairs(self.body.decode())
        if kind == "multipart":
            return self.parts(media)
        self.same("media type", media, "application/json")
        return self.read(self.opened())

    def opened(self):
        """The body as it was before it was encrypted."""
        if not self.operation.sealed:
            return self.body
        encryption = self.vendor.encryption
        read = self.read(self.body)
        self.same("around the sealed body", [name for name, _ in read], ["sealed"])
        if encryption["key_id_header"]:
            self.same("key id", self.headers.get("X-Crypto-Key"), "invented-crypto-key")
        return crypto.key("server").open(read[0][1], encryption["content_sent"])

    def read(self, body):
        return json.loads(body, object_pairs_hook=list, parse_int=Number, parse_float=Number)

    def parts(self, media):
        """The parts of a body, as RFC 7578 has them."""
        told = re.fullmatch(MULTIPART, media)
        if not told:
            self.wrong.append(f"media type: {media}")
            return []
        end = b"--" + told[1].encode()
        first, *parts, last = (b"\r\n" + self.body).split(b"\r\n" + end)
        self.same("around the parts", (first, last), (b"", b"--\r\n"))
        return [self.part_of(it) for it in parts]

    def part_of(self, part):
        told = re.fullmatch(rb"\r\n" + PART, part, re.DOTALL)
        if not told:
            self.wrong.append(f"no part: {part[:200]}")
            return ("", "")
        name, file, media, content = told.groups()
        if file is None:
            return (name.decode(), content.decode())
        return (name.decode(), (file.decode(), media.decode(), content))

    def pairs(self, text):
        return parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text))

    def field(self, field, pairs, full):
        expected = [(field.name, it) for it in field.sent()] if as_json(field) else field.pairs()
        is_own = {name for name, _ in expected}
        is_own |= {field.name} if not expected else set()
        told = [it for it in pairs if it[0] in is_own]
        pairs[:] = [it for it in pairs if it[0] not in is_own]
        if field.optional and not full:
            return self.same(field.name, told, [])
        if field.kind == "minted":
            return self.fits(field.name, told[0][1], field.form)
        self.same(field.name, told, expected)

    def plain(self, name, value):
        """A field of a JSON body as parameters: a list has one for each item."""
        if isinstance(value, list):
            return [(name + "[]", it) for it in value]
        return [(name, str(value).lower() if isinstance(value, bool) else value)]

    def signature(self, sign):
        signing = self.vendor.signing
        place = self.operation.signs
        if not place:
            return self.same("signature", (sign, self.headers.get("X-Signature")), ([], None))
        if signing["claims"]:
            return self.token(self.headers["X-Signature"])
        known = {}
        if place == "header":
            text = self.told(signing["written"] or [("signature",)], self.headers["X-Signature"], known)
        else:
            text = sign[0][1]
            self.take_out(place)
        algorithm, message = signing["algorithm"], self.filled(signing["signs"], known)
        if algorithm == "rsa-sha256":
            if not crypto.key("signing").verifies(message, read_as(text, signing["encoding"])):
                self.wrong.append(f"signature: {text!r} is not of {message!r}")
            return
        function = {"1": hashlib.sha1, "256": hashlib.sha256, "512": hashlib.sha512}[
            algorithm.split("sha")[1]]
        if algorithm.startswith("hmac"):
            digest = hmac.new(self.vendor.secret.encode(), message, function).digest()
        else:
            digest = function(message).digest()
        self.same("signature", text, encoded(digest, signing["encoding"]))

    def take_out(self, place):
        """The request as it was before it was signed."""
        if place == "query":
            self.query = "&".join(it for it in self.query.split("&") if not it.startswith("sign="))
        self.parameters = [it for it in self.parameters if it[0] != "sign"]

    def token(self, value):
        self.same("scheme", value[:7], "Bearer ")
        head, body, mark = value[7:].split(".")
        bits = self.vendor.signing["algorithm"][-3:]
        function = {"256": hashlib.sha256, "512": hashlib.sha512}[bits]
        digest = hmac.new(self.vendor.secret.encode(), f"{head}.{body}".encode(), function).digest()
        self.same("token", mark, encoded(digest, "base64url"))
        self.same("algorithm", json.loads(crypto.unurl(head))["alg"], f"HS{bits}")
        claims = json.loads(crypto.unurl(body))
        for name, parts, when in self.vendor.signing["claims"]:
            if when == "parameters" and not self.parameters:
                continue
            told = str(claims.pop(name))
            if parts == [("nonce",)]:
                self.fits(name, told, "uuid")
            elif parts[0][0] == "time":
                self.fits(name, told, parts[0][1])
            else:
                self.same(name, told, self.filled(parts, {}).decode())
        self.same("further claims", claims, {})

    def told(self, parts, text, known):
        """What a text tells of the values in it; returns the signature."""
        pattern = ""
        for number, part in enumerate(parts):
            pattern += {
                "text": lambda: re.escape(part[1]),
                "signature": lambda: "(?P<signature>.+)",
                "nonce": lambda: f"(?P<nonce>{FORMS['uuid']})",
                "time": lambda: f"(?P<time{number}>{FORMS[part[1]]})",
            }[part[0]]()
        match = re.fullmatch(pattern, text)
        if not match:
            self.wrong.append(f"{text} is not of the form")
            return ""
        for number, part in enumerate(parts):
            if part[0] == "time":
                known[part] = match[f"time{number}"]
                self.fits("time", known[part], part[1])
            elif part[0] == "nonce":
                known[part] = match["nonce"]
        return match["signature"]

    def filled(self, parts, known):
        return b"".join(self.part(part, known) for part in parts)

    def part(self, part, known):
        kind = part[0]
        if part in known:
            return known[part].encode()
        parameters = "&".join(f"{name}={value}" for name, value in self.parameters)
        if kind == "hash":
            of = {"body": self.body, "parameters": parameters.encode(), "query": self.query.encode()}[part[1]]
            return encoded(hashlib.new(part[2], of).digest(), part[3]).encode()
        return {
            "text": lambda: part[1].encode(), "newline": lambda: b"\n",
            "method": lambda: self.method.encode(), "path": lambda: self.path.encode(),
            "query": lambda: self.query.encode(), "body": lambda: self.body,
            "header": lambda: self.header(part[1]).encode(),
            "field": lambda: dict(self.parameters)[part[1]].encode(),
            "key": lambda: self.vendor.secret.encode(), "parameters": lambda: parameters.encode(),
        }[kind]()

    def header(self, name):
        """A header, or the credential that is never sent."""
        return self.vendor.key_id if name == "X-Key-Id" else self.headers[name]

    def fits(self, name, value, form):
        if not value or not re.fullmatch(FORMS[form], value):
            self.wrong.append(f"{name}: {value} is not of the form {form}")
        elif form.startswith("epoch"):
            seconds = int(value) / (1000 if form.endswith("milliseconds") else 1)
            if abs(time.time() - seconds) > 100:
                self.wrong.append(f"{name}: {value} is not now")
        elif form.startswith("yyyy"):
            hours, told = (self.vendor.utc_offset or "+09:00").split(":")
            minutes = int(hours) * 60 + int(hours[0] + told)
            if form == STAMP and not value.endswith(f"{hours}:{told}"):
                self.wrong.append(f"{name}: {value} has another offset")
            written, length = WRITTEN[form]
            around = (time.gmtime(time.time() + minutes * 60 + off) for off in range(-100, 101))
            if value[:length] not in {time.strftime(written, it) for it in around}:
                self.wrong.append(f"{name}: {value} is not now in its zone")

    def same(self, what, told, expected):
        if told != expected:
            self.wrong.append(f"{what}: {told!r} in the place of {expected!r}")


def as_json(field):
    return field.place == "body" and field.body == "json"


def base(operation):
    return f"/{operation.host or 'base'}"


def credential(vendor):
    """A configured value as its header has it."""
    told = {"basic": vendor.access, "basic-user": vendor.access + ":"}.get(vendor.scheme)
    if told:
        return "Basic " + base64.b64encode(told.encode()).decode()
    scheme = {None: "{credential}", "bearer": "Bearer {credential}"}.get(vendor.scheme, vendor.scheme)
    return scheme.replace("{credential}", vendor.access)


def encoded(digest, encoding):
    return {
        "hex": lambda: digest.hex(),
        "base64": lambda: base64.b64encode(digest).decode(),
        "base64url": lambda: base64.urlsafe_b64encode(digest).decode().rstrip("="),
    }[encoding]()


def read_as(text, encoding):
    return {"hex": bytes.fromhex, "base64": base64.b64decode, "base64url": crypto.unurl}[encoding](text)
