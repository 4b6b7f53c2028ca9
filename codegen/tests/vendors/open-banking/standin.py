"""A stand-in for Open Banking (오픈뱅킹) of KFTC. `standin_server` says how it is asked for faults.

Documented, and held strictly:

- `POST /oauth/2.0/token`, form-urlencoded {client_id, client_secret, scope=oob,
  grant_type=client_credentials}, answers {access_token, token_type, expires_in, scope,
  client_use_code} without `rsp_code`; its failures have one. All else has `Authorization: Bearer`.
- `GET /v2.0/account/transaction_list/fin_num` has eleven query parameters, among them
  bank_tran_id (20), fintech_use_num (24), inquiry_type A, I or O, inquiry_base D or T,
  from_date and to_date yyyyMMdd, sort_order D or A, tran_dtime yyyyMMddHHmmss.
- `POST /v2.0/transfer/deposit/fin_num` is JSON with `req_list`; each row of `res_list` has a
  `bank_rsp_code` of its own.
- Success is `rsp_code` A0000 and `bank_rsp_code` 000; A0002 means that the bank refused, 803 and
  804 that the result has to be inquired. HTTP is 200 throughout.
- `bank_tran_id` is the institution code (10), `U`, and 9 characters unique within the day.

Documented are also api_tran_id, api_tran_dtm, rsp_code, rsp_message, bank_rsp_code,
bank_rsp_message, page_record_cnt, next_page_yn and res_list of the list's answer.

Remembered or seen in public code, so `inferred` in a spec: the other three parameters, optional:
from_time and to_time HHmmss, befor_inquiry_trace_info (20 at most); all names of the transfer's
fields beside `req_list`; all other names in answers; that every value is a text, counts and amounts
too, except `expires_in`; at most 25 rows.

Assumed here, because no page was read for it: a token that has ended is 401 with a `rsp_code`
(`token-expired`; with 200, as the pages say of all calls, it is `token-expired-200`), the codes
O0001, O0002 and O0003; that the token call has no `Authorization`; that a transfer's answer has a
`bank_rsp_code` outside its rows too (`rows-only` leaves it out); a `bank_tran_id` that comes again
is refused with 400; the nine characters are capital letters and digits; of the transfer only
tran_dtime, req_cnt and req_list, and in a row tran_no, bank_tran_id, fintech_use_num and tran_amt,
have to be there; after 803 and 804 the money has moved; 429 has `Retry-After`.

A fault is asked for by the last three characters of `fintech_use_num`: 201, 803 and 804 are the
bank's answer with A0002, in a transfer for that row alone, and 999 gives A0001. By
`/__standin/next` any pair can be asked for, such as `A0000-803`. `token-expired` ends the token of
that call; `expires_in` is an option too. `POST /__standin/next-day` begins another day for the
uniqueness of `bank_tran_id`.
"""

import pathlib
import re
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from standin_checks import Complaint, Rule, check, matching, once, one_of, optional
from standin_checks import some_text, stamp
from standin_server import Answer, Standin, main

MESSAGES = {
    "A0000": "정상",
    "A0001": "처리 오류",
    "A0002": "참가은행 오류",
    "O0001": "잘못된 인증 요청",
    "O0002": "잘못된 토큰",
    "O0003": "만료된 토큰",
    "000": "정상",
    "201": "지어낸 은행 거절",
    "803": "처리결과 조회 필요",
    "804": "처리결과 조회 필요",
}
DATE = stamp("%Y%m%d", r"\d{8}", "a date yyyyMMdd")
MOMENT = stamp("%Y%m%d%H%M%S", r"\d{14}", "a time yyyyMMddHHmmss")
CLOCK = stamp("%H%M%S", r"\d{6}", "a time HHmmss")
FINTECH = matching(r"[0-9A-Za-z]{24}", "24 letters and digits")
NUMBER = matching(r"\d{1,12}", "a text of 1 to 12 digits")
TRANSACTIONS = {
    "bank_tran_id": some_text(),
    "fintech_use_num": FINTECH,
    "inquiry_type": one_of("A", "I", "O"),
    "inquiry_base": one_of("D", "T"),
    "from_date": DATE,
    "from_time": optional(CLOCK),
    "to_date": DATE,
    "to_time": optional(CLOCK),
    "sort_order": one_of("D", "A"),
    "tran_dtime": MOMENT,
    "befor_inquiry_trace_info": optional(some_text(20)),
}
TRANSFER = {
    "cntr_account_type": optional(some_text()),
    "cntr_account_num": optional(some_text()),
    "wd_pass_phrase": optional(some_text()),
    "wd_print_content": optional(some_text()),
    "name_check_option": optional(some_text()),
    "tran_dtime": MOMENT,
    "req_cnt": NUMBER,
    "req_list": Rule("a list of 1 to 25", lambda it: isinstance(it, list) and 0 < len(it) < 26),
}
ROW = {
    "tran_no": NUMBER,
    "bank_tran_id": some_text(),
    "fintech_use_num": FINTECH,
    "print_content": optional(some_text()),
    "tran_amt": NUMBER,
    "req_client_name": optional(some_text()),
    "req_client_num": optional(some_text()),
    "req_client_fintech_use_num": optional(FINTECH),
    "transfer_purpose": optional(some_text()),
}
SECOND_PAGE = "STANDINPAGE000000002"


