#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Every source file says under which licence it stands.

usage: licence.py ROOT
"""

import sys

from tree import CPP, DATA, finish, is_script, project_files, read

NOTICE = ("Part of WskCheck, under the Apache License v2.0 with LLVM "
          "Exceptions.")
HEAD_LINES = 8


def needs_notice(root, name):
    """Program code; the drivers that tests analyse are input."""
    if name.startswith("test/") and not name.startswith("test/kernel/"):
        return name.endswith((".py", "Test.cpp"))
    return name.endswith(CPP + DATA) or is_script(root, name)


def main():
    root = sys.argv[1]
    found = []
    for name in project_files(root):
        if needs_notice(root, name):
            head = "\n".join(read(root, name).splitlines()[:HEAD_LINES])
            if NOTICE not in head:
                found.append(f"{name}: no licence notice at the top: {NOTICE}")
    finish(found)


if __name__ == "__main__":
    main()
