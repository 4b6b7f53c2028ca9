"""The stand-in for KG Inicis takes what its pages say, and refuses each change of it."""

import hashlib
import itertools
import json
import unittest
import urllib.parse

from standin_case import StandinCase, load

inicis = load("inicis")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SIGNED = ["type", "paymethod", "timestamp", "clientIp", "mid", "tid"]
numbers = itertools.count(1)


def tid():
    return f"StandinCARD{next(numbers):029}"


def refund(
    drop=(),
    signed=SIGNED,
    key="invented-iniapi-key",
    charset="utf-8",
    head=FORM,
    path=None,
    **change,
):
    fields = {
        "type": "Refund",
        "paymethod": "Card",
        "timestamp": "20220101000000",
        "clientIp": "192.0.2.1",
        "mid": "STANDIN001",
        "tid": tid(),
        "msg": "지어낸 취소",
    }
    fields.update(change)
    text = key + "".join(fields[name] for name in signed)
    fields["hashData"] = change.get("hashData", hashlib.sha512(text.encode()).hexdigest())
    fields = {name: value for name, value in fields.items() if name not in drop}
    body = urllib.parse.urlencode(fields, encoding=charset).encode()
    return "POST", path or "/api/v1/refund", body, head


class Inicis(StandinCase):
    kind = inicis.Inicis

    def test_a_refund_succeeds(self):
        told = self.accepted(self.send(*refund()))
        self.assertEqual((told["resultCode"], told["resultMsg"]), ("00", "정상처리되었습니다."))
        self.assertEqual((told["cancelDate"], told["cancelTime"]), ("20220101", "000000"))
        self.accepted(self.send(*refund(tid="t" * 40, msg="가" * 50)))
        self.accepted(self.send(*refund(msg="00")))
        self.accepted(self.send(*refund(msg="answer")))
        self.assertEqual(self.counters(), {"refunds": 4})

    def test_each_change_of_the_recipe_is_refused(self):
        digest = "form hashData"
        for request in [
            refund(key="another"),
            refund(signed=["paymethod", "type", *SIGNED[2:]]),
            refund(signed=SIGNED[:-1]),
            refund(signed=[*SIGNED, "msg"]),
            *[refund(signed=[*SIGNED[:n], *SIGNED[n + 1 :]]) for n in range(len(SIGNED))],
            refund(hashData="0" * 128),
        ]:
            self.refused(digest, 401, self.send(*request))
        for made in [hashlib.sha256(b"").hexdigest(), "A" * 128, "g" * 128, ""]:
            self.refused(digest, 400, self.send(*refund(hashData=made)))
        self.assertEqual(self.counters(), {})

    def test_each_change_of_a_field_is_refused(self):
        for where, status, request in [
            *[(name, 400, refund([name])) for name in [*SIGNED, "msg", "hashData"]],
            ("type", 400, refund(type="refund")),
            ("paymethod", 400, refund(paymethod="CARD")),
            ("timestamp", 400, refund(timestamp="2022-01-01 00:00:00")),
            ("timestamp", 400, refund(timestamp="20220230000000")),
            ("timestamp", 400, refund(timestamp="1640995200")),
            ("clientIp", 400, refund(clientIp="192.0.2")),
            ("clientIp", 400, refund(clientIp="::1")),
            ("mid", 400, refund(mid="STANDIN0011")),
            ("mid", 401, refund(mid="ANOTHER001")),
            ("tid", 400, refund(tid="t" * 41)),
            ("tid", 400, refund(tid="")),
            ("msg", 400, refund(msg="가" * 51)),
            ("msg", 400, refund(msg="가" * 50 + "a")),
            ("msg", 400, refund(msg="😀")),
            ("price", 400, refund(price="1000")),
        ]:
            self.refused(f"form {where}", status, self.send(*request))
        self.assertEqual(self.counters(), {})

    def test_each_change_of_the_form_is_refused(self):
        kind = "header Content-Type"
        method, path, body, head = refund()
        for where, request in [
            (kind, refund(head={"Content-Type": "application/json"})),
            (kind, refund(head={"Content-Type": "multipart/form-data"})),
            (kind, refund(head={})),
            (kind, refund(head={"Content-Type": FORM["Content-Type"] + ";charset=EUC-KR"})),
            ("form", refund(charset="euc-kr")),
            ("form", (method, path, "msg=취소".encode(), head)),
            ("form msg", (method, path, body + b"&msg=2", head)),
            ("query", refund(path="/api/v1/refund?type=Refund")),
            ("path", refund(path="/v2/pg/refund")),
            ("method", ("GET", path, None, None)),
        ]:
            self.refused(where, 400, self.send(*request))
        self.accepted(
            self.send(*refund(head={"Content-Type": FORM["Content-Type"] + ";charset=UTF-8"}))
        )

    def test_a_form_in_euc_kr(self):
        other = self.serving(self.kind(charset="euc-kr"))
        told = json.loads(self.send(*refund(charset="cp949", msg="취소 뷁"), other)[2])
        self.assertEqual(told["resultCode"], "00")
        self.assertEqual(self.send(*refund(), other)[0], 400)

    def test_answers_in_euc_kr(self):
        for fault, kind in [
            ("euc-kr", "application/json; charset=EUC-KR"),
            ("euc-kr-unsaid", "application/json"),
        ]:
            self.next(fault)
            status, headers, content = self.send(*refund())
            self.assertEqual((status, headers["Content-Type"]), (200, kind))
            self.assertEqual(
                json.loads(content.decode("euc-kr"))["resultMsg"], "정상처리되었습니다."
            )

    def test_failures(self):
        for code in ["01", "02", "1F"]:
            told = json.loads(self.send(*refund(msg=code))[2])
            self.assertEqual((told["resultCode"], told["cancelDate"]), (code, None))
            self.assertEqual((self.last()["verdict"], self.last()["code"]), ("failed", code))
        self.assertEqual(self.counters(), {})

    def test_a_lost_answer_and_its_repeat_are_one_refund(self):
        request = refund()
        self.next("lost-answer")
        self.lost(*request)
        self.assertEqual(json.loads(self.send(*request)[2])["resultCode"], "01")
        self.assertEqual(self.counters(), {"refunds": 1})

    def test_nulls(self):
        self.next("null-fields")
        told = self.accepted(self.send(*refund()))
        self.assertEqual((told["resultCode"], told["resultMsg"]), ("00", None))

    def test_common_faults(self):
        self.common_faults(refund, "refunds")
        self.assertEqual(self.counters(), {"refunds": 3})


if __name__ == "__main__":
    unittest.main()
