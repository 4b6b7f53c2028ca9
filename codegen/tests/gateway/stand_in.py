"""A vendor by its OpenAPI document, which checks and answers with cryptography that is not ours,
and the gateway in front of it, which is called by the programs that are given.

All that it knows of the vendor is in `generated/openapi.json`.
"""

import base64
import hmac
import http.server
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import threading

from jwcrypto import jwe, jwk

PROGRAM, *CALLERS = sys.argv[1:]
DOCUMENT = json.loads(pathlib.Path("generated/openapi.json").read_text(encoding="utf-8"))
KEYS = pathlib.Path("codegen/runtime/tests/keys").resolve()
SIGNING, ENCRYPTION, ENVELOPE = (DOCUMENT[f"x-{it}"] for it in ["signing", "encryption", "envelope"])
SECRET = "invented-secret"
received = []


def key(file):
    return jwk.JWK.from_pem((KEYS / file).read_bytes())


def shown():
    """An operation whose requests are encrypted."""
    for path, item in DOCUMENT["paths"].items():
        for method, operation in item.items():
            if operation["x-encrypted"] == "true":
                return path, method, operation
    raise SystemExit("no operation is encrypted")


PATH, METHOD, OPERATION = shown()


def component(it):
    """What a reference leads to, or what stands in the place of one."""
    if "$ref" not in it:
        return it
    kind, name = it["$ref"].rsplit("/", 2)[1:]
    return DOCUMENT["components"][kind][name]


def body_schema():
    """The schema of the operation's body before it is encrypted."""
    schema = OPERATION["requestBody"]["content"]["application/json"]["schema"]
    schema = schema["properties"][ENCRYPTION["field"]]["contentSchema"]
    return component(schema)


def refusal():
    """A documented code that is no success, and its status."""
    for status, answer in OPERATION["responses"].items():
        for row in answer.get("x-results", []):
            if row["code"] not in ENVELOPE["success_code"]:
                return int(status), row
    raise SystemExit("no refusal is documented")


def answer(row, more):
    """The body of an answer with this code."""
    result = {ENVELOPE["code"]: row["code"], ENVELOPE["message"]: row.get("message", "")}
    for name in reversed([it for it in ENVELOPE.get("object", "").split(".") if it]):
        result = {name: result}
    return {**more, **result}


class Vendor(http.server.BaseHTTPRequestHandler):
    """Refuses what is not signed and encrypted, and the name `거절`."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        sent = self.rfile.read(int(self.headers["content-length"]))
        wrong = self.wrong(sent)
        if wrong:
            return self.tell(500, wrong.encode(), "text/plain")
        sealed = jwe.JWE(algs=["RSA-OAEP-256", "A128GCM"])
        sealed.deserialize(json.loads(sent)[ENCRYPTION["field"]], key("server-private-pkcs8.pem"))
        plain = json.loads(sealed.payload)
        received.append(plain)
        if "거절" in plain.values():
            status, row = refusal()
            return self.tell(status, json.dumps(answer(row, {})).encode(), "application/json")
        row = {"code": ENVELOPE["success_code"][0], "message": "Success"}
        body = json.dumps(answer(row, {"more": "한글"})).encode()
        header = json.dumps({"alg": "RSA-OAEP-256", "enc": "A256GCM"})
        told = jwe.JWE(body, protected=header, algs=["RSA-OAEP-256", "A256GCM"])
        told.add_recipient(key("client-public-spki.pem"))
        told = json.dumps({ENCRYPTION["field"]: told.serialize(compact=True)})
        self.tell(200, told.encode(), "application/json")

    def wrong(self, sent):
        """What is wrong with a request."""
        if self.path != PATH:
            return f"the path {self.path}"
        needed = [it["name"] for it in map(component, OPERATION["parameters"]) if it["in"] == "header" and it["required"]]
        needed += [name for names in OPERATION["security"] for name in names]
        for name in needed:
            if name not in self.headers:
                return f"{name} is missing"
        digest = base64.b64encode(hmac.digest(SECRET.encode(), sent, "sha256")).decode()
        if not self.headers[SIGNING["header"]].endswith(":" + digest):
            return "the signature"
        if "authorization" in self.headers:
            return "the gateway's token"
        return None

    def tell(self, status, body, media_type):
        self.send_response(status)
        for name, header in OPERATION["responses"]["200"]["headers"].items():
            if component(header).get("x-echo") and name in self.headers:
                self.send_header(name, self.headers[name])
        self.send_header("content-type", media_type)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def settings(url):
    """The settings of the gateway, by the names that the program itself has for them."""
    prefix = pathlib.Path(PROGRAM).stem.replace("-", "_").upper()
    named = {
        "BASE_URL": url,
        "SECRET_KEY": SECRET,
        "CRYPTO_KEY_ID": "0" * 32,
        "SERVER_CERT": str(KEYS / "server-public-spki.pem"),
        "CLIENT_KEY": str(KEYS / "client-private-pkcs8.pem"),
    }
    return {f"{prefix}_{name}": value for name, value in named.items()}


def issued():
    """Credentials of the right form, which the program's own mock server invents."""
    with subprocess.Popen([PROGRAM, "fake"], stdout=subprocess.PIPE, text=True) as fake:
        lines = []
        for line in fake.stdout:
            lines.append(line)
            if line.startswith("# Serving"):
                break
        fake.terminate()
    return exported("".join(lines))


def exported(text):
    return dict(re.findall(r"^export (\w+)='([^']*)'$", text, re.MULTILINE))


def gateway(url):
    """A running gateway, its address and its token."""
    environment = {**os.environ, **issued(), **settings(url)}
    process = subprocess.Popen(
        [PROGRAM, "gateway"], env=environment, stdout=subprocess.PIPE, text=True
    )
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.startswith("# Serving"):
            break
    told = exported("".join(lines))
    if not told:
        raise SystemExit(f"the gateway does not start: {process.wait()}")
    [url] = [value for name, value in told.items() if name.endswith("GATEWAY_URL")]
    [token] = [value for name, value in told.items() if name.endswith("GATEWAY_TOKEN")]
    return process, url, token


def main():
    example = body_schema()["examples"][0]
    # The name is the text with letters that are not those of ASCII.
    [name] = [name for name, value in example.items() if not str(value).isascii()]
    digits = [name for name, value in example.items() if str(value).isdigit() and value != int(value)]
    plays = {
        "operation": OPERATION["operationId"],
        "path": PATH,
        "body": example,
        "refused": {**example, name: "거절"},
        "refusal": {"status": refusal()[0], "code": refusal()[1]["code"]},
        "invalid": {**example, digits[0]: "x"},
        "violation": digits[0],
    }
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Vendor) as vendor:
        threading.Thread(target=vendor.serve_forever, daemon=True).start()
        process, url, token = gateway(f"http://127.0.0.1:{vendor.server_port}")
        try:
            for caller in CALLERS:
                received.clear()
                environment = {**os.environ, "GATEWAY_URL": url, "GATEWAY_TOKEN": token}
                environment["GATEWAY_PLAYS"] = json.dumps(plays)
                subprocess.run(shlex.split(caller), env=environment, check=True)
                # What breaks a rule was not sent.
                assert received == [plays["body"], plays["refused"]], received
        finally:
            process.terminate()
            assert process.wait(30) == 0
        vendor.shutdown()
    print(f"{len(CALLERS)} clients of other people: success, refusal and violation are well")


main()
