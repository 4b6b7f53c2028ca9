"""What the stand-ins of vendors share: the server, its log and the faults.

A stand-in is written from what a vendor's pages say, and from nothing of this project, so that a
client cannot agree with it by sharing its mistake. It answers on a free port of 127.0.0.1 and
prints `listening on http://127.0.0.1:PORT` as its first line.

A request that deviates from the pages is answered with 400 or 401, and kept in the log with a
complaint that says where it deviates, what was expected and what came. Beside the vendor's calls
each stand-in has these of its own:

- `POST /__standin/next` `{"fault": NAME, "times": 1, "path": PATH, "headers": {…}}`: how the next
  call (of that path, when one is given) is answered; `headers` are added to that answer. The fault
  `answer` takes `status`, `type` and `body` too.
- `GET /__standin/faults`: the names that can be asked for. Where a vendor's call has a free text,
  the name in it asks for the fault too; each stand-in says in which.
- `GET /__standin/log`: all calls so far, with verdicts (`accepted`, `failed` as a page documents
  it, `repeated`, `refused`), the complaints alone, and counters of what was done.
- `POST /__standin/reset`: as if just started.
"""

import argparse
import http.server
import json
import os
import re
import sys
import threading
import urllib.parse

from standin_checks import CODECS, Complaint, once, pairs, shown

FAULTS = {
    "html-502": "a gateway's HTML page with status 502; nothing is done",
    "dropped": "the connection is closed without an answer; nothing is done",
    "lost-answer": "the call is done, and the connection closed instead of an answer",
    "null-fields": "every field of the answer that may be null is null",
    "unknown-fields": "every object of the answer has a field that no page names",
    "rate-limited": "429 with the vendor's headers; nothing is done",
    "answer": "the status, type, headers and body asked for; nothing is done",
}
PAGE = "<!doctype html><html><body><h1>502 Bad Gateway</h1>게이트웨이 오류</body></html>"
FORM = "application/x-www-form-urlencoded"


class Answer:
    """What is sent back: `content` is bytes, a text, or what is written as JSON."""

    def __init__(self, status, content, headers=(), verdict="accepted", code=None, charset="utf-8"):
        self.status, self.content, self.headers = status, content, dict(headers)
        self.verdict, self.code, self.charset = verdict, code, charset

    def encoded(self):
        if isinstance(self.content, (bytes, str)):
            kind, text = "text/html", self.content
        else:
            kind, text = "application/json", json.dumps(self.content, ensure_ascii=False)
        self.headers.setdefault("Content-Type", f"{kind}; charset={self.charset.upper()}")
        return (
            text if isinstance(text, bytes) else text.encode(CODECS.get(self.charset, self.charset))
        )

    def changed(self, content, headers):
        return Answer(
            self.status, content, {**self.headers, **headers}, self.verdict, self.code, self.charset
        )


class Call:
    """A request as it came, and what its body was read as."""

    def __init__(self, method, target, headers, body):
        self.method, self.headers, self.body = method, headers, body
        self.path, _, self.query_text = target.partition("?")
        self.fields = None

    def header(self, name, expected=None, status=400):
        """The header's one value; none is a deviation where something is expected."""
        found = [value for key, value in self.headers if key.lower() == name.lower()]
        if len(found) > 1 or (expected and not found):
            raise Complaint(f"header {name}", expected or "it once at most", found, status)
        return found[0] if found else None

    def length_told(self):
        if self.header("Transfer-Encoding"):
            raise Complaint("header Transfer-Encoding", "a Content-Length instead", "it")

    def content_type(self, expected, charset="utf-8"):
        given = self.header("Content-Type", expected)
        kind, _, parameter = (part.strip().lower() for part in given.partition(";"))
        if kind != expected or parameter not in ("", f"charset={charset}"):
            raise Complaint("header Content-Type", f"{expected}, charset {charset}", given)

    def query(self):
        return pairs("query", self.query_text, r"[\w.~!$'()*+,;:@/?\[\]-]|%[0-9A-Fa-f]{2}")

    def no_query(self):
        if self.query_text:
            raise Complaint("query", "none", self.query_text)

    def no_body(self):
        if self.body:
            raise Complaint("body", "none", shown(self.body))

    def form(self, charset="utf-8"):
        self.content_type(FORM, charset)
        text = self.body.decode("latin-1")
        self.fields = once(pairs("form", text, r"[\w.~*+-]|%[0-9A-Fa-f]{2}", charset), "form")
        return self.fields

    def json(self):
        self.content_type("application/json")
        try:
            self.fields = json.loads(
                self.body.decode("utf-8"), object_pairs_hook=lambda found: once(found, "body")
            )
        except ValueError as error:
            raise Complaint("body", f"JSON in UTF-8 ({error})", shown(self.body)) from error
        return self.fields

    def told(self):
        return {
            "method": self.method,
            "path": self.path,
            "query": self.query_text,
            "headers": self.headers,
            "body": shown(self.body),
            "fields": self.fields,
        }


