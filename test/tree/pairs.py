#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""A rule is three files: checker/rules/<Rule>.cpp, test/rules/<rule>.c (or
.cpp) and docs/rules/<rule>.md; and the README's table lists it.

usage: pairs.py ROOT WSK_CHECK
"""

import os
import re
import sys

from tree import finish, project_files, read, rule_names


def stem(name):
    return os.path.splitext(os.path.basename(name))[0]


def tested_rule(name, rules):
    """The rule a file of test/rules is about: its name, maybe with a suffix
    that tells several files of one rule apart."""
    fitting = [rule for rule in rules
               if stem(name) == rule or stem(name).startswith(rule + "-")]
    return max(fitting, key=len, default=None)


def complaints(root, rules):
    files = project_files(root)
    tests = [name for name in files if name.startswith("test/rules/")
             and "/Inputs/" not in name and name.endswith((".c", ".cpp"))]
    pages = [name for name in files if re.fullmatch(r"docs/rules/[^/]+\.md",
                                                    name)
             and stem(name) != "index"]
    listed = set(re.findall(r"\(docs/rules/([\w-]+)\.md\)",
                            read(root, "README.md")))
    for rule in sorted(rules):
        if f"test/rules/{rule}.c" not in tests \
                and f"test/rules/{rule}.cpp" not in tests:
            yield f"rule {rule} has no test/rules/{rule}.c"
        if f"docs/rules/{rule}.md" not in pages:
            yield f"rule {rule} has no docs/rules/{rule}.md"
        if rule not in listed:
            yield f"rule {rule} is not in the README's table; run tools/docs"
    for name in tests:
        if not tested_rule(name, rules):
            yield f"{name} is named after no rule"
    for name in pages:
        if stem(name) not in rules:
            yield f"{name} is the page of no rule"
    for rule in sorted(listed - set(rules)):
        yield f"README.md lists {rule}, which is no rule; run tools/docs"


def main():
    root, wsk_check = sys.argv[1:]
    finish(list(complaints(root, rule_names(wsk_check))))


if __name__ == "__main__":
    main()
