"""Compares the runtime's cryptography with others': what one makes, the other reads."""

import base64
import contextlib
import hmac
import http.server
import json
import pathlib
import subprocess
import sys
import threading
import urllib.error
import urllib.request

from jwcrypto import jwe, jwk

PROGRAM = sys.argv[1]
KEYS = pathlib.Path(sys.argv[2])
BODIES = [
    b"",
    b"{}",
    '{"userName":"홍길동","bankAccount":"00000000000"}'.encode(),
    bytes(range(256)),
    b"a" * 100_000,
]
SERVERS = [
    "server-certificate.pem",
    "server-certificate-chain.pem",
    "server-certificate-v1.pem",
    "server-public-spki.pem",
    "server-public-pkcs1.pem",
]
CLIENTS = ["client-private-pkcs8.pem", "client-private-pkcs1.pem", "client-bundle.pem"]
checks = 0


def program(*arguments, stdin, fails=False):
    """What our side writes, or what it complains of."""
    done = subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True)
    if (done.returncode != 0) != fails:
        raise SystemExit(f"{arguments}: exit {done.returncode}: {done.stderr.decode()}")
    return done.stderr.decode() if fails else done.stdout


def key(file):
    return jwk.JWK.from_pem((KEYS / file).read_bytes())


def check(name, found, expected):
    global checks
    checks += 1
    if found != expected:
        raise SystemExit(f"{name}: found {found!r:.99}, expected {expected!r:.99}")


def make(body, enc, alg="RSA-OAEP-256", recipient=None, **more):
    """A compact JWE that jwcrypto makes for the client."""
    header = {"alg": alg, "enc": enc, **more}
    allowed = [alg, enc, "RSA-OAEP-256"]
    token = jwe.JWE(body, protected=json.dumps(header), algs=allowed)
    token.add_recipient(recipient or key("client-public-spki.pem"))
    return token.serialize(compact=True).encode()


def ours_is_read():
    server = key("server-private-pkcs8.pem")
    for file in SERVERS:
        for enc in ["A128GCM", "A256GCM"]:
            # jwcrypto takes an empty text for one that could not be decrypted.
            for body in filter(None, BODIES):
                ours = program(
                    "encrypt", KEYS / file, KEYS / CLIENTS[0], enc, stdin=body
                ).decode()
                token = jwe.JWE(algs=["RSA-OAEP-256", enc])
                token.deserialize(ours, server)
                check(f"ours, {file}, {enc}", token.payload, body)
                check("header", token.jose_header, {"alg": "RSA-OAEP-256", "enc": enc})


def theirs_is_read():
    for file in CLIENTS:
        for enc in ["A128GCM", "A256GCM"]:
            for body in BODIES:
                theirs = make(body, enc, kid="1", typ="JWE", cty="application/json")
                read = program("decrypt", KEYS / SERVERS[0], KEYS / file, stdin=theirs)
                check(f"theirs, {file}, {enc}", read, body)


def the_rest_is_refused():
    def refused(complaint, *arguments, **options):
        token = make(BODIES[2], *arguments, **options)
        said = program(
            "decrypt", KEYS / SERVERS[0], KEYS / CLIENTS[0], stdin=token, fails=True
        )
        check(said, complaint in said, True)

    secret = jwk.JWK.generate(kty="oct", size=256)
    refused("Some(\"RSA1_5\")", "A128GCM", "RSA1_5")
    refused("Some(\"RSA-OAEP\")", "A128GCM", "RSA-OAEP")
    refused("Some(\"dir\")", "A256GCM", "dir", secret)
    refused("Some(\"A128CBC-HS256\")", "A128CBC-HS256")
    refused("Some(\"A192GCM\")", "A192GCM")
    refused("\"zip\"", "A128GCM", zip="DEF")
    refused("Undecryptable", "A128GCM", recipient=key("server-public-spki.pem"))


def tokens_are_the_same():
    """There is only one token for a secret and a body."""
    for secret in ["a", "invented", "비밀", "x" * 64, "x" * 65, "x" * 1000]:
        for body in BODIES[1:3]:
            for files in [[], [KEYS / SERVERS[0], KEYS / CLIENTS[0]]]:
                token, sent = program("sign", secret, *files, stdin=body).split(b"\n", 1)
                # The signature is of the bytes that are sent, the encrypted ones.
                digest = hmac.digest(secret.encode(), sent, "sha256")
                check(f"token, {len(secret)}", token, base64.b64encode(digest))
                if files:
                    sealed = jwe.JWE(algs=["RSA-OAEP-256", "A128GCM"])
                    sealed.deserialize(
                        json.loads(sent)["sealed"], key("server-private-pkcs8.pem")
                    )
                    sent = sealed.payload
                check("what is signed", sent, body)