def with_unknown(content, maps):
    """The same with a field more in every object that is not a map."""
    if isinstance(content, list):
        return [with_unknown(item, maps) for item in content]
    if not isinstance(content, dict):
        return content
    inner = {
        key: value if key in maps else with_unknown(value, maps) for key, value in content.items()
    }
    return {"standin_unknown": {"지어낸": [1, None, "값"]}, **inner}


def with_nulls(content, nullable):
    if isinstance(content, list):
        return [with_nulls(item, nullable) for item in content]
    if not isinstance(content, dict):
        return content
    return {
        key: None if key in nullable else with_nulls(value, nullable)
        for key, value in content.items()
    }


class Standin:
    """A vendor. What is its own stands in a class derived from this."""

    vendor = ""
    options = {}  # a name, and its value if it is not given
    operations = []  # method, pattern of the path, name of the method here
    failures = {}  # the faults of this vendor beside FAULTS
    nullable = frozenset()
    maps = frozenset()

    def __init__(self, **options):
        self.settings = {**self.options, **options}
        self.lock = threading.RLock()
        self.reset()

    def reset(self):
        """Also called once at the start."""
        self.calls, self.faults, self.counters = [], [], {}

    def refusal(self, complaint):
        """A deviation in the form of the vendor's failures."""
        raise NotImplementedError

    def rate_limited(self):
        raise NotImplementedError

    def control(self, path, asked):
        """A further call below `/__standin/`; None where there is no such call."""

    def fault(self, name):
        """The fault of that name, which may also be written in small letters with hyphens."""
        for known in (name, name.upper().replace("-", "_"), name.replace("-", "_")):
            if known in self.failures or known in FAULTS:
                return known
        return None

    def triggered(self, text):
        return self.fault(text) if text and text != "answer" else None

    def count(self, what, by=1):
        self.counters[what] = self.counters.get(what, 0) + by

    def route(self, call):
        """What does the call, once it has been checked, and the text that may name a fault."""
        for method, pattern, name in self.operations:
            found = re.fullmatch(pattern, call.path)
            if found:
                if call.method != method:
                    raise Complaint("method", method, call.method)
                parts = map(urllib.parse.unquote, found.groups())
                return getattr(self, name)(call, *parts)
        expected = ", ".join(pattern for _, pattern, _ in self.operations)
        raise Complaint("path", f"one of {expected}", call.path)

    def asked(self, call):
        """The fault that was asked for this call, if any."""
        for entry in self.faults:
            if entry.get("path") in (None, call.path):
                entry["times"] = entry.get("times", 1) - 1
                if entry["times"] <= 0:
                    self.faults.remove(entry)
                return entry
        return None

    def answer(self, call):
        """The answer, or None for a connection that is closed instead."""
        with self.lock:
            entry = {**call.told(), "verdict": "refused", "complaint": None, "fault": None}
            self.calls.append(entry)
            try:
                call.length_told()
                act, trigger = self.route(call)
                asked = self.asked(call) or {"fault": self.triggered(trigger)}
                answer = self.faulty(act, asked)
                entry["fault"] = asked["fault"]
                entry["verdict"] = answer.verdict
            except Complaint as complaint:
                entry["complaint"], asked = complaint.told(), {"fault": None}
                answer = self.refusal(complaint)
            entry.update(fields=call.fields, status=answer.status, code=answer.code)
            closed = asked["fault"] in ("dropped", "lost-answer")
            return None if closed else answer

    def faulty(self, act, asked):
        name, headers = asked["fault"], asked.get("headers", {})
        if name == "html-502":
            return Answer(502, PAGE, headers, "failed")
        if name == "dropped":
            return Answer(0, b"", verdict="failed")
        if name == "rate-limited":
            limited = self.rate_limited()
            return limited.changed(limited.content, headers)
        if name == "answer":
            kind = {"Content-Type": asked.get("type", "application/json")}
            body = asked.get("body", "").encode()
            return Answer(asked.get("status", 200), body, {**kind, **headers}, "failed")
        answer = act(name)
        content = answer.content
        if name == "unknown-fields":
            content = with_unknown(content, self.maps)
        if name == "null-fields":
            content = with_nulls(content, self.nullable)
        return answer.changed(content, headers)

    def controlled(self, call):
        """The calls that are the stand-in's own."""
        path = call.path[len("/__standin/") :]
        asked = json.loads(call.body or b"{}")
        if not isinstance(asked, dict):
            raise ValueError("an object is expected")
        if (call.method, path) == ("GET", "log"):
            with self.lock:
                told = {"vendor": self.vendor, "calls": self.calls, "counters": self.counters}
                told["complaints"] = [it["complaint"] for it in self.calls if it["complaint"]]
                return Answer(200, json.dumps(told).encode(), {"Content-Type": "application/json"})
        if (call.method, path) == ("GET", "faults"):
            return Answer(200, {**FAULTS, **self.failures})
        if (call.method, path) == ("POST", "reset"):
            with self.lock:
                self.reset()
            return Answer(200, {})
        if (call.method, path) == ("POST", "next"):
            asked["fault"] = self.fault(asked.get("fault", ""))
            if not asked["fault"]:
                return Answer(400, {"expected": "a fault", "known": [*FAULTS, *self.failures]})
            with self.lock:
                self.faults.append(asked)
            return Answer(200, {})
        told = self.control(path, asked) if call.method == "POST" else None
        return Answer(404, {"path": call.path}) if told is None else Answer(200, told)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # one write per answer

    def serve(self):
        standin = self.server.standin
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        call = Call(self.command, self.path, [list(it) for it in self.headers.items()], body)
        if call.path.startswith("/__standin/"):
            try:
                answer = standin.controlled(call)
            except (ValueError, KeyError, TypeError, OSError) as error:
                answer = Answer(400, {"error": repr(error)})
        else:
            answer = standin.answer(call)
        # After a body that has not been read, nothing on the connection can be understood.
        self.close_connection |= answer is None or "Transfer-Encoding" in self.headers
        if answer is None:
            return
        content = answer.encoded()
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = serve

    def log_message(self, *_):
        """Standard error stays empty: the log is asked for."""


def listen(standin):
    """A server on a free port, not yet serving."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.standin = standin
    return server


def main(kind):
    """The program: each option is an argument, or an environment variable `STANDIN_…`."""
    parser = argparse.ArgumentParser(description=f"A stand-in for {kind.vendor}.")
    parser.add_argument("--until-stdin-ends", action="store_true", help="then it ends too")
    for name, invented in kind.options.items():
        variable = f"STANDIN_{name.upper()}"
        given = os.environ.get(variable, invented)
        flag = "--" + name.replace("_", "-")
        parser.add_argument(flag, default=given, help=f"or {variable}; otherwise {invented}")
    settings = vars(parser.parse_args())
    if settings.pop("until_stdin_ends"):
        threading.Thread(target=lambda: (sys.stdin.buffer.read(), os._exit(0)), daemon=True).start()
    with listen(kind(**settings)) as server:
        print(f"listening on http://127.0.0.1:{server.server_port}", flush=True)
        server.serve_forever()
