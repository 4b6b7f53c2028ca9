"""A server that holds every request against what its vendor says, and answers as it says."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlencode, urlsplit

import crypto
from operation import BYTES, LINES
from request import Check, base


class Served:
    """A server of HTTP."""

    def __init__(self):
        self.complaints = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def handle_any(self):
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length)
                try:
                    status, headers, answer = outer.take(self.command, self.path, self.headers, body)
                except Exception as error:  # a checker that breaks has found something
                    outer.complaints.append(f"{self.command} {self.path}: {error!r}")
                    status, headers, answer = 500, {}, b"{}"
                self.send_response(status)
                for name, value in {**headers, "Content-Length": len(answer)}.items():
                    self.send_header(name, str(value))
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


class Server(Served):
    """Plays one vendor."""

    def __init__(self, vendor):
        super().__init__()
        self.vendor, self.received = vendor, []
        self.answer, self.full, self.keys, self.given = "success", True, [], None
        # How the operation that issues tokens answers.
        self.issues = "success"

    def take(self, method, target, headers, body):
        vendor, path = self.vendor, urlsplit(target).path
        operation = next(it for it in vendor.all_operations if path.startswith(base(it) + "/v1/" + it.id))
        self.received.append(operation.id)
        token = self.given
        if vendor.issuing and not token:
            token = vendor.issuing.issued[-1] if vendor.issuing.issued else None
        check = Check(vendor, operation, method, target, headers, body)
        self.complaints += [f"{operation.id}: {it}" for it in check.run(self.full, token)]
        self.keys.append(headers.get("Idempotency-Key"))
        answer = self.issues if operation is vendor.issuing else self.answer
        return self.answered(operation, answer)

    def answered(self, operation, answer):
        """The status, the headers and the body."""
        if answer == "html":
            return 502, {"Content-Type": "text/html"}, b"<html>"
        if answer == "busy":
            return 429, {"Content-Type": "application/json", self.vendor.retry_after: "7"}, b'{"unknown":1}'
        if answer == "page":
            return 200, {"Content-Type": "text/html; charset=utf-8"}, b"<html>"
        status, told = self.told(operation, answer)
        is_content = operation.answer in ("text", "bytes") and answer == "success"
        media = operation.sent_media if is_content else "application/json"
        return status, {"Content-Type": media}, written(self.vendor, operation, told)

    def told(self, operation, answer):
        """The status and the fields, a list of them, or a text."""
        envelope, fields = operation.envelope, operation.success()
        if envelope is None:
            if answer == "failure":
                return 409, {"unknown": True}
            return 200, success_body(operation, fields)
        status, code = 400, operation.failure_code()
        if answer != "failure":
            status, code = operation.success_http, None
            if envelope["success_code"]:
                code = self.vendor.random.choice(envelope["success_code"])
        if code is None:
            return status, success_body(operation, fields)
        typed = {"text": code, "integer": None, "boolean": code == "true"}[envelope["code_type"]]
        result = {envelope["code"]: int(code) if typed is None else typed}
        if envelope["message"]:
            result[envelope["message"]] = "한글 메시지"
        bank = "451" if answer == "second" else "000"
        result.update(beside(operation.second, bank))
        if operation.rows:
            fields[operation.rows["rows"]] = [
                {"number": at, **beside(operation.rows, code)} for at, code in enumerate(["000", bank])]
        for name in reversed((envelope["object"] or "").split(".")):
            result = {name: result} if name else result
        return status, {**fields, **result}


def beside(second, code):
    """A second code, as it stands beside the first one or in a row."""
    if not second:
        return {}
    message = {second["message"]: f"은행 {code}"} if second["message"] else {}
    return {second["code"]: code, **message}


def success_body(operation, fields):
    return {"list": [{"seen": "보았음"}, {"seen": "b", "more": None}], "empty": None,
            "text": LINES, "bytes": BYTES}.get(operation.answer, fields)


def written(vendor, operation, told):
    """The bytes of an answer."""
    if told is None or isinstance(told, bytes):
        return told or b""
    if isinstance(told, str):
        return told.encode(operation.charset)
    if operation.answer in ("form", "lines"):
        told = {name: str(it).lower() if isinstance(it, bool) else it for name, it in told.items()
                if not isinstance(it, list)}
        if operation.answer == "form":
            return urlencode(told, encoding=operation.charset).encode()
        return "".join(f"{name}={it}\r\n" for name, it in told.items()).encode(operation.charset)
    body = json.dumps(told, ensure_ascii=False).encode(operation.charset)
    if not operation.sealed_answer:
        return body
    content = vendor.one(*vendor.encryption["content_accepted"])
    return json.dumps({"sealed": crypto.key("client").seal(body, content, vendor.random)}).encode()
