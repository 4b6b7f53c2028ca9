"""A server that holds every request against what its vendor says, and answers as it says."""

import base64
import hashlib
import hmac
import json
import re
import time
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, quote, unquote, urlsplit

FORMS = {
    "uuid": r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
    "epoch-seconds": r"\d{10}",
    "epoch-milliseconds": r"\d{13}",
    "yyyyMMddHHmmss": r"\d{14}",
    "yyyyMMdd": r"\d{8}",
    "digits13": r"\d{13}",
    "'P'hex8": r"P[0-9a-f]{8}",
    "'T'counter9": r"T[0-9A-Z]{9}",
}


class Server:
    """Plays one vendor."""

    def __init__(self, vendor):
        self.vendor, self.complaints, self.received = vendor, [], 0
        self.answer, self.full, self.keys = "success", True, []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def handle_any(self):
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length)
                try:
                    status, answer = outer.take(self.command, self.path, self.headers, body)
                except Exception as error:  # a checker that breaks has found something
                    outer.complaints.append(f"{self.command} {self.path}: {error!r}")
                    status, answer = 500, b"{}"
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                if status == 429:
                    self.send_header("Retry-After", "7")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = handle_any

            def log_message(self, *_):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.http.server_port}"

    def take(self, method, target, headers, body):
        self.received += 1
        address = urlsplit(target)
        operation = next(it for it in self.vendor.operations
                         if address.path.startswith(base(it) + "/v1/" + it.id))
        check = Check(self.vendor, operation, method, target, headers, body)
        self.complaints += [f"{operation.id}: {it}" for it in check.run(self.full)]
        self.keys.append(headers.get("Idempotency-Key"))
        return self.answered(operation)

    def answered(self, operation):
        status, rest = self.told(operation)
        if self.answer == "busy":
            status, rest = 429, {"unknown": True}
        return status, json.dumps(rest, ensure_ascii=False).encode() if rest is not None else b""

    def told(self, operation):
        envelope = operation.envelope
        fields = {"seen": "보았음", "sum": 120, "unknown": [1]}
        if self.answer in ("html", "busy"):
            return 502, "<html>"
        if envelope is None:
            if self.answer == "failure":
                return 409, {"unknown": True}
            return 200, success_body(operation, fields)
        status, code = 400, operation.failure_code()
        if self.answer != "failure":
            status, code = operation.success_http, None
            if envelope["success_code"]:
                code = self.vendor.random.choice(envelope["success_code"])
        if code is None:
            return status, success_body(operation, fields)
        typed = {"text": code, "integer": None, "boolean": code == "true"}[envelope["code_type"]]
        result = {envelope["code"]: int(code) if typed is None else typed}
        if envelope["message"]:
            result[envelope["message"]] = "한글 메시지"
        bank = "451" if self.answer == "second" else "000"
        result.update(beside(operation.second, bank))
        if operation.rows:
            fields[operation.rows["rows"]] = [
                {"number": at, **beside(operation.rows, code)} for at, code in enumerate(["000", bank])]
        for name in reversed((envelope["object"] or "").split(".")):
            result = {name: result} if name else result
        return status, {**fields, **result}


def base(operation):
    return f"/{operation.host or 'base'}"


def credential(vendor):
    """A configured value as its header has it."""
    told = {"basic": vendor.access, "basic-user": vendor.access + ":"}.get(vendor.scheme)
    if told:
        return "Basic " + base64.b64encode(told.encode()).decode()
    return f"Bearer {vendor.access}" if vendor.scheme else vendor.access


def beside(second, code):
    """A second code, as it stands beside the first one or in a row."""
    if not second:
        return {}
    message = {second["message"]: f"은행 {code}"} if second["message"] else {}
    return {second["code"]: code, **message}


def success_body(operation, fields):
    return {"object": fields, "list": [{"seen": "보았음"}, {"seen": "b", "more": None}],
            "empty": None}[operation.answer]


