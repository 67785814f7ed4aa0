# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Compares what wsk-kernel writes with what is said about it: no key may be
there that the schema does not describe, and none may be described that no
report has.

usage: json_schema.py SCHEMA.json REPORT.json...
"""

import json
import sys

TYPES = {"object": dict, "array": list, "string": str, "integer": int}


class Checker:
    def __init__(self, schema):
        self.root, self.seen, self.wrong = schema, set(), []

    def resolve(self, schema):
        while "$ref" in schema:
            schema = self.root["$defs"][schema["$ref"].rsplit("/", 1)[1]]
        return schema

    def check(self, value, schema, where):
        schema = self.resolve(schema)
        kind = TYPES.get(schema.get("type"))
        if kind and (not isinstance(value, kind) or isinstance(value, bool)):
            self.wrong.append(f"{where}: is no {schema['type']}")
            return
        if "enum" in schema and value not in schema["enum"]:
            self.wrong.append(f"{where}: {value!r} is not one of {schema['enum']}")
        if "minimum" in schema and value < schema["minimum"]:
            self.wrong.append(f"{where}: {value} is below {schema['minimum']}")
        if kind is list:
            for index, item in enumerate(value):
                self.check(item, schema["items"], f"{where}[{index}]")
        elif kind is dict:
            self.check_keys(value, schema, where)

    def check_keys(self, value, schema, where):
        known = schema.get("properties", {})
        for key in schema.get("required", []):
            if key not in value:
                self.wrong.append(f"{where}: has no {key}")
        for key, item in value.items():
            other = schema.get("additionalProperties")
            if key in known:
                self.seen.add(id(known[key]))
                self.check(item, known[key], f"{where}.{key}")
            elif isinstance(other, dict):
                self.check(item, other, f"{where}.{key}")
            else:
                self.wrong.append(f"{where}: {key} is not described")

    def unseen(self, schema, name):
        for key, part in schema.get("properties", {}).items():
            if id(part) not in self.seen:
                yield f"{name}.{key}: described, and in none of the reports"
            yield from self.unseen(part.get("items", part), f"{name}.{key}")
        if isinstance(schema.get("additionalProperties"), dict):
            yield from self.unseen(schema["additionalProperties"], f"{name}.*")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        checker = Checker(json.load(file))
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as file:
            checker.check(json.load(file), checker.root, path)
    checker.wrong += checker.unseen(checker.root, "report")
    for name, part in checker.root["$defs"].items():
        checker.wrong += checker.unseen(part, name)
    print("\n".join(checker.wrong) or f"{len(checker.seen)} keys as described")
    sys.exit(1 if checker.wrong else 0)


if __name__ == "__main__":
    main()
