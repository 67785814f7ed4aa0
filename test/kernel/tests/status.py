# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Runs a command and insists on its exit status.

usage: status.py STATUS COMMAND...
"""

import subprocess
import sys

status = subprocess.run(sys.argv[2:], check=False).returncode
if status != int(sys.argv[1]):
    sys.exit(f"exit status {status} instead of {sys.argv[1]}")