def bank_code(fintech_use_num):
    """What the bank answers for this account."""
    return fintech_use_num[-3:] if fintech_use_num[-3:] in ("201", "803", "804") else "000"


class OpenBanking(Standin):
    vendor = "KFTC Open Banking"
    options = {
        "client_id": "invented-client-id",
        "client_secret": "invented-client-secret",
        "institution": "STANDIN001",
        "expires_in": "7776000",
    }
    operations = [
        ("POST", "/oauth/2.0/token", "token"),
        ("GET", "/v2.0/account/transaction_list/fin_num", "transactions"),
        ("POST", "/v2.0/transfer/deposit/fin_num", "transfer"),
    ]
    failures = {
        "token-failure": "the token call is answered with rsp_code O0001",
        "token-expired": "the token of this call has ended: 401 with rsp_code O0003",
        "token-expired-200": "the token of this call has ended: 200 with rsp_code O0003",
        "A0001": "a failure of the centre, without bank_rsp_code; any code goes, such as A0003",
        "A0002-201": "the bank refused; any pair goes, such as A0000-803",
        "A0002-803": "the result has to be inquired",
        "A0002-804": "the result has to be inquired",
        "row-201": "the last row of a transfer is refused; any code goes, such as row-803",
        "rows-only": "a transfer is answered with bank_rsp_code in the rows alone",
        "two-pages": "there is a second page",
        "empty-list": "no rows",
    }
    nullable = frozenset(
        ["bank_rsp_message", "befor_inquiry_trace_info", "branch_name", "print_content"]
    )

    def reset(self):
        super().reset()
        self.tokens, self.used, self.day = {}, set(), 0

    def fault(self, name):
        if re.fullmatch(r"[A-Z]\d{4}(-\d{3})?|row-\d{3}", name):
            return name
        return super().fault(name)

    def refusal(self, complaint):
        code = "O0002" if complaint.status == 401 else "A0001"
        return self.failed(code, str(complaint), complaint.status, "refused")

    def rate_limited(self):
        page = "<html><body>요청이 너무 많습니다</body></html>"
        return Answer(429, page, {"Retry-After": "1"}, "failed")

    def head(self, code, message=None):
        return {
            "api_tran_id": "00000000-0000-4000-8000-000000000000",
            "api_tran_dtm": "20220101000000000",
            "rsp_code": code,
            "rsp_message": message or MESSAGES.get(code, "지어낸 응답"),
        }

    def failed(self, code, message=None, status=200, verdict="failed"):
        return Answer(status, self.head(code, message), verdict=verdict, code=code)

    def token(self, call):
        call.no_query()
        asked = call.form()
        expected = {
            "client_id": self.settings["client_id"],
            "client_secret": self.settings["client_secret"],
            "scope": "oob",
            "grant_type": "client_credentials",
        }
        check("form", asked, {name: some_text() for name in expected})
        for name, value in expected.items():
            if asked[name] != value:
                raise Complaint(f"form {name}", value, asked[name], 401)
        if call.header("Authorization") is not None:
            raise Complaint("header Authorization", "none on the token call", "one")

        def act(fault):
            if fault == "token-failure" or fault and re.match("[A-Z]", fault):
                return self.failed("O0001" if fault == "token-failure" else fault[:5])
            self.count("tokens")
            token = f"invented-token-{self.counters['tokens']}"
            seconds = int(self.settings["expires_in"])
            self.tokens[token] = time.monotonic() + seconds
            made = {"access_token": token, "token_type": "Bearer", "expires_in": seconds}
            return Answer(
                200, {**made, "scope": "oob", "client_use_code": self.settings["institution"]}
            )

        return act, None

    def with_token(self, call, act):
        """Does the call if its token has not ended, which is no deviation."""
        given = call.header("Authorization", "Bearer and a token", status=401)
        token = given[len("Bearer ") :] if given.startswith("Bearer ") else ""
        if token not in self.tokens:
            raise Complaint("header Authorization", "Bearer and a token given here", given, 401)

        def acting(fault):
            if fault in ("token-expired", "token-expired-200"):
                self.tokens[token] = 0
            if self.tokens[token] <= time.monotonic():
                self.count("ended_tokens_used")
                return self.failed("O0003", status=200 if fault == "token-expired-200" else 401)
            return act(fault)

        return acting

    def unused(self, where, given, others=()):
        """The number is well formed and has not been used on this day."""
        institution = self.settings["institution"]
        expected = f"{institution}U and 9 capital letters or digits"
        if not re.fullmatch(re.escape(institution) + "U[0-9A-Z]{9}", given):
            raise Complaint(where, expected, given)
        if given in others or (self.day, given) in self.used:
            raise Complaint(where, "a number not used before on this day", given)

    def transactions(self, call):
        call.no_body()
        asked = once(call.query(), "query")
        check("query", asked, TRANSACTIONS)
        self.unused("query bank_tran_id", asked["bank_tran_id"])
        if asked["from_date"] > asked["to_date"]:
            raise Complaint("query from_date", "not after to_date", asked["from_date"])

        def act(fault):
            self.used.add((self.day, asked["bank_tran_id"]))
            code, bank, early = self.codes(fault, bank_code(asked["fintech_use_num"]))
            if early:
                return early
            more = fault == "two-pages" and asked.get("befor_inquiry_trace_info") != SECOND_PAGE
            rows = [] if fault == "empty-list" or bank != "000" else [self.entry(1), self.entry(2)]
            rest = {
                "fintech_use_num": asked["fintech_use_num"],
                "balance_amt": "1000000",
                "page_record_cnt": str(len(rows)),
                "next_page_yn": "Y" if more else "N",
                "befor_inquiry_trace_info": SECOND_PAGE if more else "",
                "res_list": rows,
            }
            return self.answered(code, bank, asked["bank_tran_id"], rest)

        return self.with_token(call, act), self.centre(asked["fintech_use_num"])

    def centre(self, fintech_use_num):
        return "A0001" if fintech_use_num.endswith("999") else None

    def codes(self, fault, bank):
        """Both codes, or the answer of a failure that has only the first."""
        asked = re.fullmatch(r"([A-Z]\d{4})(?:-(\d{3}))?", fault or "")
        if asked and not asked[2]:
            return None, None, self.failed(asked[1])
        if asked:
            return asked[1], asked[2], None
        return ("A0000" if bank == "000" else "A0002"), bank, None

    def answered(self, code, bank, bank_tran_id, rest):
        content = {**self.head(code), **self.bank(bank, bank_tran_id), **rest}
        verdict = "accepted" if (code, bank) == ("A0000", "000") else "failed"
        return Answer(200, content, verdict=verdict, code=f"{code}-{bank}")

    def bank(self, code, bank_tran_id):
        return {
            "bank_tran_id": bank_tran_id,
            "bank_tran_date": "20220101",
            "bank_code_tran": "097",
            "bank_rsp_code": code,
            "bank_rsp_message": MESSAGES.get(code, "지어낸 응답"),
        }

    def entry(self, number):
        return {
            "tran_date": "20220101",
            "tran_time": f"00000{number}",
            "inout_type": "입금",
            "tran_type": "현금",
            "print_content": "지어낸 적요",
            "tran_amt": f"{number}000",
            "after_balance_amt": "1000000",
            "branch_name": "지어낸 지점",
        }

    def transfer(self, call):
        call.no_query()
        asked = call.json()
        check("body", asked, TRANSFER)
        rows = asked["req_list"]
        if asked["req_cnt"] != str(len(rows)):
            raise Complaint("body req_cnt", str(len(rows)), asked["req_cnt"])
        seen = []
        for number, row in enumerate(rows):
            where = f"body req_list[{number}]"
            check(where, row, ROW)
            self.unused(f"{where} bank_tran_id", row["bank_tran_id"], seen)
            seen.append(row["bank_tran_id"])

        def act(fault):
            self.used.update((self.day, it) for it in seen)
            code, bank, early = self.codes(fault, "000")
            if early:
                return early
            each = [bank if bank != "000" else bank_code(row["fintech_use_num"]) for row in rows]
            if fault and fault.startswith("row-"):
                each[-1] = fault[len("row-") :]
            for one in each:
                # Of 803 and 804 the caller does not know; here the money has moved.
                self.count("payments", one in ("000", "803", "804"))
            answers = [
                {
                    "tran_no": row["tran_no"],
                    **self.bank(one, row["bank_tran_id"]),
                    "fintech_use_num": row["fintech_use_num"],
                    "print_content": row.get("print_content"),
                    "tran_amt": row["tran_amt"],
                }
                for one, row in zip(each, rows)
            ]
            rest = {"res_cnt": str(len(answers)), "res_list": answers}
            if fault == "rows-only":
                return Answer(200, {**self.head(code), **rest}, code=code)
            return self.answered(code, bank, seen[0], rest)

        return self.with_token(call, act), self.centre(rows[0]["fintech_use_num"])

    def control(self, path, asked):
        if path != "next-day":
            return None
        with self.lock:
            self.day += 1
        return {"day": self.day}


if __name__ == "__main__":
    main(OpenBanking)
