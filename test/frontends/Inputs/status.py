#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Runs a command, shows all it printed, and checks its exact exit status.

usage: status.py WANTED COMMAND ARGUMENT...
"""

import subprocess
import sys


def main():
    wanted = int(sys.argv[1])
    done = subprocess.run(sys.argv[2:], capture_output=True, check=False)
    sys.stdout.buffer.write(done.stdout)
    sys.stdout.buffer.flush()
    sys.stderr.buffer.write(done.stderr)
    sys.stderr.buffer.flush()
    if done.returncode != wanted:
        sys.exit(f"status.py: exit status {done.returncode}, not {wanted}: "
                 + " ".join(sys.argv[2:]))


if __name__ == "__main__":
    main()
