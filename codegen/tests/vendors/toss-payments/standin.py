"""A stand-in for the core API of Toss Payments. `standin_server` says how it is asked for faults.

Documented, and held strictly:

- `Authorization: Basic` with base64 of the secret key and a colon; another is 401.
- `POST /v1/payments/confirm` {paymentKey, orderId, amount}, `GET /v1/payments/{paymentKey}`,
  `POST /v1/payments/{paymentKey}/cancel` {cancelReason, cancelAmount?, refundReceiveAccount?{bank,
  accountNumber, holderName}}, `GET /v1/transactions?startDate&endDate&startingAfter&limit`.
  Bodies are JSON; a GET has none. `amount` and `cancelAmount` are numbers.
- `Idempotency-Key` on each POST, up to 300 characters. The same key and the same request give the
  first answer again, and nothing is done twice.
- Success is 200 and the object, without a code; failure is 4xx or 5xx and {code, message}.
- A payment's status is one of eight; card, virtualAccount, easyPay, cancels and receipt may be
  null; times have an offset; metadata is a map of up to five texts.
- Webhooks are JSON {eventType, createdAt, data}; some have a header
  `tosspayments-webhook-signature: v1:` with base64 of the HMAC-SHA256 of body, colon and the time
  in `tosspayments-webhook-transmission-time`.

Remembered, so `inferred` in a spec: that transactions are a list at the top level, the statuses of
the failures, and the names inside the objects (totalAmount, balanceAmount, requestedAt,
approvedAt, transactionKey and their like).

Assumed here, because no page was read for it: the key is not optional on a POST and never sent on
a GET; a key that comes again with another request is refused; an answer with 5xx is not kept for
the key; `startDate` and `endDate` are required, as yyyy-MM-dd with or without a time; `limit` is
from 1; cancelling more than is left is INVALID_REQUEST; webhooks are signed with a key of their
own, once, and `createdAt` has milliseconds and no offset, as quoted from the vendor's guide; 429
has `Retry-After` and TOO_MANY_REQUESTS.

A fault is asked for by `orderId` in confirm, by the payment key in the others, and by
`startingAfter`: `already-processed-payment`, `lost-answer`, `status-EXPIRED` and so on. The
payment `standin-payment` of 1000 is there from the start.

`POST /__standin/webhook` {"to": URL or null, "kind": KIND, "event": {…}, "key": KEY} sends an
event to a URL of this machine, or sends nothing where that is null, and tells what was sent and
what came back. The kinds: signed, unsigned, wrongly-signed, altered-body, altered-time, old.
"""

import base64
import copy
import datetime
import hashlib
import hmac
import http.client
import json
import pathlib
import sys
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from standin_checks import Complaint, Rule, check, matching, once, optional
from standin_checks import positive_integer, some_text, stamp
from standin_server import Answer, Standin, main

SEOUL = datetime.timezone(datetime.timedelta(hours=9))
STATUSES = [
    "READY",
    "IN_PROGRESS",
    "WAITING_FOR_DEPOSIT",
    "DONE",
    "CANCELED",
    "PARTIAL_CANCELED",
    "ABORTED",
    "EXPIRED",
]
CODES = {
    "ALREADY_PROCESSED_PAYMENT": (400, "이미 처리된 결제 입니다."),
    "INVALID_REQUEST": (400, "잘못된 요청입니다."),
    "UNAUTHORIZED_KEY": (401, "인증되지 않은 시크릿 키 입니다."),
    "REJECT_CARD_PAYMENT": (403, "한도초과 혹은 잔액부족으로 결제에 실패했습니다."),
    "NOT_FOUND_PAYMENT": (404, "존재하지 않는 결제 입니다."),
    "NOT_FOUND_PAYMENT_SESSION": (404, "결제 시간이 만료되어 진행 데이터가 존재하지 않습니다."),
    "FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING": (500, "결제가 완료되지 않았어요."),
    "FAILED_INTERNAL_SYSTEM_PROCESSING": (500, "내부 시스템 처리 작업이 실패했습니다."),
    "STANDIN_UNHEARD_OF": (400, "어느 문서에도 없는 코드입니다."),
}
TIME = "2022-01-01T00:00:00+09:00"
ACCOUNT = {"bank": some_text(), "accountNumber": some_text(), "holderName": some_text()}


def is_account(given):
    check("body refundReceiveAccount", given, ACCOUNT)
    return True


def is_date(name):
    pattern = r"\d{4}-\d\d-\d\d"
    plain = stamp("%Y-%m-%d", pattern, name)
    timed = stamp("%Y-%m-%dT%H:%M:%S", pattern + r"T\d\d:\d\d:\d\d", name)
    return Rule("yyyy-MM-dd, or with Thh:mm:ss", lambda it: plain.holds(it) or timed.holds(it))


