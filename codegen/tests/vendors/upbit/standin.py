"""A stand-in for the exchange API of Upbit. `standin_server` says how it is asked for faults.

Documented, and held strictly:

- `Authorization: Bearer` and a JWT for each call, HS512 or HS256, with the claims access_key,
  nonce (a UUID v4), query_hash (hex SHA-512 of the query string, or of the body's fields in query
  form) and query_hash_alg SHA512; a call without parameters has neither of the last two.
- `GET /v1/orders/open?states[]=wait&states[]=watch` answers a list at the top level;
  `POST /v1/orders` JSON {market, side, volume, price, ord_type, identifier?};
  `DELETE /v1/order?uuid=…`.
- Amounts travel as texts both ways, and keep their digits: "100.0" stays "100.0".
- Failures are 4xx and {"error": {"name", "message"}}; a success has no code.
- `Remaining-Req: group=order; min=59; sec=4` on each answer; 429 when exceeded.

Remembered or seen in public code, so `inferred` in a spec: the hash is of the query string before
percent-encoding, in the order in which it is sent, and of the body's fields in the order of the
body; hex is in small letters; `POST /v1/orders` answers 201; the parameters market, page, limit and
order_by; the values of side (bid, ask) and ord_type (limit, price, market, best), and that `price`
has no volume and `market` no price; an order's fields beside those of the request; every name of a
failure but insufficient_funds_bid; the group of the other calls, `default`.

Assumed here, because no page was read for it: a JWT has no other claims; a nonce comes once; an
identifier that comes again is a failure, `duplicated_identifier`; limits are from 1; 429 has
`Remaining-Req` with zeroes and no `Retry-After`, which `headers` can add.

A fault is asked for by `identifier`, by `uuid` and by `market` of the list:
`insufficient-funds-bid`, `lost-answer` and so on. The order with the uuid
00000000-0000-4000-8000-000000000001 is there from the start.
"""

import base64
import hashlib
import hmac
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from standin_checks import Complaint, check, matching, once, one_of, optional
from standin_checks import some_text
from standin_server import Answer, Standin, main

UUID4 = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
ERRORS = {
    "insufficient_funds_bid": (400, "매수 가능한 금액이 부족합니다."),
    "insufficient_funds_ask": (400, "매도 가능한 수량이 부족합니다."),
    "under_min_total_bid": (400, "최소 주문 금액보다 적습니다."),
    "validation_error": (400, "잘못된 요청입니다."),
    "duplicated_identifier": (400, "이미 사용한 identifier 입니다."),
    "jwt_verification": (401, "JWT 검증에 실패했습니다."),
    "invalid_query_payload": (401, "JWT 페이로드가 올바르지 않습니다."),
    "nonce_used": (401, "이미 요청한 nonce 값입니다."),
    "no_authorization_ip": (401, "허용되지 않은 IP 입니다."),
    "out_of_scope": (403, "허용되지 않은 기능입니다."),
    "order_not_found": (404, "주문을 찾지 못했습니다."),
    "standin_unheard_of": (400, "어느 문서에도 없는 이름입니다."),
}
AMOUNT = matching(r"\d+(\.\d+)?", "an amount as a text, such as 100.0")
PAGE = matching(r"[1-9]\d*", "an integer from 1")
LIST = {
    "market": optional(some_text()),
    "page": optional(PAGE),
    "limit": optional(PAGE),
    "order_by": optional(one_of("asc", "desc")),
}
ORDER = {
    "market": matching(r"[A-Z]+-[A-Z0-9]+", "a market such as KRW-BTC"),
    "side": one_of("bid", "ask"),
    "volume": optional(AMOUNT),
    "price": optional(AMOUNT),
    "ord_type": one_of("limit", "price", "market", "best"),
    "identifier": optional(some_text()),
}
FIRST = "00000000-0000-4000-8000-000000000001"


def decoded(part):
    """A part of a JWT: base64url without padding, in the one way of writing it."""
    try:
        raw = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except ValueError:
        raw = None
    if raw is None or base64.urlsafe_b64encode(raw).decode().rstrip("=") != part:
        raise Complaint("JWT", "base64url without padding", part, 401)
    return raw


def claims_of(part):
    try:
        found = json.loads(decoded(part), object_pairs_hook=lambda it: once(it, "JWT"))
    except ValueError as error:
        raise Complaint("JWT", "JSON objects", part, 401) from error
    if not isinstance(found, dict):
        raise Complaint("JWT", "JSON objects", found, 401)
    return found


def order(uuid, asked):
    price, volume = asked.get("price"), asked.get("volume")
    return {
        "uuid": uuid,
        "market": asked["market"],
        "side": asked["side"],
        "ord_type": asked["ord_type"],
        "price": price,
        "volume": volume,
        "state": "wait",
        "created_at": "2022-01-01T00:00:00+09:00",
        "remaining_volume": volume,
        "executed_volume": "0.0",
        "reserved_fee": "0.00000050",
        "paid_fee": "0.0",
        "locked": price,
        "trades_count": 0,
        "identifier": asked.get("identifier"),
    }


