"""Checks of what a request carries, shared by the stand-ins of vendors."""

import re
import time
import urllib.parse


# EUC-KR as WHATWG defines it, which is what reads it elsewhere.
CODECS = {"euc-kr": "cp949"}


class Complaint(Exception):
    """A request deviates from the vendor's pages."""

    def __init__(self, where, expected, received, status=400):
        super().__init__(f"{where}: expected {expected}, received {received!r}")
        self.where, self.expected, self.received = where, expected, received
        self.status = status

    def told(self):
        return {"where": self.where, "expected": self.expected, "received": self.received}


def shown(body):
    return body.decode("utf-8", "backslashreplace")


def once(found, where):
    names = [name for name, _ in found]
    for name in names:
        if names.count(name) > 1:
            raise Complaint(f"{where} {name}", "the name once", names)
    return dict(found)


def pairs(where, text, allowed, charset="utf-8"):
    """Names and values in their order; what has to be percent-encoded must be so."""
    found = []
    for part in text.split("&") if text else []:
        if not re.fullmatch(f"(?:{allowed})+=(?:{allowed})*", part, re.ASCII):
            raise Complaint(where, "name=value, percent-encoded", part)
        decoded = []
        for side in part.split("=", 1):
            try:
                raw = urllib.parse.unquote_to_bytes(side.replace("+", " "))
                decoded.append(raw.decode(CODECS.get(charset, charset)))
            except UnicodeDecodeError as error:
                raise Complaint(where, f"text in {charset}", part) from error
        found.append(tuple(decoded))
    return found


class Rule:
    """What a field has to be, and whether it has to be there."""

    def __init__(self, expected, holds, required=True):
        self.expected, self.holds, self.required = expected, holds, required


def optional(rule):
    return Rule(rule.expected, rule.holds, required=False)


def one_of(*values):
    return Rule(f"one of {', '.join(values)}", lambda it: isinstance(it, str) and it in values)


def matching(pattern, expected):
    return Rule(
        expected, lambda it: isinstance(it, str) and re.fullmatch(pattern, it, re.ASCII | re.DOTALL)
    )


def some_text(most=None):
    """A text that is not empty, of `most` characters at most."""
    limit = f" of at most {most} characters" if most else ""
    return Rule(
        f"a text{limit}, not empty",
        lambda it: isinstance(it, str) and 0 < len(it) <= (most or len(it)),
    )


def positive_integer():
    return Rule("an integer from 1", lambda it: type(it) is int and it > 0)


def stamp(layout, pattern, expected):
    """A time in the layout of strptime, which alone would also take fewer digits."""

    def holds(it):
        if not isinstance(it, str) or not re.fullmatch(pattern, it, re.ASCII):
            return False
        try:
            time.strptime(it, layout)
        except ValueError:
            return False
        return True

    return Rule(expected, holds)


def check(where, given, rules):
    """Every field as its rule says, none missing, and none that no page names."""
    if not isinstance(given, dict):
        raise Complaint(where, "an object", given)
    for name in given:
        if name not in rules:
            raise Complaint(f"{where} {name}", f"only {', '.join(rules)}", given[name])
    for name, rule in rules.items():
        if name not in given:
            if rule.required:
                raise Complaint(f"{where} {name}", rule.expected, "nothing")
        elif not rule.holds(given[name]):
            raise Complaint(f"{where} {name}", rule.expected, given[name])
