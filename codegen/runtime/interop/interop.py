"""Compares the runtime's cryptography with others': what one makes, the other reads."""

import base64
import hmac
import json
import pathlib
import subprocess
import sys

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
    """Nothing in the runtime verifies a token, but there is only one for a secret and a body."""
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


ours_is_read()
theirs_is_read()
the_rest_is_refused()
tokens_are_the_same()
print(f"{checks} checks against jwcrypto and Python's hmac: all well")
