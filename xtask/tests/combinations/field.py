"""Draws parameters, fields of bodies and of what is received."""

import json

TEXTS = ["a", "two words", "김 하나", "a&b=c+d", "100%", "/path?x", "\"quoted\"", "~tilde*"]
# The words of a boolean, by the way it is written.
WORDS = {"true/false": ("true", "false"), "Y/N": ("Y", "N"), "1/0": ("1", "0")}
TEXT = {"type": "string", "max_length": 60, "example": "견본"}
# Times with their offset, and those of UTC.
STAMP, ZULU = "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"
FLAT = ["text", "text", "number", "code", "constant", "decimal", "flag", "minted", "texts"]
# What has names of its own: in a query or a form each value in it has a pair. In JSON it is not
# drawn where all parameters are signed.
NESTED = ["map", "object", "objects", "one", "several"]
# What is in JSON alone.
DEEP = [*NESTED, "rows"]
# The content of a file: nothing in it is to be taken for the end of a part.
CONTENT = ["%PDF-1.7\r\n--form-\r\n".encode(), b"\r\n\r\n--", bytes(range(256)), "가,나\r\n".encode(), b""]


class Number(str):
    """A number, with the digits that were sent."""


class Field:
    """A parameter: what the spec says of it, a value, and how callers and the wire have it."""

    def __init__(self, vendor, name, place, kind, body=None):
        self.name, self.place, self.kind, self.body = name, place, kind, body
        self.type_name = None
        # All operations send the same value that is configured, under one name.
        if kind == "configured":
            self.name = "site"
        given = place != "path" and kind not in ("constant", "minted", "configured")
        self.optional = given and (kind == "map" or vendor.sometimes(0.4))
        in_json = place == "body" and body == "json"
        self.nullable = given and in_json and not vendor.signs_parameters and vendor.sometimes(0.3)
        self.is_null = self.nullable and vendor.sometimes(0.4)
        styles = {"texts": ["repeated", "brackets", "comma", "json"]}.get(kind, [])
        if kind in NESTED:
            styles = ["brackets", "dots", "json"]
        self.style = vendor.one(*styles) if styles and not in_json else None
        self.wire = vendor.one("true/false", "Y/N", "1/0") if kind == "flag" else None
        self.form = vendor.one("uuid", *vendor.times, "yyyyMMdd", "digits13", "'T'counter9")
        self.shapes = Shapes(vendor, name) if kind in ("one", "several") else None
        self.of_rows = vendor.one("array-of-strings", "array-of-numbers") if kind == "rows" else None
        self.file = File(vendor) if kind == "file" else None
        texts = vendor.random.sample(TEXTS, 2)
        if self.style == "comma":
            texts = ["one", "두 번째"]
        self.value = {
            "text": lambda: texts[0], "number": lambda: Number(vendor.random.randint(-5, 10**15)),
            "real": lambda: Number("12.5"), "code": lambda: "B2", "constant": lambda: vendor.one("Fixed", "고정", ""),
            "decimal": lambda: "100.0", "flag": lambda: vendor.one(True, False), "texts": lambda: texts,
            "numbers": lambda: [Number("1"), Number("22")], "map": lambda: {"memo": texts[0]},
            "object": lambda: {"inner": texts[0], "count": Number("7")},
            "objects": lambda: [{"inner": it, "count": Number("7")} for it in texts],
            "one": lambda: self.shapes.value(texts[0]),
            "several": lambda: [self.shapes.value(it) for it in texts],
            "rows": lambda: [texts, [], texts[:1]] if self.of_rows == "array-of-strings"
            else [[Number("1"), Number("-20")], [Number("3")]],
            "configured": lambda: vendor.site, "minted": lambda: None, "file": lambda: None,
        }[kind]()

    def spec(self):
        kinds = {
            "text": lambda: TEXT,
            "number": lambda: {"type": "number", "example": "1"},
            "real": lambda: {"type": "number", "decimals": 2, "example": "1.25"},
            "code": lambda: {"type": "string", "example": "A1", "values": [
                {"code": "A1", "name": "First"}, {"code": "B2", "name": "Second"}]},
            "constant": lambda: {"type": "string", "values": [{"code": self.value, "name": "Fixed"}]},
            "decimal": lambda: {"type": "string", "form": "decimal", "example": "1.0"},
            "flag": lambda: {"type": "boolean", "wire": self.wire, "example": "true"},
            "minted": lambda: {"type": "string", "form": self.form, "from": "call"},
            "configured": lambda: {"type": "string", "max_length": 40, "from": "configuration"},
            "texts": lambda: {**TEXT, "type": "array-of-strings"},
            "numbers": lambda: {"type": "array-of-numbers", "example": "3"},
            "map": lambda: {"type": "map-of-strings"},
            "object": lambda: {"type": "object", "fields": inner()},
            "objects": lambda: {"type": "array-of-objects", "fields": inner()},
            "one": lambda: self.shapes.spec("one-of"),
            "several": lambda: self.shapes.spec("array-of-one-of"),
            "rows": lambda: {**(TEXT if self.of_rows == "array-of-strings" else {"example": "3"}),
                             "type": self.of_rows, "max_items": 5, "rows": {"max_items": 4}},
            "file": lambda: self.file.spec(),
        }
        facts = {"name": self.name, "need": "optional" if self.optional else "required",
                 "about": "A field.", **kinds[self.kind]()}
        if self.kind == "flag" and self.wire == "true/false":
            del facts["wire"]
        if self.kind not in ("map", "object", "objects", "one", "several", "file"):
            facts["redact"] = "shown"
        if self.place != "body":
            facts["in"] = self.place
        if self.style and self.style != "repeated":
            facts["list_style"] = self.style
        if self.nullable:
            facts["nullable"] = True
        if self.type_name:
            facts["type_name"] = self.type_name
        return facts

    def arguments(self, folder):
        """The options of the command line; files are below the folder."""
        if self.kind in ("constant", "minted", "configured"):
            return []
        if self.is_null:
            return [f"--{self.name}.null"]
        if self.kind == "file":
            return [f"--{self.name}={self.file.written(folder)}"]
        if self.kind == "object":
            return [f"--{self.name}.{name}={value}" for name, value in self.value.items()]
        if self.kind in ("map", "one", "several", "rows", "objects"):
            return [f"--{self.name}={written(self.value)}"]
        values = self.value if isinstance(self.value, list) else [self.value]
        return [f"--{self.name}={str(it).lower() if isinstance(it, bool) else it}" for it in values]

    def sent(self):
        """The values that are sent under its name, as the parser of the body reads them."""
        as_json = self.place == "body" and self.body == "json"
        if as_json and self.is_null:
            return [None]
        if self.kind == "file":
            return [self.file.sent]
        if self.kind == "flag":
            is_plain = as_json and self.wire == "true/false"
            return [self.value if is_plain else WORDS[self.wire][not self.value]]
        if as_json:
            return [paired(self.value)]
        if self.kind in NESTED:
            return [written(self.value)]
        if self.kind == "texts":
            return {"comma": [",".join(self.value)], "json": [written(self.value)]}.get(
                self.style, self.value)
        return [str(self.value)]

    def pairs(self):
        """The names and values that are sent in a query or a form."""
        if self.kind in NESTED and self.style != "json":
            return apart(self.name, self.value, self.style)
        name = self.name + ("[]" if self.style == "brackets" else "")
        return [(name, it) for it in self.sent()]


