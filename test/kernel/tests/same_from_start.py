#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Explores a driver systematically, with snapshots and without. It passes when
both campaigns say the same.

usage: same_from_start.py WSK-KERNEL [OPTION...] DRIVER
"""

import json
import subprocess
import sys


def explored(command):
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: status {run.returncode}\n"
                 f"{run.stdout}{run.stderr}")
    return json.loads(run.stdout)


def main():
    kernel, *options = sys.argv[1:]
    command = [kernel, "explore", "--strategy", "systematic",
               "--no-reduction", "--json", "-",
               *options]
    quick, whole = explored(command), explored(command + ["--from-start"])
    for key, value in whole.items():
        if quick.get(key) != value:
            print(f"{key} differs:\n{json.dumps(quick.get(key), indent=1)}\n"
                  f"and from the start:\n{json.dumps(value, indent=1)}")
            sys.exit(1)


if __name__ == "__main__":
    main()
