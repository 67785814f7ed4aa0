#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Prints a compile database for the C files of a folder, and one of a kind the
analysis has no use for.

usage: database.py FOLDER
"""

import json
import os
import sys


def main():
    folder = sys.argv[1]
    entries = [{"directory": os.getcwd(), "file": "boot.asm",
                "command": "ml64 /c boot.asm"}]
    for name in sorted(os.listdir(folder)):
        if name.endswith(".c"):
            file = os.path.join(folder, name)
            entries.append({"directory": os.getcwd(), "file": file,
                            "arguments": ["clang", "-c", file]})
    json.dump(entries, sys.stdout)


if __name__ == "__main__":
    main()