class Shapes:
    """An object of one of two shapes, which a field tells or the names that it has."""

    def __init__(self, vendor, name):
        self.name = name
        self.told_by = vendor.one(None, "text", "integer", "boolean")
        self.tags = {None: None, "text": ["카드", "BANK"], "integer": ["1", "2"],
                     "boolean": ["true", "false"]}[self.told_by]
        self.chosen = vendor.one(0, 1)

    def value(self, text):
        own = [{"number": text}, {"bank": text, "months": Number("3")}][self.chosen]
        if not self.told_by:
            return own
        tag = self.tags[self.chosen]
        tag = {"text": tag, "integer": Number(tag), "boolean": tag == "true"}[self.told_by]
        return {"kind": tag, **own}

    def spec(self, kind):
        def field(name, **facts):
            return {"name": name, "need": "required", "redact": "shown", "about": "In it.", **facts}

        shapes = [[field("number", **TEXT, type_name=f"Number{self.name.capitalize()}")],
                  [field("bank", **TEXT, type_name=f"Bank{self.name.capitalize()}"),
                   field("months", type="number", example="1", type_name=f"Months{self.name.capitalize()}")]]
        facts = {"type": kind, "fields": [
            {"name": name, "type": "object", "need": "required", "about": "A way.",
             "type_name": f"{name.capitalize()}{self.name.capitalize()}", "fields": fields}
            for name, fields in zip(["card", "transfer"], shapes)]}
        if self.told_by:
            facts["discriminator"] = "kind"
            if self.told_by != "text":
                facts["discriminator_type"] = self.told_by
            for shape, tag in zip(facts["fields"], self.tags):
                shape["tag"] = tag
        return facts


class File:
    """A file that is sent."""

    def __init__(self, vendor):
        self.name = vendor.one("paper.png", "견본 1.pdf", "a b;c.txt")
        told = {"png": "image/png", "pdf": "application/pdf", "txt": "text/plain"}[self.name[-3:]]
        self.media_types = vendor.one(None, [told], [told.split("/")[0] + "/*"], ["font/otf", told])
        self.is_stated = self.media_types is None and vendor.sometimes()
        self.media_type = "application/x-invented" if self.is_stated else told
        self.content = b"".join(vendor.random.sample(CONTENT, 2))
        self.limit = vendor.one(None, len(self.content) + 1)

    @property
    def sent(self):
        return (self.name, self.media_type, self.content)

    def spec(self):
        facts = {"type": "file", "media_types": self.media_types, "max_bytes": self.limit}
        return {key: value for key, value in facts.items() if value is not None}

    def written(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / self.name).write_bytes(self.content)
        stated = f";type={self.media_type}" if self.is_stated else ""
        return f"{folder / self.name}{stated}"


def inner():
    return [{"name": "inner", **TEXT, "need": "required", "redact": "shown", "about": "Inside."},
            {"name": "count", "type": "number", "need": "required", "redact": "shown",
             "example": "1", "about": "Inside."}]


def written(value):
    """As JSON, in which numbers have the digits that they were given."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        pairs = [f"{json.dumps(name)}:{written(it)}" for name, it in value.items()]
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(written, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def apart(name, value, style):
    """A pair for each value in an object or a list."""
    if isinstance(value, list):
        within = [(f"{name}[{index}]", it) for index, it in enumerate(value)]
    elif isinstance(value, dict):
        within = [(f"{name}.{key}" if style == "dots" else f"{name}[{key}]", it)
                  for key, it in value.items()]
    else:
        return [(name, str(value).lower() if isinstance(value, bool) else str(value))]
    return [pair for inner, it in within for pair in apart(inner, it, style)]


def paired(value):
    """With objects as lists of pairs, as the checker parses JSON."""
    if isinstance(value, dict):
        return [(name, paired(it)) for name, it in value.items()]
    return [paired(it) for it in value] if isinstance(value, list) else value
