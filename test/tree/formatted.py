#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Our C++ is as clang-format leaves it.

usage: formatted.py ROOT CLANG_FORMAT [--fix]
"""

import os
import subprocess
import sys

from tree import CPP, finish, project_files


def ours(name):
    """Program code; test input keeps the shape its test needs."""
    if name.startswith(("checker/", "tools/", "test/kernel/")):
        return not name.startswith("checker/wdk/") and name.endswith(CPP)
    return name.startswith("test/") and name.endswith("Test.cpp")


def main():
    root, clang_format = sys.argv[1:3]
    names = [os.path.join(root, name) for name in project_files(root)
             if ours(name)]
    if "--fix" in sys.argv:
        sys.exit(subprocess.run([clang_format, "-i"] + names,
                                check=False).returncode)
    run = subprocess.run([clang_format, "--dry-run", "-Werror"] + names,
                         capture_output=True, text=True, check=False)
    finish(sorted({line.split(": error:")[0] + ": not as clang-format leaves "
                   "it; run tools/format"
                   for line in run.stderr.splitlines() if ": error:" in line})
           or ([run.stderr] if run.returncode else []))


if __name__ == "__main__":
    main()
