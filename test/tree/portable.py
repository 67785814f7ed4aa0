#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""The checker and its tools ask an operating system for nothing but through
LLVM's portable library and one file of ours; what LLVMs spell differently is in
one file, too.

usage: portable.py ROOT
"""

import re
import sys

from tree import finish, project_files, read

SYSTEM = "checker/core/System.cpp"
COMPAT = "checker/core/Compat.h"
# Headers that only some systems have, and questions which one it is.
HEADER = re.compile(
    r"^\s*#\s*include\s*<((?:sys|arpa|netinet|linux|mach)/[^>]+|windows\.h|"
    r"psapi\.h|c?signal(?:\.h)?|unistd\.h|fcntl\.h|dlfcn\.h|dirent\.h|poll\.h|"
    r"pthread\.h|pwd\.h|spawn\.h|termios\.h|ucontext\.h|execinfo\.h|io\.h|"
    r"direct\.h)>", re.MULTILINE)
QUESTION = re.compile(
    r"^\s*#\s*(?:el)?if.*\b(_WIN32|_WIN64|_MSC_VER|__linux__|__unix__|__APPLE__|"
    r"__FreeBSD__|LLVM_ON_UNIX)\b", re.MULTILINE)
# What compiles with one LLVM only and is easily written again.
VERSION = re.compile(r"\b(LLVM_VERSION_MAJOR|CLANG_VERSION_MAJOR|"
                     r"fs::make_absolute(?=\([^;]*,))")


def complaints(name, text):
    for pattern, what, home in (
            (HEADER, "is not everywhere", SYSTEM),
            (QUESTION, "asks which system it is", SYSTEM),
            (VERSION, "is not the same in every LLVM", COMPAT)):
        if name == home:
            continue
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.start(1)) + 1
            yield f"{name}:{line}: {match.group(1)} {what}; {home} is for that"


def main():
    root = sys.argv[1]
    found = []
    for name in project_files(root):
        if name.startswith(("checker/", "tools/")) \
                and not name.startswith("checker/wdk/") \
                and name.endswith((".cpp", ".h", ".def")):
            found += complaints(name, read(root, name))
    finish(found)


if __name__ == "__main__":
    main()
