"""The stand-in for Upbit takes what its pages say, and refuses each change of it."""

import base64
import hashlib
import hmac
import json
import unittest
import uuid

from standin_case import StandinCase, load

upbit = load("upbit")
OPEN = "/v1/orders/open"
STATES = "states[]=wait&states[]=watch"


def encoded(value):
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def bearer(query=None, secret=b"invented-secret-key", head=None, hashed="sha512", **change):
    """The header of a call whose parameters are `query`; None leaves a claim out."""
    claims = {"access_key": "invented-access-key", "nonce": str(uuid.uuid4())}
    if query is not None:
        claims["query_hash"] = hashlib.sha512(query.encode()).hexdigest()
        claims["query_hash_alg"] = "SHA512"
    claims = {name: it for name, it in {**claims, **change}.items() if it is not None}
    signed = f"{encoded(head or {'alg': 'HS512', 'typ': 'JWT'})}.{encoded(claims)}"
    made = hmac.digest(secret, signed.encode(), hashed)
    return {"Authorization": f"Bearer {signed}.{encoded(made)}"}


def order(drop=(), query=None, head=None, **change):
    body = {"market": "KRW-BTC", "side": "bid", "volume": "0.010", "price": "100.0"}
    body = {**body, "ord_type": "limit", **change}
    body = {name: value for name, value in body.items() if name not in drop}
    query = query or "&".join(f"{name}={value}" for name, value in body.items())
    kind = {"Content-Type": "application/json; charset=utf-8"}
    return "POST", "/v1/orders", json.dumps(body).encode(), {**kind, **(head or bearer(query))}


def get(query=None, sent=None):
    path = OPEN if query is None else f"{OPEN}?{sent or query}"
    return "GET", path, None, bearer(query)


def delete(query=f"uuid={upbit.FIRST}", path="/v1/order"):
    return "DELETE", f"{path}?{query}", None, bearer(query)


