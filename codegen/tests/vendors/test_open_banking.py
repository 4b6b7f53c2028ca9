"""The stand-in for Open Banking takes what its pages say, and refuses each change of it."""

import itertools
import json
import unittest
import urllib.parse

from standin_case import StandinCase, load

banking = load("open-banking")
FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
TOKEN = {
    "client_id": "invented-client-id",
    "client_secret": "invented-client-secret",
    "scope": "oob",
    "grant_type": "client_credentials",
}
FINTECH = "1" * 24
LIST = "/v2.0/account/transaction_list/fin_num"
TRANSFER = "/v2.0/transfer/deposit/fin_num"
numbers = itertools.count(1)


def tran_id():
    return f"STANDIN001U{next(numbers):09}"


def changed(fields, change):
    """With other values; a name with None is left out."""
    return {name: it for name, it in {**fields, **change}.items() if it is not None}


def row(**change):
    given = {"tran_no": "1", "bank_tran_id": tran_id(), "fintech_use_num": FINTECH}
    return changed({**given, "print_content": "지어낸 적요", "tran_amt": "1000"}, change)


class OpenBanking(StandinCase):
    kind = banking.OpenBanking

    def setUp(self):
        super().setUp()
        self.bearer = {}

    def ask_token(self, head=FORM, server=None, **change):
        body = urllib.parse.urlencode(changed(TOKEN, change)).encode()
        return self.send("POST", "/oauth/2.0/token", body, head, server)

    def authorization(self):
        if not self.bearer:
            token = self.accepted(self.ask_token())["access_token"]
            self.bearer = {"Authorization": f"Bearer {token}"}
        return self.bearer

    def list(self, suffix="", head=None, **change):
        query = {
            "bank_tran_id": tran_id(),
            "fintech_use_num": FINTECH,
            "inquiry_type": "A",
            "inquiry_base": "D",
            "from_date": "20220101",
            "to_date": "20220101",
            "sort_order": "D",
            "tran_dtime": "20220101000000",
        }
        path = f"{LIST}?{urllib.parse.urlencode(changed(query, change))}{suffix}"
        return "GET", path, None, self.authorization() if head is None else head

    def transfer(self, *rows, head=None, **change):
        rows = [*rows] or [row()]
        body = {"tran_dtime": "20220101000000", "req_cnt": str(len(rows)), "req_list": rows}
        head = (
            {**self.authorization(), "Content-Type": "application/json"} if head is None else head
        )
        return "POST", TRANSFER, json.dumps(changed(body, change)).encode(), head

    def codes(self, answer):
        self.assertEqual(answer[0], 200)
        told = json.loads(answer[2])
        return told["rsp_code"], told.get("bank_rsp_code")

    def test_each_call_succeeds(self):
        token = self.accepted(self.ask_token())
        names = ["access_token", "token_type", "expires_in", "scope", "client_use_code"]
        self.assertEqual(list(token), names)
        told = (token["token_type"], token["expires_in"], token["scope"], token["client_use_code"])
        self.assertEqual(told, ("Bearer", 7776000, "oob", "STANDIN001"))
        rows = self.accepted(self.send(*self.list()))
        told = (rows["rsp_code"], rows["bank_rsp_code"], rows["page_record_cnt"])
        self.assertEqual((told, len(rows["res_list"])), (("A0000", "000", "2"), 2))
        more = {"from_time": "000000", "to_time": "235959", "befor_inquiry_trace_info": "1"}
        self.accepted(self.send(*self.list(**more)))
        made = self.accepted(self.send(*self.transfer(row(), row(tran_no="2"))))
        self.assertEqual([it["bank_rsp_code"] for it in made["res_list"]], ["000", "000"])
        self.assertEqual([it["tran_no"] for it in made["res_list"]], ["1", "2"])
        self.assertEqual(self.counters(), {"tokens": 2, "payments": 2})

    def test_each_change_of_the_token_call_is_refused(self):
        for where, status, change in [
            ("form client_id", 401, {"client_id": "another"}),
            ("form client_secret", 401, {"client_secret": "another"}),
            ("form client_secret", 400, {"client_secret": None}),
            ("form scope", 401, {"scope": "login"}),
            ("form grant_type", 401, {"grant_type": "authorization_code"}),
            ("form a", 400, {"a": "b"}),
        ]:
            answer = self.ask_token(**change)
            self.refused(where, status, answer)
            self.assertIn("rsp_code", json.loads(answer[2]))
        self.refused(
            "header Content-Type", 400, self.ask_token({"Content-Type": "application/json"})
        )
        self.refused("header Content-Type", 400, self.ask_token({}))
        self.refused(
            "header Authorization", 400, self.ask_token({**FORM, "Authorization": "Bearer"})
        )
        body = urllib.parse.urlencode(TOKEN).encode()
        for where, path, sent in [
            ("query", "/oauth/2.0/token?scope=oob", body),
            ("path", "/oauth/token", body),
            ("form scope", "/oauth/2.0/token", body + b"&scope=oob"),
            ("form", "/oauth/2.0/token", body + b"&"),
            ("form", "/oauth/2.0/token", json.dumps(TOKEN).encode()),
        ]:
            self.refused(where, 400, self.send("POST", path, sent, FORM))
        self.refused("method", 400, self.send("GET", "/oauth/2.0/token"))
        self.assertEqual(self.counters(), {})

    def test_each_change_of_a_query_is_refused(self):
        used = tran_id()
        self.accepted(self.send(*self.list(bank_tran_id=used)))
        for where, change in [
            ("bank_tran_id", {"bank_tran_id": None}),
            ("bank_tran_id", {"bank_tran_id": "STANDIN001U12345678"}),
            ("bank_tran_id", {"bank_tran_id": "STANDIN002U123456789"}),
            ("bank_tran_id", {"bank_tran_id": "STANDIN001V123456789"}),
            ("bank_tran_id", {"bank_tran_id": "STANDIN001U12345678-"}),
            ("bank_tran_id", {"bank_tran_id": used}),
            ("fintech_use_num", {"fintech_use_num": "1" * 23}),
            ("fintech_use_num", {"fintech_use_num": "1" * 25}),
            ("inquiry_type", {"inquiry_type": "B"}),
            ("inquiry_base", {"inquiry_base": "A"}),
            ("from_date", {"from_date": "2022-01-01"}),
            ("from_date", {"from_date": "20220102"}),
            ("to_date", {"to_date": "20220230"}),
            ("sort_order", {"sort_order": "desc"}),
            ("sort_order", {"sort_order": None}),
            ("tran_dtime", {"tran_dtime": "20220101"}),
            ("tran_dtime", {"tran_dtime": None}),
            ("from_time", {"from_time": "240000"}),
            ("to_time", {"to_time": "1200"}),
            ("befor_inquiry_trace_info", {"befor_inquiry_trace_info": "1" * 21}),
            ("limit", {"limit": "1"}),
        ]:
            self.refused(f"query {where}", 400, self.send(*self.list(**change)))
        for name in ["fintech_use_num", "inquiry_type", "inquiry_base", "from_date", "to_date"]:
            self.refused(f"query {name}", 400, self.send(*self.list(**{name: None})))
        again = self.list("&sort_order=D")
        self.refused("query sort_order", 400, self.send(*again))
        method, path, _, head = self.list()
        self.refused("body", 400, self.send(method, path, b"{}", head))
        self.refused("method", 400, self.send("POST", path, None, head))

    def test_each_change_of_a_transfer_is_refused(self):
        one = tran_id()
        first = "body req_list[0]"
        for where, request in [
            ("body tran_dtime", self.transfer(tran_dtime=None)),
            ("body req_cnt", self.transfer(req_cnt="2")),
            ("body req_cnt", self.transfer(req_cnt=1)),
            ("body req_list", self.transfer(req_list=[])),
            ("body req_list", self.transfer(*[row() for _ in range(26)])),
            ("body reqList", self.transfer(reqList=[])),
            (first, self.transfer(req_list=["1"])),
            (f"{first} tran_no", self.transfer(row(tran_no=None))),
            (f"{first} tran_no", self.transfer(row(tran_no=1))),
            (f"{first} bank_tran_id", self.transfer(row(bank_tran_id=one[:-1]))),
            ("body req_list[1] bank_tran_id", self.transfer(*[row(bank_tran_id=one)] * 2)),
            (f"{first} fintech_use_num", self.transfer(row(fintech_use_num="1"))),
            (f"{first} tran_amt", self.transfer(row(tran_amt=1000))),
            (f"{first} tran_amt", self.transfer(row(tran_amt="1" * 13))),
            (f"{first} amount", self.transfer(row(amount="1"))),
            ("header Content-Type", self.transfer(head={**self.authorization(), **FORM})),
            ("body req_list", self.transfer(req_cnt="1", req_list={"0": row()})),
            ("body req_cnt", self.transfer(req_cnt=None)),
            ("body tran_dtime", self.transfer(tran_dtime=20220101000000)),
        ]:
            self.refused(where, 400, self.send(*request))
        without_list = json.dumps({"tran_dtime": "20220101000000", "req_cnt": "1"}).encode()
        method, path, _, head = self.transfer()
        self.refused("body req_list", 400, self.send(method, path, without_list, head))
        for name in ["bank_tran_id", "fintech_use_num", "tran_amt"]:
            self.refused(f"{first} {name}", 400, self.send(*self.transfer(row(**{name: None}))))
        accounts = ["cntr_account_type", "cntr_account_num", "name_check_option"]
        for name in [*accounts, "wd_pass_phrase", "wd_print_content"]:
            self.refused(f"body {name}", 400, self.send(*self.transfer(**{name: 1})))
        client = ["req_client_name", "req_client_num", "req_client_fintech_use_num"]
        for name in [*client, "print_content", "transfer_purpose", "bank_tran_id"]:
            self.refused(f"{first} {name}", 400, self.send(*self.transfer(row(**{name: 1}))))
        self.assertEqual(self.counters(), {"tokens": 1})

    def test_numbers_are_unique_within_the_day(self):
        used = tran_id()
        self.accepted(self.send(*self.list(bank_tran_id=used)))
        request = self.transfer(row(bank_tran_id=used))
        self.refused("body req_list[0] bank_tran_id", 400, self.send(*request))
        self.control("POST", "next-day")
        self.accepted(self.send(*request))
        self.refused("body req_list[0] bank_tran_id", 400, self.send(*request))

    def test_tokens(self):
        auth = "header Authorization"
        for head in [
            {},
            {"Authorization": "Bearer another"},
            {"Authorization": "Basic " + self.authorization()["Authorization"][7:]},
            {"Authorization": self.authorization()["Authorization"][7:]},
        ]:
            self.refused(auth, 401, self.send(*self.list(head=head)))
            json_head = {**head, "Content-Type": "application/json"}
            self.refused(auth, 401, self.send(*self.transfer(head=json_head)))
        self.next("token-expired", path=LIST)
        for _ in range(2):
            status, _, content = self.send(*self.list())
            told = (status, json.loads(content)["rsp_code"], self.last()["complaint"])
            self.assertEqual(told, (401, "O0003", None))
        self.bearer = {}
        self.accepted(self.send(*self.list()))
        self.next("token-expired-200", path=LIST)
        self.assertEqual(self.codes(self.send(*self.list())), ("O0003", None))
        self.assertEqual(self.counters(), {"tokens": 2, "ended_tokens_used": 3})
        short = self.serving(self.kind(expires_in="0"))
        token = json.loads(self.ask_token(server=short)[2])
        head = {"Authorization": f"Bearer {token['access_token']}"}
        self.assertEqual(token["expires_in"], 0)
        self.assertEqual(self.send(*self.list(head=head), short)[0], 401)

    def test_both_codes(self):
        for fault, expected in {
            "A0001": ("A0001", None),
            "A0002-201": ("A0002", "201"),
            "A0002-803": ("A0002", "803"),
            "A0002-804": ("A0002", "804"),
            "A0000-803": ("A0000", "803"),
        }.items():
            self.next(fault, path=LIST)
            self.assertEqual(self.codes(self.send(*self.list())), expected)
            self.assertEqual(self.last()["verdict"], "failed")
        for end, expected in {
            "201": "A0002",
            "803": "A0002",
            "804": "A0002",
            "999": "A0001",
        }.items():
            account = "1" * 21 + end
            bank = None if end == "999" else end
            self.assertEqual(
                self.codes(self.send(*self.list(fintech_use_num=account))), (expected, bank)
            )
        for fault, expected in {"token-failure": "O0001", "A0003": "A0003"}.items():
            self.next(fault)
            self.assertEqual(self.codes(self.ask_token()), (expected, None))
        self.next("two-pages")
        self.assertIn("access_token", self.accepted(self.ask_token()))
        self.next("A0002-201", path=LIST)
        self.assertEqual(json.loads(self.send(*self.list())[2])["res_list"], [])

    def test_codes_of_rows(self):
        refused = row(fintech_use_num="1" * 21 + "803")
        made = self.accepted(self.send(*self.transfer(row(), refused)))
        told = (made["rsp_code"], made["bank_rsp_code"])
        self.assertEqual(told, ("A0000", "000"))
        self.assertEqual([it["bank_rsp_code"] for it in made["res_list"]], ["000", "803"])
        self.next("row-201")
        made = self.accepted(self.send(*self.transfer(row(), row())))
        self.assertEqual([it["bank_rsp_code"] for it in made["res_list"]], ["000", "201"])
        self.assertEqual(self.counters()["payments"], 3)
        self.next("rows-only")
        self.assertNotIn("bank_rsp_code", self.accepted(self.send(*self.transfer())))
        self.next("A0002-201")
        self.assertEqual(self.codes(self.send(*self.transfer())), ("A0002", "201"))
        self.assertEqual(self.counters()["payments"], 4)

    def test_a_lost_answer_and_a_repeat_are_two_payments(self):
        request = self.transfer()
        self.next("lost-answer", path=TRANSFER)
        self.lost(*request)
        self.refused("body req_list[0] bank_tran_id", 400, self.send(*request))
        self.assertEqual(self.counters()["payments"], 1)
        self.accepted(self.send(*self.transfer()))
        self.assertEqual(self.counters()["payments"], 2)

    def test_pages_nulls_and_faults(self):
        self.next("two-pages", times=2, path=LIST)
        told = self.accepted(self.send(*self.list()))
        self.assertEqual(told["next_page_yn"], "Y")
        trace = told["befor_inquiry_trace_info"]
        told = self.accepted(self.send(*self.list(befor_inquiry_trace_info=trace)))
        self.assertEqual(told["next_page_yn"], "N")
        self.next("null-fields", path=LIST)
        told = self.accepted(self.send(*self.list()))
        self.assertEqual(
            (told["bank_rsp_message"], told["res_list"][0]["branch_name"]), (None, None)
        )
        self.next("empty-list", path=LIST)
        self.assertEqual(self.accepted(self.send(*self.list()))["page_record_cnt"], "0")
        self.common_faults(self.transfer, "payments")


if __name__ == "__main__":
    unittest.main()
