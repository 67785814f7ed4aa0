#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""No file under test/ looks like a test without being run as one.

usage: run_lines.py ROOT
"""

import os
import re
import sys

from tree import finish, project_files, read

SUFFIXES = (".c", ".cpp", ".test")


def is_run_elsewhere(name):
    """C++ unit tests and the reference kernel have programs of their own."""
    return (name.endswith("Test.cpp") or name.startswith("test/kernel/")
            or "/Inputs/" in name)


def complaints(root):
    files = [name for name in project_files(root) if name.startswith("test/")]
    tests = {name for name in files if name.endswith(SUFFIXES)
             and "/Inputs/" not in name and "RUN:" in read(root, name)}
    # Sources beside a .test file in a folder of their own are its input.
    tested_folders = {os.path.dirname(name) for name in tests
                      if name.endswith(".test")}
    run_text = "\n".join(read(root, name) for name in tests)
    for name in files:
        if name in tests or is_run_elsewhere(name):
            continue
        if name.endswith(SUFFIXES):
            folder = os.path.dirname(name)
            while folder and folder not in tested_folders:
                folder = os.path.dirname(folder)
            if name.endswith(".test") or not folder:
                yield f"{name}: no RUN line, so it is never run"
        elif re.search(r"_test\.py$", name) \
                and os.path.basename(name) not in run_text:
            yield f"{name}: no test runs it"


def main():
    finish(list(complaints(sys.argv[1])))


if __name__ == "__main__":
    main()
