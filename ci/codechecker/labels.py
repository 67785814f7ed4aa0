#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Writes the rules as the labels CodeChecker gives to checkers: its severity,
its profile and where a checker is documented.

usage: labels.py WSK_CHECK OUTPUT

CodeChecker reads labels from config/labels/analyzers/clangsa.json, where the
entries of OUTPUT belong under "labels".
"""

import json
import re
import subprocess
import sys

# What happens on Windows, and what CodeChecker calls it.
SEVERITY = {"bugcheck": "CRITICAL", "hang": "HIGH", "undefined": "HIGH",
            "leak": "MEDIUM"}


def ask(program, *words):
    return subprocess.run([program, *words], text=True, check=True,
                          capture_output=True).stdout


def fact(text, name):
    """What stands behind a name in wsk-check --explain; None without it."""
    found = re.search(rf"^ *{name} +(\S+)", text, re.MULTILINE)
    return found and found.group(1)


def labels(program):
    for line in ask(program, "--list-rules").splitlines():
        text = ask(program, "--explain", line.split()[0])
        effect = fact(text, "Effect").rstrip(":")
        yield fact(text, "Checker"), [
            "doc_url:" + (fact(text, "Page") or fact(text, "Documentation")),
            "profile:default", "profile:sensitive", "profile:extreme",
            "severity:" + SEVERITY[effect]]


def main():
    program, output = sys.argv[1:]
    with open(output, "w", encoding="utf-8") as file:
        json.dump({"analyzer": "clangsa", "labels": dict(labels(program))},
                  file, indent=2)
        file.write("\n")


if __name__ == "__main__":
    main()