class Upbit(Standin):
    vendor = "Upbit"
    options = {"access_key": "invented-access-key", "secret_key": "invented-secret-key"}
    operations = [
        ("GET", "/v1/orders/open", "open_orders"),
        ("POST", "/v1/orders", "place"),
        ("DELETE", "/v1/order", "cancel"),
    ]
    failures = {
        **{name: f"{status} {message}" for name, (status, message) in ERRORS.items()},
        "empty-list": "no orders",
    }
    nullable = frozenset(["price", "volume", "remaining_volume", "locked", "identifier"])

    def reset(self):
        super().reset()
        self.nonces, self.group = set(), "default"
        first = {"market": "KRW-BTC", "side": "bid", "ord_type": "limit"}
        self.orders = {FIRST: order(FIRST, {**first, "price": "100.0", "volume": "0.01000000"})}

    def remaining(self, minute="59", second="4"):
        return {"Remaining-Req": f"group={self.group}; min={minute}; sec={second}"}

    def failed(self, name):
        status, message = ERRORS[name]
        content = {"error": {"name": name, "message": message}}
        return Answer(status, content, self.remaining(), "failed", name)

    def refusal(self, complaint):
        name = "validation_error"
        if complaint.status == 401:
            hashed = "query_hash" in complaint.where
            name = "invalid_query_payload" if hashed else "jwt_verification"
            name = "nonce_used" if complaint.where == "JWT nonce, again" else name
        content = {"error": {"name": name, "message": str(complaint)}}
        return Answer(complaint.status, content, self.remaining(), "refused", name)

    def rate_limited(self):
        content = {"error": {"name": "too_many_requests", "message": "요청 수를 초과했습니다."}}
        return Answer(429, content, self.remaining("0", "0"), "failed", "too_many_requests")

    def claims(self, call):
        """The claims of the call's JWT, once its signature has been made again."""
        given = call.header("Authorization", "Bearer and a JWT", status=401)
        parts = given[len("Bearer ") :].split(".")
        if not given.startswith("Bearer ") or len(parts) != 3:
            raise Complaint("header Authorization", "Bearer and a JWT", given, 401)
        head = claims_of(parts[0])
        methods = {"HS512": "sha512", "HS256": "sha256"}
        method = methods.get(str(head.get("alg")))
        if method is None or {"typ": "JWT", **head} != {"typ": "JWT", "alg": head["alg"]}:
            raise Complaint("JWT header", "alg HS512 or HS256, and typ JWT or none", head, 401)
        signed = f"{parts[0]}.{parts[1]}".encode()
        expected = hmac.new(self.settings["secret_key"].encode(), signed, method).digest()
        if not hmac.compare_digest(expected, decoded(parts[2])):
            raise Complaint("JWT signature", f"{head['alg']} with the secret key", parts[2], 401)
        return claims_of(parts[1])

    def authorized(self, call, parameters):
        """The JWT is of this call; `parameters` are its query string, or none."""
        claims = self.claims(call)
        expected = {"access_key": self.settings["access_key"]}
        if parameters is not None:
            digest = hashlib.sha512(parameters.encode()).hexdigest()
            expected.update(query_hash=digest, query_hash_alg="SHA512")
        for name in {**expected, **claims}:
            if name != "nonce" and claims.get(name) != expected.get(name):
                what = expected.get(name, "no such claim")
                if name == "query_hash" and parameters is not None:
                    what = f"{what}, of {parameters}"
                raise Complaint(f"JWT {name}", what, claims.get(name), 401)
        nonce = claims.get("nonce")
        if not isinstance(nonce, str) or not re.fullmatch(UUID4, nonce):
            raise Complaint("JWT nonce", "a UUID v4", nonce, 401)
        if nonce in self.nonces:
            raise Complaint("JWT nonce, again", "a nonce not used before", nonce, 401)
        self.nonces.add(nonce)

    def doing(self, act):
        return lambda fault: self.failed(fault) if fault in ERRORS else act(fault)

    def open_orders(self, call):
        self.group = "default"
        call.no_body()
        found = call.query()
        parameters = "&".join(f"{name}={value}" for name, value in found)
        self.authorized(call, parameters if found else None)
        states = [value for name, value in found if name == "states[]"]
        for state in states:
            if state not in ("wait", "watch") or states.count(state) > 1:
                raise Complaint("query states[]", "wait, watch, or both", states)
        rest = once([it for it in found if it[0] != "states[]"], "query")
        check("query", rest, LIST)
        market = rest.get("market")

        def act(fault):
            rows = [
                it
                for it in self.orders.values()
                if it["state"] in (states or ["wait"]) and market in (None, it["market"])
            ]
            return Answer(200, [] if fault == "empty-list" else rows, self.remaining())

        return self.doing(act), market

    def place(self, call):
        self.group = "order"
        call.no_query()
        asked = call.json()
        check("body", asked, ORDER)
        required = {"limit": ["volume", "price"], "price": ["price"], "market": ["volume"]}
        for name in ("volume", "price"):
            wanted = required.get(asked["ord_type"])
            if wanted is not None and (name in asked) != (name in wanted):
                has = "it" if name in wanted else "none"
                expected = f"{has} with ord_type {asked['ord_type']}"
                raise Complaint(f"body {name}", expected, asked.get(name))
        self.authorized(call, "&".join(f"{name}={value}" for name, value in asked.items()))
        identifier = asked.get("identifier")

        def act(_):
            known = [it["identifier"] for it in self.orders.values()]
            if identifier and identifier in known:
                return self.failed("duplicated_identifier")
            uuid = FIRST[:-12] + f"{len(self.orders) + 1:012}"
            self.orders[uuid] = order(uuid, asked)
            self.count("orders")
            return Answer(201, dict(self.orders[uuid]), self.remaining())

        return self.doing(act), identifier

    def cancel(self, call):
        self.group = "order"
        call.no_body()
        found = call.query()
        self.authorized(call, "&".join(f"{name}={value}" for name, value in found) or None)
        asked = once(found, "query")
        check("query", asked, {"uuid": some_text()})

        def act(_):
            made = self.orders.get(asked["uuid"])
            if not made or made["state"] != "wait":
                return self.failed("order_not_found")
            made["state"] = "cancel"
            self.count("cancels")
            return Answer(200, dict(made), self.remaining())

        return self.doing(act), asked["uuid"]


if __name__ == "__main__":
    main(Upbit)