class Upbit(StandinCase):
    kind = upbit.Upbit

    def test_each_call_succeeds(self):
        answer = self.send(*order(identifier="mine-1"))
        made = self.accepted(answer, 201)
        self.assertEqual((made["price"], made["volume"]), ("100.0", "0.010"))
        self.assertEqual(answer[1]["Remaining-Req"], "group=order; min=59; sec=4")
        for query, sent in [
            (None, None),
            (STATES, None),
            (STATES, STATES.replace("[]", "%5B%5D")),
            ("states[]=wait", None),
            ("market=KRW-BTC&page=1&limit=100&order_by=desc", None),
        ]:
            rows = self.accepted(self.send(*get(query, sent)))
            self.assertEqual([row["price"] for row in rows], ["100.0", "100.0"])
        gone = self.accepted(self.send(*delete(f"uuid={made['uuid']}")))
        self.assertEqual(gone["state"], "cancel")
        self.assertEqual(len(self.accepted(self.send(*get(STATES)))), 1)
        self.assertEqual(self.accepted(self.send(*get("states[]=watch"))), [])
        self.assertEqual(self.accepted(self.send(*get("market=KRW-ETH"))), [])
        self.assertEqual(self.send(*delete(f"uuid={made['uuid']}"))[0], 404)
        self.accepted(self.send(*order(["volume"], ord_type="best")), 201)
        self.accepted(self.send(*order(["volume"], ord_type="price")), 201)
        self.accepted(self.send(*order(["price"], ord_type="market", side="ask")), 201)
        self.assertEqual(self.counters(), {"orders": 4, "cancels": 1})

    def test_both_algorithms(self):
        for head, hashed in [
            ({"alg": "HS256", "typ": "JWT"}, "sha256"),
            ({"alg": "HS512"}, "sha512"),
        ]:
            self.accepted(self.send("GET", OPEN, None, bearer(head=head, hashed=hashed)))
        for where, head, hashed in [
            ("JWT signature", {"alg": "HS256", "typ": "JWT"}, "sha512"),
            ("JWT signature", {"alg": "HS512", "typ": "JWT"}, "sha256"),
            ("JWT header", {"alg": "HS384", "typ": "JWT"}, "sha384"),
            ("JWT header", {"alg": "none", "typ": "JWT"}, "sha512"),
            ("JWT header", {"alg": "HS512", "typ": "JWS"}, "sha512"),
            ("JWT header", {"alg": "HS512", "typ": "JWT", "kid": "1"}, "sha512"),
        ]:
            self.refused(where, 401, self.send("GET", OPEN, None, bearer(head=head, hashed=hashed)))

    def test_each_change_of_the_token_is_refused(self):
        digest = hashlib.sha512(STATES.encode()).hexdigest()
        nonce = str(uuid.uuid4())
        once = bearer(STATES, nonce=nonce)
        path = f"{OPEN}?{STATES}"
        self.accepted(self.send("GET", path, None, once))
        token = bearer(STATES)["Authorization"]
        auth = "header Authorization"
        for where, head in [
            (auth, {}),
            (auth, {"Authorization": token[len("Bearer ") :]}),
            (auth, {"Authorization": token.replace("Bearer", "JWT")}),
            (auth, {"Authorization": token[: token.rindex(".")]}),
            ("JWT", {"Authorization": token + "="}),
            ("JWT", {"Authorization": token[:-3] + "*" + token[-3:]}),
            ("JWT", {"Authorization": f"Bearer {encoded(b'alg')}.e30.e30"}),
            ("JWT", {"Authorization": f"Bearer {encoded([])}.e30.e30"}),
            ("JWT", {"Authorization": "Bearer a.e30.e30"}),
            ("JWT signature", bearer(STATES, secret=b"another")),
            ("JWT access_key", bearer(STATES, access_key="another")),
            ("JWT access_key", bearer(STATES, access_key=None)),
            ("JWT nonce", bearer(STATES, nonce=None)),
            ("JWT nonce", bearer(STATES, nonce="1")),
            ("JWT nonce", bearer(STATES, nonce=str(uuid.uuid1()))),
            ("JWT nonce, again", bearer(STATES, nonce=nonce)),
            ("JWT query_hash", bearer()),
            ("JWT query_hash", bearer("states[]=watch&states[]=wait")),
            ("JWT query_hash", bearer(STATES.replace("[]", "%5B%5D"))),
            ("JWT query_hash", bearer(STATES, query_hash=digest.upper())),
            ("JWT query_hash", bearer(STATES, query_hash=hashlib.sha256(b"").hexdigest())),
            ("JWT query_hash_alg", bearer(STATES, query_hash_alg=None)),
            ("JWT query_hash_alg", bearer(STATES, query_hash_alg="SHA-512")),
            ("JWT exp", bearer(STATES, exp=1)),
        ]:
            self.refused(where, 401, self.send("GET", path, None, head))
        self.refused("JWT query_hash", 401, self.send("GET", OPEN, None, bearer("")))
        self.refused(
            "JWT query_hash_alg", 401, self.send("GET", OPEN, None, bearer(query_hash_alg="SHA512"))
        )
        self.refused("JWT query_hash", 401, self.send(*order(query="market=KRW-BTC")))
        swapped = "side=bid&market=KRW-BTC&volume=0.010&price=100.0&ord_type=limit"
        self.refused("JWT query_hash", 401, self.send(*order(query=swapped)))
        answer = self.send(*delete()[:3], bearer())
        self.refused("JWT query_hash", 401, answer)
        self.assertEqual(json.loads(answer[2])["error"]["name"], "invalid_query_payload")
        self.assertEqual(self.counters(), {})

    def test_each_change_of_a_request_is_refused(self):
        for where, request in [
            ("body market", order(["market"])),
            ("body market", order(market="BTC")),
            ("body side", order(side="buy")),
            ("body side", order(["side"])),
            ("body ord_type", order(["ord_type"])),
            ("query market", get("market=")),
            ("query limit", get("limit=ten")),
            ("body volume", order(["volume"])),
            ("body volume", order(volume=0.01)),
            ("body price", order(price=100)),
            ("body price", order(price="1e2")),
            ("body price", order(["price"])),
            ("body price", order(price=None)),
            ("body volume", order(ord_type="price")),
            ("body price", order(ord_type="market")),
            ("body ord_type", order(ord_type="stop")),
            ("body identifier", order(identifier="")),
            ("body order_type", order(order_type="limit")),
            ("header Content-Type", order(head={**bearer(), "Content-Type": "text/plain"})),
            ("query states[]", get("states[]=done")),
            ("query states[]", get("states[]=wait&states[]=wait")),
            ("query states", get("states=wait,watch")),
            ("query page", get("page=0")),
            ("query order_by", get("order_by=up")),
            ("query market", get("market=KRW-BTC&market=KRW-BTC")),
            ("query uuid", delete("uuid=1&uuid=2")),
            ("query uuid", delete("uuid=")),
            ("query id", delete("id=1")),
            ("path", delete(path="/v1/orders/1")),
            ("method", delete(path="/v1/orders")),
        ]:
            self.refused(where, 400, self.send(*request))
        self.refused("body", 400, self.send("DELETE", delete()[1], b"{}", bearer()))
        self.refused("query uuid", 400, self.send("DELETE", "/v1/order", None, bearer()))
        self.assertEqual(self.counters(), {})

    def test_each_failure_arrives(self):
        for name, (status, message) in upbit.ERRORS.items():
            asked = name.replace("_", "-")
            for request in [
                order(identifier=asked),
                get(f"market={asked}"),
                delete(f"uuid={asked}"),
            ]:
                found, headers, content = self.send(*request)
                told = {"error": {"name": name, "message": message}}
                self.assertEqual((found, json.loads(content)), (status, told))
                self.assertIn("Remaining-Req", headers)
                self.assertEqual((self.last()["verdict"], self.last()["code"]), ("failed", name))
        self.assertEqual(self.send(*delete("uuid=none"))[0], 404)
        self.assertEqual(self.counters(), {})

    def test_limits(self):
        self.next("rate-limited")
        status, headers, content = self.send(*order())
        told = (status, headers["Remaining-Req"], headers["Retry-After"])
        self.assertEqual(told, (429, "group=order; min=0; sec=0", None))
        self.assertEqual(json.loads(content)["error"]["name"], "too_many_requests")
        self.next("rate-limited", headers={"Retry-After": "1"})
        self.assertEqual(self.send(*order())[1]["Retry-After"], "1")

    def test_a_lost_answer_and_its_repeat_are_one_order(self):
        self.next("lost-answer")
        self.lost(*order(identifier="mine-1"))
        self.assertEqual(self.counters(), {"orders": 1})
        status, _, content = self.send(*order(identifier="mine-1"))
        self.assertEqual(
            (status, json.loads(content)["error"]["name"]), (400, "duplicated_identifier")
        )
        self.assertEqual(self.counters(), {"orders": 1})

    def test_nulls_and_faults(self):
        self.next("null-fields")
        row = self.accepted(self.send(*get()))[0]
        self.assertEqual({row[name] for name in self.kind.nullable}, {None})
        self.next("empty-list")
        self.assertEqual(self.accepted(self.send(*get())), [])
        self.common_faults(order, "orders")


if __name__ == "__main__":
    unittest.main()
