#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Prints a compile database.

usage: database.py FILE... -- COMPILER ARG...

Every FILE, of the current folder, is compiled by COMPILER ARG... FILE.
"""

import json
import os
import sys

split = sys.argv.index("--")
files, command = sys.argv[1:split], sys.argv[split + 1:]
print(json.dumps([{"directory": os.getcwd(), "file": file,
                   "arguments": command + [file]} for file in files],
                 indent=2))
