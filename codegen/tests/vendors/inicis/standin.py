"""A stand-in for the refund of KG Inicis, INIAPI v1. `standin_server` says how to ask for faults.

Documented, and held strictly:

- `POST /api/v1/refund`, form-urlencoded {type=Refund, paymethod=Card, timestamp yyyyMMddHHmmss,
  clientIp, mid (10), tid (40), msg, hashData}, each once and no other.
- `hashData` is the hex SHA-512 of key, type, paymethod, timestamp, clientIp, mid and tid, with
  nothing between them; it is made again here, and another is 401.
- The answer is JSON {resultCode, resultMsg, cancelDate, cancelTime, …}; "00" is success. The
  manual says that fields may be added, and that in a failure some may be null.

Remembered, so `inferred` in a spec: lengths count bytes of EUC-KR; that `msg` has 100 at most;
that a failure's code is "01"; cshrCancelNum; HTTP 200 for failures too; the form is percent-encoded
UTF-8, as in the manual's sample (the option `charset` makes it EUC-KR).

Assumed here, because no page was read for it: hex is in small letters; (10) and (40) are the most,
and `mid` is the one that was given; `clientIp` is IPv4; the order in the form is free; a second
refund of one `tid` fails with "01"; a deviation has "99"; 429 has `Retry-After`. Text that EUC-KR
cannot write is refused. EUC-KR is read as WHATWG defines it, with the additions of code page 949.

A fault is asked for by `msg`: `02`, `lost-answer` and so on. `euc-kr` answers in that charset and
says so in Content-Type, `euc-kr-unsaid` does not say so. Any code of two characters goes.
"""

import hashlib
import hmac
import ipaddress
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from standin_checks import CODECS, Complaint, Rule, check, matching, one_of, stamp
from standin_server import Answer, Standin, main

MESSAGES = {"00": "정상처리되었습니다.", "01": "이미 취소된 거래입니다."}
SIGNED = ["type", "paymethod", "timestamp", "clientIp", "mid", "tid"]


def within(most):
    """A text of so many bytes in EUC-KR at most, not empty."""

    def holds(it):
        try:
            return isinstance(it, str) and 0 < len(it.encode(CODECS["euc-kr"])) <= most
        except UnicodeEncodeError:
            return False

    return Rule(f"a text of EUC-KR with 1 to {most} bytes", holds)


def is_ip(given):
    try:
        return isinstance(ipaddress.ip_address(given), ipaddress.IPv4Address)
    except ValueError:
        return False


REFUND = {
    "type": one_of("Refund"),
    "paymethod": one_of("Card"),
    "timestamp": stamp("%Y%m%d%H%M%S", r"\d{14}", "a time yyyyMMddHHmmss"),
    "clientIp": Rule("an IPv4 address", is_ip),
    "mid": within(10),
    "tid": within(40),
    "msg": within(100),
    "hashData": matching("[0-9a-f]{128}", "128 hex digits in small letters"),
}


class Inicis(Standin):
    vendor = "KG Inicis"
    options = {"key": "invented-iniapi-key", "mid": "STANDIN001", "charset": "utf-8"}
    operations = [("POST", "/api/v1/refund", "refund")]
    failures = {
        "01": "resultCode 01; any code of two characters goes, such as 1F",
        "euc-kr": "the answer in EUC-KR, said in Content-Type",
        "euc-kr-unsaid": "the answer in EUC-KR, not said in Content-Type",
    }
    nullable = frozenset(["resultMsg", "cancelDate", "cancelTime", "cshrCancelNum"])

    def reset(self):
        super().reset()
        self.refunded = set()

    def fault(self, name):
        return name if re.fullmatch("[0-9A-Z]{2}", name) else super().fault(name)

    def answered(self, code, message=None, status=200, verdict="accepted"):
        done = code == "00"
        content = {
            "resultCode": code,
            "resultMsg": message or MESSAGES.get(code, "지어낸 실패입니다."),
            "cancelDate": "20220101" if done else None,
            "cancelTime": "000000" if done else None,
            "cshrCancelNum": None,
        }
        return Answer(status, content, verdict=verdict if done else "failed", code=code)

    def refusal(self, complaint):
        answer = self.answered("99", str(complaint), complaint.status)
        answer.verdict = "refused"
        return answer

    def rate_limited(self):
        page = "<html><body>요청이 너무 많습니다</body></html>"
        return Answer(429, page, {"Retry-After": "1"}, "failed")

    def refund(self, call):
        call.no_query()
        charset = self.settings["charset"].lower()
        asked = call.form(charset)
        check("form", asked, REFUND)
        if asked["mid"] != self.settings["mid"]:
            raise Complaint("form mid", self.settings["mid"], asked["mid"], 401)
        signed = self.settings["key"] + "".join(asked[name] for name in SIGNED)
        expected = hashlib.sha512(signed.encode()).hexdigest()
        if not hmac.compare_digest(expected, asked["hashData"]):
            told = f"the hex SHA-512 of key, {', '.join(SIGNED)}: {expected}"
            raise Complaint("form hashData", told, asked["hashData"], 401)

        def act(fault):
            if fault and re.fullmatch("[0-9A-Z]{2}", fault) and fault != "00":
                return self.answered(fault)
            if asked["tid"] in self.refunded:
                return self.answered("01")
            self.refunded.add(asked["tid"])
            self.count("refunds")
            answer = self.answered("00")
            if fault in ("euc-kr", "euc-kr-unsaid"):
                answer.charset = "euc-kr"
            if fault == "euc-kr-unsaid":
                answer.headers["Content-Type"] = "application/json"
            return answer

        return act, asked["msg"]


if __name__ == "__main__":
    main(Inicis)
