"""Holds the schemas of the OpenAPI document against the client's own check.

Reads lines of {field, schema, value, refused} from standard input: `refused` is the key of the
rule by which the client refuses the value, or null. What the client takes has to fit the schema.
What fits and is refused has to break a rule of `BEYOND`, and the schema has to name that rule by an
`x-` key.
"""

import collections
import decimal
import json
import sys

import jsonschema

# The rules that JSON Schema has no keyword for, and the key by which a schema names each.
BEYOND = {
    "calendar": "x-calendar",
    "length": "x-length",
    "min_length": "x-length",
    "max_length": "x-length",
    "length_unit": "x-length",
    "decimals": "x-decimals",
    "multiple_of": "x-multiple-of",
    "max_digits": "x-max-digits",
}


def read(line):
    return json.loads(line, parse_float=decimal.Decimal)


def main():
    wrong, beyond, counts = [], collections.Counter(), collections.Counter()
    for line in sys.stdin:
        case = read(line)
        schema, refused = case["schema"], case["refused"]
        jsonschema.Draft202012Validator.check_schema(json.loads(line)["schema"])
        fits = jsonschema.Draft202012Validator(schema).is_valid(case["value"])
        counts[fits, refused is None] += 1
        if refused is None and not fits:
            wrong.append(f"taken, and does not fit: {line.strip()}")
        if refused is not None and fits:
            named = BEYOND.get(refused)
            if named not in schema:
                wrong.append(f"refused by {refused}, and fits: {line.strip()}")
            beyond[refused] += 1
    for told in wrong[:20]:
        print(told)
    both, neither = counts[True, True], counts[False, False]
    print(f"{both} values fit and are taken, {neither} neither; beyond a schema: {dict(beyond)}")
    if not both or not neither:
        print("the values show nothing")
        return 2
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
