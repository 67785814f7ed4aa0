#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Calls our C++ does not make, each with what to use instead.

usage: banned.py ROOT
"""

import re
import sys

from tree import CPP, blank_comments_and_strings, finish, project_files, read

BANNED = [
    (r"#\s*include\s*<iostream>", "llvm/Support/raw_ostream.h"),
    (r"#\s*include\s*<regex>", "llvm/Support/Regex.h"),
    (r"#\s*include\s*<filesystem>", "llvm/Support/FileSystem.h"),
    (r"\bstd::(cout|cerr|endl|clog)\b", "llvm::outs() and llvm::errs()"),
    (r"\b(printf|fprintf|sprintf|snprintf|puts)\s*\(", "raw_ostream"),
    (r"\b(strcpy|strcat|strtok|atoi|atol)\s*\(", "StringRef"),
    (r"\bdynamic_cast\s*<", "llvm::dyn_cast"),
    (r"\busing\s+namespace\s+std\b", "the full name"),
    (r"\bassert\s*\(\s*(false|0)\b", "llvm_unreachable"),
    (r"\b(abort|exit|_exit|quick_exit)\s*\(", "llvm::Error to the caller"),
    (r"\b(throw|try|catch)\b\s*[({\w]", "llvm::Error; LLVM has no exceptions"),
    (r"\b(rand|srand|time|clock|random)\s*\(", "nothing: equal input must give "
                                               "equal output"),
    (r"\bsystem_clock\b|\brandom_device\b", "nothing: equal input must give "
                                            "equal output"),
    (r"\b(system|popen)\s*\(", "llvm::sys::ExecuteAndWait"),
    (r"\bgoto\b", "a function of its own"),
    (r"\bLLVM_VERSION_MAJOR\b", "checker/core/Compat.h, where the versions of "
                                "LLVM are told apart"),
]
PATTERNS = [(re.compile(pattern), instead) for pattern, instead in BANNED]


def complaints_about(name, text):
    text = blank_comments_and_strings(text)
    for pattern, instead in PATTERNS:
        if name == "checker/core/Compat.h" and "LLVM_VERSION" in pattern.pattern:
            continue
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield (f"{name}:{line}: '{match.group().strip()}' is banned; use "
                   f"{instead}")


def main():
    root = sys.argv[1]
    found = []
    for name in project_files(root):
        if name.endswith(CPP) and name.startswith(("checker/", "tools/")) \
                and not name.startswith("checker/wdk/"):
            found += complaints_about(name, read(root, name))
    finish(found)


if __name__ == "__main__":
    main()
