"""The stand-in for Toss Payments takes what its pages say, and refuses each change of it."""

import base64
import hashlib
import hmac
import http.server
import json
import threading
import unittest

from standin_case import StandinCase, load

toss = load("toss-payments")
AUTH = {"Authorization": "Basic " + base64.b64encode(b"invented_sk_toss:").decode()}
PERIOD = "/v1/transactions?startDate=2022-01-01&endDate=2022-01-02T00:00:00"
GET = "/v1/payments/standin-payment"
ACCOUNT = {"bank": "20", "accountNumber": "00000000000", "holderName": "홍길동"}


def headers(key="key-1", **more):
    return {**AUTH, "Content-Type": "application/json", "Idempotency-Key": key, **more}


def confirm(key="key-1", order="order-1", drop=(), head=None, path="/v1/payments/confirm", **more):
    body = {"paymentKey": f"of-{order}", "orderId": order, "amount": 1000, **more}
    body = {name: value for name, value in body.items() if name not in drop}
    return "POST", path, json.dumps(body).encode(), head or headers(key)


def cancel(key="cancel-1", payment="standin-payment", reason="변심", **more):
    body = {"cancelReason": reason, **more}
    body = {name: value for name, value in body.items() if value is not None}
    return "POST", f"/v1/payments/{payment}/cancel", json.dumps(body).encode(), headers(key)


