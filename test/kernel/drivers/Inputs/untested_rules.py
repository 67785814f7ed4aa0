#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Lists the rules of Rules.def that have no driver of their own.

usage: untested_rules.py RULES.def FOLDER
"""

import os
import re
import sys

RULE = re.compile(r'^RULE\(\w+,\s*\d+,\s*"([\w-]+)"', re.MULTILINE)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        rules = RULE.findall(file.read())
    drivers = {os.path.splitext(name)[0] for name in os.listdir(sys.argv[2])}
    for rule in sorted(set(rules) - drivers):
        print(rule)
    print(f"rules with a driver: {len(set(rules) & drivers)}")


if __name__ == "__main__":
    main()