CONFIRM = {"paymentKey": some_text(), "orderId": some_text(), "amount": positive_integer()}
CANCEL = {
    "cancelReason": some_text(),
    "cancelAmount": optional(positive_integer()),
    "refundReceiveAccount": optional(Rule("an object", is_account)),
}
TRANSACTIONS = {
    "startDate": is_date("startDate"),
    "endDate": is_date("endDate"),
    "startingAfter": optional(some_text()),
    "limit": optional(matching(r"[1-9]\d*", "an integer from 1")),
}


def payment(key, order, amount):
    return {
        "paymentKey": key,
        "orderId": order,
        "orderName": "지어낸 상품",
        "status": "DONE",
        "method": "카드",
        "currency": "KRW",
        "totalAmount": amount,
        "balanceAmount": amount,
        "requestedAt": TIME,
        "approvedAt": TIME,
        "card": {"amount": amount, "issuerCode": "11", "number": "00000000****000*"},
        "virtualAccount": None,
        "easyPay": None,
        "cancels": None,
        "receipt": {"url": "https://receipt.invalid/지어낸-영수증"},
        "metadata": {"memo": "지어낸 값"},
    }


def full(found):
    """Every object that may be null is there."""
    return {
        **found,
        "virtualAccount": {"accountNumber": "00000000000", "bankCode": "20", "dueDate": TIME},
        "easyPay": {"provider": "지어낸페이", "amount": 0, "discountAmount": 0},
        "cancels": [cancellation("고객 변심", 1, None)],
        "metadata": {f"name{number}": "값" for number in range(5)},
    }


def cancellation(reason, amount, receipt):
    return {
        "cancelReason": reason,
        "cancelAmount": amount,
        "canceledAt": TIME,
        "transactionKey": "standin-transaction-cancel",
        "receiptKey": receipt,
    }


def failed(code):
    status, message = CODES[code]
    return Answer(status, {"code": code, "message": message}, verdict="failed", code=code)


