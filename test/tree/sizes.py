#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Files and functions stay short enough to be read in one go.

usage: sizes.py ROOT [--report]     --report prints the ten longest of each
"""

import re
import sys

from tree import CPP, blank_comments_and_strings, finish, is_script
from tree import project_files, read

MAX_FILE = 500
MAX_RULE_FILE = 300
MAX_FUNCTION = 70
HEADER_PACK = "checker/wdk/"

SCOPE = re.compile(r"\b(namespace|class|struct|union|enum)\b|\bextern\s*$")
# What may stand between a function's parameters and its body.
FUNCTION = re.compile(
    r"\)\s*(?:const|noexcept|override|final|mutable|&&?|\s)*"
    r"(?:->\s*[\w:<>*&\s]+)?\s*(?::(?!:).*)?$", re.DOTALL)


def kind_of_brace(head):
    """What the text between the last ;, { or } and a brace opens."""
    if head[-1:].isalnum():
        return "other"  # "a{1}" among a constructor's initialisers
    if FUNCTION.search(head):
        return "function"
    return "scope" if SCOPE.search(head) else "other"


def functions(text):
    """(first line, length) of every outermost function body in C++ text."""
    text = blank_comments_and_strings(text)
    text = re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*",
                  lambda m: re.sub(r"[^\n]", " ", m.group()), text,
                  flags=re.MULTILINE)
    found, stack, head_start, body_start, parens = [], [], 0, None, 0
    for at, char in enumerate(text):
        parens += (char == "(") - (char == ")")
        if char == "{":
            inside = any(kind == "function" for kind in stack)
            kind = "other" if inside else kind_of_brace(text[head_start:at])
            if kind == "function":
                body_start = head_start
            stack.append(kind)
        elif char == "}" and stack and stack.pop() == "function":
            lead = len(text[body_start:]) - len(text[body_start:].lstrip())
            first = text.count("\n", 0, body_start + lead) + 1
            found.append((first, text.count("\n", 0, at) + 2 - first))
        # A constructor's initialisers may hold braces of their own.
        if char in "{};" and not any(k == "function" for k in stack) \
                and parens == 0 and not (
                    char == "}" and text[at + 1:at + 2] in (",", ")")):
            head_start = at + 1
    return found


def measured_files(root):
    for name in project_files(root):
        if name.startswith(HEADER_PACK) or "/Inputs/" in name:
            continue
        if name.endswith(CPP + (".c", ".cmake", "CMakeLists.txt")) \
                or is_script(root, name):
            yield name


def measure(root):
    """([(lines, limit, file)], [(lines, file, first line)])"""
    files, bodies = [], []
    for name in measured_files(root):
        text = read(root, name)
        limit = MAX_RULE_FILE if name.startswith("checker/rules/") else MAX_FILE
        files.append((text.count("\n"), limit, name))
        if name.endswith(CPP):
            bodies += [(length, name, first)
                       for first, length in functions(text)]
    return sorted(files, reverse=True), sorted(bodies, reverse=True)


def main():
    files, bodies = measure(sys.argv[1])
    if "--report" in sys.argv:
        for lines, _, name in files[:10]:
            print(f"{lines:5} lines  {name}")
        for length, name, first in bodies[:10]:
            print(f"{length:5} lines  function at {name}:{first}")
        lengths = sorted(body[0] for body in bodies)
        print(f"{len(lengths)} functions, median "
              f"{lengths[len(lengths) // 2] if lengths else 0} lines")
        return
    finish([f"{name}: {lines} lines, the limit is {limit}; split the file"
            for lines, limit, name in files if lines > limit]
           + [f"{name}:{first}: a function of {length} lines, the limit is "
              f"{MAX_FUNCTION}; name its parts"
              for length, name, first in bodies if length > MAX_FUNCTION])


if __name__ == "__main__":
    main()