class Check:
    """One request."""

    def __init__(self, vendor, operation, method, target, headers, body):
        self.vendor, self.operation, self.method = vendor, operation, method
        self.headers, self.body = headers, body
        self.path, _, self.query = target.partition("?")
        self.wrong = []

    def run(self, full):
        operation = self.operation
        self.same("method", self.method, operation.method)
        self.same("access key", self.headers.get("X-Access-Key"), credential(self.vendor))
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
        self.same("media type", media, "application/json")
        return json.loads(self.body, object_pairs_hook=list, parse_int=Number, parse_float=Number)

    def pairs(self, text):
        return parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text))

    def field(self, field, pairs, full):
        name = field.name + ("[]" if self.style(field) == "brackets" else "")
        values = [value for it, value in pairs if it == name]
        pairs[:] = [it for it in pairs if it[0] != name]
        if field.optional and not full:
            return self.same(name, values, [])
        if field.kind == "minted":
            return self.fits(name, values[0], field.form)
        self.same(name, values, self.expected(field))

    def style(self, field):
        return field.style if field.place == "query" else None

    def expected(self, field):
        value, as_json = field.value, field.place == "body" and self.operation.body == "json"
        if field.kind == "flag":
            words = {"true/false": ("true", "false"), "Y/N": ("Y", "N"), "1/0": ("1", "0")}
            word = words[field.wire][value == "false"]
            return [value == "true"] if as_json and field.wire == "true/false" else [word]
        if field.kind == "texts":
            if as_json:
                return [value]
            style = self.style(field)
            return {"comma": [",".join(value)], "json": [value]}.get(style, value) if style != "json" \
                else [json.dumps(value, ensure_ascii=False, separators=(",", ":"))]
        if field.kind == "numbers":
            return [[Number(it) for it in value]]
        if field.kind == "map":
            return [list(json.loads(value).items())]
        if field.kind == "object":
            return [[("inner", value["inner"]), ("count", Number(value["count"]))]]
        if field.kind in ("number", "real") and as_json:
            return [Number(value)]
        return [value]

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
            text = self.read(signing["written"] or [("signature",)], self.headers["X-Signature"], known)
        else:
            text = sign[0][1]
            self.take_out(place)
        algorithm, message = signing["algorithm"], self.filled(signing["signs"], known)
        function = {"1": hashlib.sha1, "256": hashlib.sha256, "512": hashlib.sha512}[
            algorithm.split("sha")[1]]
        if algorithm.startswith("hmac"):
            digest = hmac.new(self.vendor.key.encode(), message, function).digest()
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
        digest = hmac.new(self.vendor.key.encode(), f"{head}.{body}".encode(), function).digest()
        self.same("token", mark, encoded(digest, "base64url"))
        self.same("algorithm", json.loads(decoded(head))["alg"], f"HS{bits}")
        claims = json.loads(decoded(body))
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

    def read(self, parts, text, known):
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
            of = {"body": self.body, "parameters": parameters.encode()}[part[1]]
            return encoded(hashlib.new(part[2], of).digest(), part[3]).encode()
        return {
            "text": lambda: part[1].encode(), "newline": lambda: b"\n",
            "method": lambda: self.method.encode(), "path": lambda: self.path.encode(),
            "query": lambda: self.query.encode(), "body": lambda: self.body,
            "header": lambda: self.headers[part[1]].encode(),
            "key": lambda: self.vendor.key.encode(), "parameters": lambda: parameters.encode(),
        }[kind]()

    def fits(self, name, value, form):
        if not value or not re.fullmatch(FORMS[form], value):
            self.wrong.append(f"{name}: {value} is not of the form {form}")
        elif form.startswith("epoch"):
            seconds = int(value) / (1000 if form.endswith("milliseconds") else 1)
            if abs(time.time() - seconds) > 100:
                self.wrong.append(f"{name}: {value} is not now")

    def same(self, what, told, expected):
        if told != expected:
            self.wrong.append(f"{what}: {told!r} in the place of {expected!r}")


class Number(str):
    """A number, with the digits that were sent."""


def encoded(digest, encoding):
    return {
        "hex": lambda: digest.hex(),
        "base64": lambda: base64.b64encode(digest).decode(),
        "base64url": lambda: base64.urlsafe_b64encode(digest).decode().rstrip("="),
    }[encoding]()


def decoded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