class TossPayments(Standin):
    vendor = "Toss Payments"
    options = {"secret_key": "invented_sk_toss", "webhook_key": "invented-webhook-key"}
    operations = [
        ("POST", "/v1/payments/confirm", "confirm"),
        ("GET", "/v1/payments/([^/]+)", "read"),
        ("POST", "/v1/payments/([^/]+)/cancel", "cancel"),
        ("GET", "/v1/transactions", "transactions"),
    ]
    failures = {
        **{code: f"{status} {message}" for code, (status, message) in CODES.items()},
        **{f"status-{name}": "a payment in this state" for name in [*STATUSES, "UNHEARD_OF"]},
        "full-fields": "a payment in which nothing is null",
        "empty-list": "no transactions",
    }
    nullable = frozenset(
        ["card", "virtualAccount", "easyPay", "cancels", "receipt", "metadata", "approvedAt"]
    )
    maps = frozenset(["metadata"])

    def reset(self):
        super().reset()
        self.payments = {"standin-payment": payment("standin-payment", "standin-order", 1000)}
        self.kept = {}

    def refusal(self, complaint):
        code = "UNAUTHORIZED_KEY" if complaint.status == 401 else "INVALID_REQUEST"
        content = {"code": code, "message": str(complaint)}
        return Answer(complaint.status, content, verdict="refused", code=code)

    def rate_limited(self):
        content = {"code": "TOO_MANY_REQUESTS", "message": "요청이 너무 많습니다."}
        return Answer(429, content, {"Retry-After": "1"}, "failed", content["code"])

    def authorized(self, call):
        pair = f"{self.settings['secret_key']}:".encode()
        expected = "Basic " + base64.b64encode(pair).decode()
        given = call.header("Authorization", expected, status=401)
        if given != expected:
            raise Complaint("header Authorization", expected, given, 401)

    def reading(self, call):
        self.authorized(call)
        call.no_body()
        if call.header("Idempotency-Key") is not None:
            raise Complaint("header Idempotency-Key", "none on a GET", "one")

    def once(self, call, act):
        """Does the same request with the same key once."""
        key = call.header("Idempotency-Key", "from 1 to 300 characters")
        if not 1 <= len(key) <= 300:
            raise Complaint("header Idempotency-Key", "from 1 to 300 characters", key)
        request, answer = self.kept.get(key, (None, None))
        if answer and request != (call.path, call.fields):
            expected = "a key of its own for each request"
            raise Complaint("header Idempotency-Key", expected, {"key": key, "first": request})

        def acting(fault):
            if answer:
                self.count("repeats")
                return Answer(answer.status, answer.content, verdict="repeated", code=answer.code)
            made = self.doing(act, fault)
            if made.status < 500:
                self.kept[key] = ((call.path, call.fields), made)
            return made

        return acting

    def doing(self, act, fault):
        if fault in CODES:
            return failed(fault)
        answer = act()
        # What is answered again later is as it was now.
        answer.content = copy.deepcopy(answer.content)
        if fault == "empty-list" and isinstance(answer.content, list):
            answer.content = []
        if isinstance(answer.content, dict) and answer.verdict == "accepted":
            if fault == "full-fields":
                answer.content = full(answer.content)
            if fault and fault.startswith("status-"):
                answer.content["status"] = fault[len("status-") :]
        return answer

    def confirm(self, call):
        self.authorized(call)
        call.no_query()
        asked = call.json()
        check("body", asked, CONFIRM)

        def act():
            if asked["paymentKey"] in self.payments:
                return failed("ALREADY_PROCESSED_PAYMENT")
            made = payment(asked["paymentKey"], asked["orderId"], asked["amount"])
            self.payments[asked["paymentKey"]] = made
            self.count("payments")
            return Answer(200, made)

        return self.once(call, act), asked["orderId"]

    def read(self, call, key):
        self.reading(call)
        call.no_query()

        def act():
            found = self.payments.get(key)
            if self.fault(key) and not found:
                found = payment(key, "standin-order", 1000)
            return Answer(200, found) if found else failed("NOT_FOUND_PAYMENT")

        return lambda fault: self.doing(act, fault), key

    def cancel(self, call, key):
        self.authorized(call)
        call.no_query()
        asked = call.json()
        check("body", asked, CANCEL)

        def act():
            found = self.payments.get(key)
            if self.fault(key) and not found:
                found = payment(key, "standin-order", 1000)
            if not found:
                return failed("NOT_FOUND_PAYMENT")
            amount = asked.get("cancelAmount", found["balanceAmount"])
            if not 0 < amount <= found["balanceAmount"]:
                return failed("INVALID_REQUEST")
            found["balanceAmount"] -= amount
            found["status"] = "PARTIAL_CANCELED" if found["balanceAmount"] else "CANCELED"
            row = cancellation(asked["cancelReason"], amount, None)
            found["cancels"] = [*(found["cancels"] or []), row]
            self.count("cancels")
            self.count("canceled_amount", amount)
            return Answer(200, found)

        return self.once(call, act), key

    def transactions(self, call):
        self.reading(call)
        asked = once(call.query(), "query")
        check("query", asked, TRANSACTIONS)
        after = asked.get("startingAfter")

        def act():
            rows = [
                {
                    "transactionKey": f"standin-transaction-{number}",
                    "paymentKey": found["paymentKey"],
                    "orderId": found["orderId"],
                    "status": found["status"],
                    "amount": found["totalAmount"],
                    "transactionAt": TIME,
                }
                for number, found in enumerate(self.payments.values(), 1)
            ]
            keys = [row["transactionKey"] for row in rows]
            start = keys.index(after) + 1 if after in keys else 0
            return Answer(200, rows[start : start + int(asked.get("limit", 100))])

        return lambda fault: self.doing(act, fault), after

    def control(self, path, asked):
        if path != "webhook":
            return None
        sent = self.webhook(asked.get("kind", "signed"), asked.get("event"), asked.get("key"))
        return {"sent": sent, "answer": send(asked["to"], sent) if asked.get("to") else None}

    def webhook(self, kind, event, key):
        """The headers and the body of an event, signed or wrong in the way asked for."""
        kinds = ["signed", "unsigned", "wrongly-signed", "altered-body", "altered-time", "old"]
        if kind not in kinds:
            raise ValueError(f"a kind out of {', '.join(kinds)}")
        now = datetime.datetime.now(SEOUL).replace(microsecond=0)
        sent_at = now - datetime.timedelta(days=1) if kind == "old" else now
        data = {"paymentKey": "standin-payment", "orderId": "standin-order", "status": "DONE"}
        event = event or {
            "eventType": "PAYMENT_STATUS_CHANGED",
            "createdAt": sent_at.strftime("%Y-%m-%dT%H:%M:%S.000"),
            "data": {**data, "orderName": "지어낸 상품"},
        }
        # The blanks show that the bytes are what is signed, not what they mean.
        body = json.dumps(event, ensure_ascii=False, indent=1) + "\n"
        key = "another-invented-key" if kind == "wrongly-signed" else key
        key = key or self.settings["webhook_key"]
        signed = f"{body}:{sent_at.isoformat()}".encode()
        digest = hmac.new(key.encode(), signed, hashlib.sha256).digest()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "tosspayments-webhook-transmission-time": sent_at.isoformat(),
            "tosspayments-webhook-signature": "v1:" + base64.b64encode(digest).decode(),
        }
        if kind == "unsigned":
            headers = {"Content-Type": headers["Content-Type"]}
        if kind == "altered-body":
            body = body.replace("DONE", "CANCELED").replace("\n", "")
        if kind == "altered-time":
            later = sent_at + datetime.timedelta(seconds=1)
            headers["tosspayments-webhook-transmission-time"] = later.isoformat()
        return {"headers": headers, "body": body}


def send(url, sent):
    """Sends an event to this machine, and to no other."""
    parts = urllib.parse.urlsplit(url)
    if parts.scheme != "http" or parts.hostname not in ("127.0.0.1", "localhost"):
        raise ValueError("a URL that starts with http://127.0.0.1:")
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, sent["body"].encode(), sent["headers"])
        answer = connection.getresponse()
        return {"status": answer.status, "body": answer.read().decode("utf-8", "backslashreplace")}
    finally:
        connection.close()


if __name__ == "__main__":
    main(TossPayments)