def token(secret, sent):
    return base64.b64encode(hmac.digest(secret.encode(), sent, "sha256")).decode()


def our_vendor_takes_theirs():
    """What Python makes, the checker of the runtime's fake vendor takes, and nothing like it."""
    ours = subprocess.Popen([PROGRAM, "fake"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with ours:
        told = json.loads(ours.stdout.readline())
        server = jwk.JWK.from_pem(told["server"].encode())

        def post(path, sent, token):
            url = told["url"] + path
            headers = {"token": token, "content-type": "application/json"}
            headers["accept"] = "application/json"
            request = urllib.request.Request(url, sent, headers)
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    return answer.status, answer.read().decode()
            except urllib.error.HTTPError as refusal:
                return refusal.code, refusal.read().decode()

        body = json.dumps({"name": "홍길동"}).encode()
        sealed = [make(body, enc, recipient=server).decode() for enc in ["A128GCM", "A256GCM"]]
        sent = [json.dumps({"sealed": text}).encode() for text in sealed]
        for path, sent in [("/plain", body), *(("/sealed", it) for it in sent)]:
            status, said = post(path, sent, token(told["secret"], sent))
            check(f"{path}: {said}", status, 200)
            for wrong in [token("another", sent), token(told["secret"], sent + b" ")]:
                status, said = post(path, sent, wrong)
                check(said, (status, "not the signature" in said), (400, True))
        # What is signed are the bytes that are sent, and not what is in them.
        status, said = post("/sealed", sent, token(told["secret"], body))
        check(said, (status, "not the signature" in said), (400, True))
        ours.stdin.close()


@contextlib.contextmanager
def vendor(secret, content):
    """A vendor in Python, which answers with what it was sent, encrypted with `content`."""
    server = key("server-private-pkcs8.pem")

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            sent = self.rfile.read(int(self.headers["content-length"]))
            right = self.headers["token"] == token(secret, sent)
            sealed = jwe.JWE(algs=["RSA-OAEP-256", "A128GCM"])
            sealed.deserialize(json.loads(sent)["sealed"], server)
            text = make(sealed.payload, content).decode()
            body = json.dumps({"sealed": text}).encode()
            self.send_response(200 if right else 403)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()


def their_vendor_takes_ours():
    """The client's whole call: what it sends is understood, and so is the encrypted answer."""
    for content in ["A128GCM", "A256GCM"]:
        with vendor("invented", content) as url:
            for file in CLIENTS:
                keys = [KEYS / SERVERS[0], KEYS / file]
                body = json.dumps({"name": "홍길동"}).encode()
                read = program("call", url, "invented", *keys, stdin=body)
                check(f"answer, {file}, {content}", json.loads(read), "홍길동")
            said = program("call", url, "another", *keys, stdin=body, fails=True)
            check(said, "403" in said, True)


def our_receiver_takes_theirs():
    """What a vendor sends by itself: jwcrypto encrypts it, Python signs it, and it is read."""
    body = json.dumps({"name": "홍길동"}).encode()
    for file in CLIENTS:
        keys = [KEYS / SERVERS[0], KEYS / file]
        for content in ["A128GCM", "A256GCM"]:
            sent = json.dumps({"sealed": make(body, content).decode()}).encode()

            def receive(secret, sent, signed, fails=False):
                told = token(secret, signed).encode() + b"\n" + sent
                return program("receive", "invented", *keys, stdin=told, fails=fails)

            read = receive("invented", sent, sent).decode()
            check(f"callback, {file}, {content}", read, "홍길동")
            # The key that encrypts is public: nothing but the signature says who sent it.
            said = receive("another", sent, sent, fails=True)
            check(said, "WrongSignature" in said, True)
            # What is signed are the bytes that are sent, and not what is in them.
            said = receive("invented", sent, body, fails=True)
            check(said, "WrongSignature" in said, True)
        said = receive("invented", body, body, fails=True)
        check(said, "NotEncrypted" in said, True)
        stranger = make(body, "A256GCM", recipient=key("server-public-spki.pem"))
        sent = json.dumps({"sealed": stranger.decode()}).encode()
        said = receive("invented", sent, sent, fails=True)
        check(said, "Undecryptable" in said, True)


ours_is_read()
theirs_is_read()
the_rest_is_refused()
tokens_are_the_same()
our_vendor_takes_theirs()
their_vendor_takes_ours()
our_receiver_takes_theirs()
print(f"{checks} checks against jwcrypto and Python's hmac: all well")