class TossPayments(StandinCase):
    kind = toss.TossPayments

    def test_each_call_succeeds(self):
        made = self.accepted(self.send(*confirm()))
        told = (made["status"], made["orderId"], made["totalAmount"], made["requestedAt"])
        self.assertEqual(told, ("DONE", "order-1", 1000, "2022-01-01T00:00:00+09:00"))
        self.assertNotIn("code", made)
        self.assertEqual(self.accepted(self.send("GET", GET, None, AUTH))["balanceAmount"], 1000)
        part = self.accepted(self.send(*cancel(cancelAmount=400, refundReceiveAccount=ACCOUNT)))
        self.assertEqual((part["status"], len(part["cancels"])), ("PARTIAL_CANCELED", 1))
        rest = self.accepted(self.send(*cancel("cancel-2")))
        self.assertEqual((rest["status"], rest["balanceAmount"]), ("CANCELED", 0))
        rows = self.accepted(self.send("GET", PERIOD, None, AUTH))
        self.assertEqual([row["paymentKey"] for row in rows], ["standin-payment", "of-order-1"])
        page = PERIOD + "&limit=1&startingAfter=standin-transaction-1"
        rows = self.accepted(self.send("GET", page, None, AUTH))
        self.assertEqual([row["paymentKey"] for row in rows], ["of-order-1"])
        told = {"payments": 1, "cancels": 2, "canceled_amount": 1000}
        self.assertEqual(self.counters(), told)

    def test_each_change_of_a_header_is_refused(self):
        no_key = {name: value for name, value in headers().items() if name != "Idempotency-Key"}
        twice = [*headers().items(), ("Idempotency-Key", "key-2")]
        auth = "header Authorization"
        key = "header Idempotency-Key"
        for where, status, head in [
            (auth, 401, {"Content-Type": "application/json", "Idempotency-Key": "key-1"}),
            (auth, 401, headers(Authorization="Basic aW52ZW50ZWRfc2tfdG9zcw==")),
            (auth, 401, headers(Authorization="Bearer invented_sk_toss")),
            (auth, 401, headers(Authorization=AUTH["Authorization"].replace("Basic", "basic"))),
            (auth, 401, [*headers().items(), *AUTH.items()]),
            (key, 400, no_key),
            (key, 400, twice),
            (key, 400, headers("")),
            (key, 400, headers("k" * 301)),
            (key, 400, {**no_key, "X-Idempotency-Key": "key-1"}),
            ("header Content-Type", 400, headers(**{"Content-Type": "text/json"})),
            (
                "header Content-Type",
                400,
                headers(**{"Content-Type": "application/json; charset=euc-kr"}),
            ),
        ]:
            self.refused(where, status, self.send(*confirm(head=head)))
        self.accepted(self.send(*confirm("k" * 300)))
        self.refused(key, 400, self.send("GET", GET, None, headers()))
        self.refused(auth, 401, self.send("GET", GET))
        self.refused(auth, 401, self.send("GET", PERIOD))
        self.assertEqual(self.counters(), {"payments": 1})

    def test_each_change_of_a_body_is_refused(self):
        for where, request in [
            ("body paymentKey", confirm(drop=["paymentKey"])),
            ("body orderId", confirm(drop=["orderId"])),
            ("body orderId", confirm(orderId=1)),
            ("body orderId", confirm(orderId="")),
            ("body amount", confirm(drop=["amount"])),
            ("body amount", confirm(amount="1000")),
            ("body amount", confirm(amount=1000.0)),
            ("body amount", confirm(amount=True)),
            ("body amount", confirm(amount=None)),
            ("body amount", confirm(amount=0)),
            ("body paymentKey", confirm(paymentKey=1)),
            ("body cancelReason", cancel(reason="")),
            ("body order_id", confirm(order_id="order-1")),
            ("query", confirm(path="/v1/payments/confirm?a=b")),
            ("path", confirm(path="/v1/payment/confirm")),
            ("path", confirm(path="/v1/payments/confirm/")),
            ("body cancelReason", cancel(reason=None)),
            ("body cancelAmount", cancel(cancelAmount="1")),
            ("body refundReceiveAccount", cancel(refundReceiveAccount="20")),
            (
                "body refundReceiveAccount bank",
                cancel(refundReceiveAccount={**ACCOUNT, "bank": 20}),
            ),
            (
                "body refundReceiveAccount name",
                cancel(refundReceiveAccount={**ACCOUNT, "name": "1"}),
            ),
        ]:
            self.refused(where, 400, self.send(*request))
        for name in ACCOUNT:
            less = {key: value for key, value in ACCOUNT.items() if key != name}
            for account in [less, {**ACCOUNT, name: 1}]:
                answer = self.send(*cancel(refundReceiveAccount=account))
                self.refused(f"body refundReceiveAccount {name}", 400, answer)
        for where, body in [
            ("body", b"paymentKey=1"),
            ("body", b"[]"),
            ("body", '{"paymentKey":"한"}'.encode("euc-kr")),
            ("body orderId", b'{"paymentKey":"1","orderId":"1","orderId":"1","amount":1}'),
        ]:
            self.refused(where, 400, self.send("POST", "/v1/payments/confirm", body, headers()))
        self.assertEqual(self.counters(), {})

    def test_each_change_of_method_and_query_is_refused(self):
        for where, method, path in [
            ("method", "PUT", "/v1/payments/confirm"),
            ("method", "POST", GET),
            ("method", "GET", GET + "/cancel"),
            ("query", "GET", GET + "?a=b"),
            ("query startDate", "GET", "/v1/transactions?endDate=2022-01-02"),
            ("query endDate", "GET", "/v1/transactions?startDate=2022-01-02"),
            ("query startDate", "GET", PERIOD.replace("2022-01-01", "20220101")),
            ("query startDate", "GET", PERIOD.replace("2022-01-01", "2022-02-30")),
            ("query endDate", "GET", PERIOD.replace("2022-01-02T00:00:00", "2022-01-02T24:00:00")),
            ("query startingAfter", "GET", PERIOD + "&startingAfter="),
            ("query start_date", "GET", PERIOD.replace("startDate", "start_date")),
            ("query startDate", "GET", PERIOD + "&startDate=2022-01-01"),
            ("query limit", "GET", PERIOD + "&limit=0"),
            ("query", "GET", PERIOD + "&limit"),
            ("query", "GET", PERIOD + '&startingAfter="'),
            ("query", "GET", PERIOD + "&startingAfter=%B0%A1"),
        ]:
            self.refused(where, 400, self.send(method, path, None, AUTH))
        self.refused("body", 400, self.send("GET", GET, b"{}", AUTH))

    def test_a_key_makes_one_payment(self):
        first = self.accepted(self.send(*confirm()))
        again = self.accepted(self.send(*confirm()))
        self.assertEqual((again, self.last()["verdict"]), (first, "repeated"))
        self.refused("header Idempotency-Key", 400, self.send(*confirm(order="order-2")))
        self.refused("header Idempotency-Key", 400, self.send(*confirm(amount=1001)))
        self.refused("header Idempotency-Key", 400, self.send(*cancel("key-1")))
        self.assertEqual(self.counters(), {"payments": 1, "repeats": 1})
        status, _, content = self.send(*confirm("key-2"))
        told = (status, json.loads(content)["code"], self.last()["verdict"])
        self.assertEqual(told, (400, "ALREADY_PROCESSED_PAYMENT", "failed"))
        self.assertEqual(self.counters(), {"payments": 1, "repeats": 1})

    def test_a_lost_answer_and_its_repeat_are_one_payment(self):
        self.next("lost-answer")
        self.lost(*confirm())
        self.assertEqual(self.counters(), {"payments": 1})
        self.assertEqual(self.accepted(self.send(*confirm()))["orderId"], "order-1")
        self.assertEqual(self.counters(), {"payments": 1, "repeats": 1})
        self.next("lost-answer")
        self.lost(*cancel(cancelAmount=1))
        kept = self.accepted(self.send(*cancel(cancelAmount=1)))
        self.accepted(self.send(*cancel("cancel-2", cancelAmount=2)))
        self.assertEqual(self.accepted(self.send(*cancel(cancelAmount=1))), kept)
        self.assertEqual(self.counters()["canceled_amount"], 3)

    def test_each_failure_arrives(self):
        for number, (code, (status, message)) in enumerate(toss.CODES.items()):
            asked = code.lower().replace("_", "-")
            for request in [
                confirm(f"key-{number}", asked),
                cancel(f"cancel-{number}", asked),
                ("GET", f"/v1/payments/{asked}", None, AUTH),
                ("GET", f"{PERIOD}&startingAfter={asked}", None, AUTH),
            ]:
                found, _, content = self.send(*request)
                told = {"code": code, "message": message}
                self.assertEqual((found, json.loads(content)), (status, told))
                self.assertEqual((self.last()["verdict"], self.last()["code"]), ("failed", code))
        for code, request in [
            ("NOT_FOUND_PAYMENT", ("GET", "/v1/payments/none", None, AUTH)),
            ("NOT_FOUND_PAYMENT", cancel("key-a", "none")),
            ("INVALID_REQUEST", cancel("key-b", cancelAmount=1001)),
        ]:
            self.assertEqual(json.loads(self.send(*request)[2])["code"], code)
        self.assertEqual(self.counters(), {})

    def test_a_failure_with_5xx_is_not_kept(self):
        self.next("FAILED_INTERNAL_SYSTEM_PROCESSING")
        self.assertEqual(self.send(*confirm())[0], 500)
        self.next("REJECT_CARD_PAYMENT")
        self.assertEqual(self.send(*confirm())[0], 403)
        self.assertEqual(self.send(*confirm())[0], 403)
        self.assertEqual(self.counters(), {"repeats": 1})

    def test_states_nulls_and_lists(self):
        for status in [*toss.STATUSES, "UNHEARD_OF"]:
            found = self.accepted(self.send("GET", f"/v1/payments/status-{status}", None, AUTH))
            self.assertEqual(found["status"], status)
        full = self.accepted(self.send("GET", "/v1/payments/full-fields", None, AUTH))
        self.assertEqual([name for name, value in full.items() if value is None], [])
        self.assertEqual(len(full["metadata"]), 5)
        nulls = self.accepted(self.send("GET", "/v1/payments/null-fields", None, AUTH))
        self.assertEqual({nulls[name] for name in self.kind.nullable}, {None})
        self.next("unknown-fields")
        more = self.accepted(self.send("GET", GET, None, AUTH))
        self.assertIn("standin_unknown", more["card"])
        self.assertNotIn("standin_unknown", more["metadata"])
        self.next("status-DONE")
        self.assertEqual(self.send("GET", "/v1/payments/none", None, AUTH)[0], 404)
        self.next("empty-list")
        self.assertEqual(self.accepted(self.send("GET", PERIOD, None, AUTH)), [])

    def test_common_faults(self):
        numbers = iter(range(100))

        def request():
            number = next(numbers)
            return confirm(f"key-{number}", f"order-{number}")

        self.common_faults(request, "payments")
        self.next("rate-limited")
        self.assertEqual(self.send(*request())[1]["Retry-After"], "1")

    def test_webhooks(self):
        came = []

        class Receiver(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                came.append(
                    (dict(self.headers), self.rfile.read(int(self.headers["Content-Length"])))
                )
                self.send_response(202)
                self.end_headers()
                self.wfile.write("받음".encode())

            def log_message(self, *_):
                pass

        def signature(head, body, key=b"invented-webhook-key"):
            signed = body + b":" + head["tosspayments-webhook-transmission-time"].encode()
            return "v1:" + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()

        with http.server.HTTPServer(("127.0.0.1", 0), Receiver) as server:
            threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
            url = f"http://127.0.0.1:{server.server_port}/webhook"
            told = self.control("POST", "webhook", {"to": url})
            server.shutdown()
        self.assertEqual(told["answer"], {"status": 202, "body": "받음"})
        head, body = came[0]
        self.assertEqual(set(json.loads(body)), {"eventType", "createdAt", "data"})
        self.assertEqual(head["tosspayments-webhook-signature"], signature(head, body))
        right = {"signed": True, "old": True, "wrongly-signed": False, "altered-body": False}
        for kind, expected in {**right, "altered-time": False}.items():
            sent = self.control("POST", "webhook", {"to": None, "kind": kind})["sent"]
            made = signature(sent["headers"], sent["body"].encode())
            self.assertEqual(
                sent["headers"]["tosspayments-webhook-signature"] == made, expected, kind
            )
        sent = self.control("POST", "webhook", {"kind": "unsigned"})["sent"]
        self.assertEqual(list(sent["headers"]), ["Content-Type"])
        asked = {"event": {"eventType": "가"}, "key": "another"}
        sent = self.control("POST", "webhook", asked)["sent"]
        made = signature(sent["headers"], sent["body"].encode(), b"another")
        self.assertEqual(sent["headers"]["tosspayments-webhook-signature"], made)
        for wrong in [{"to": "http://192.0.2.1/"}, {"to": "https://127.0.0.1/"}, {"kind": "none"}]:
            body = json.dumps(wrong).encode()
            status, _, told = self.send("POST", "/__standin/webhook", body)
            self.assertEqual((status, "ValueError" in told.decode()), (400, True))


if __name__ == "__main__":
    unittest.main()
