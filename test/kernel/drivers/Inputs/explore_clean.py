#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Explores a correct driver. It passes when nothing is reported and every WSK
function that its own source calls was called in some schedule: "no violation"
of code that never ran says nothing.

usage: explore_clean.py WSK-KERNEL [OPTION...] DRIVER
"""

import json
import re
import subprocess
import sys

CALL = re.compile(r"(?:->|\b)(Wsk[A-Z]\w+)\(")
# Called like functions, but types, callbacks and the driver's own helpers.
HELPERS = re.compile(r"^static .*?\b(\w+)\(", re.MULTILINE)


def called(source):
    with open(source, encoding="utf-8") as file:
        text = re.sub(r"//.*", "", file.read())
    # The faulty variant of a rule's driver is not what is explored here.
    text = re.sub(r"#ifdef BAD\n.*?(?=#else|#endif)", "", text, flags=re.DOTALL)
    return set(CALL.findall(text)) - set(HELPERS.findall(text))


def main():
    kernel, *options, driver = sys.argv[1:]
    run = subprocess.run([kernel, "explore", driver, "--json", "-"] + options,
                         capture_output=True, text=True, check=False)
    if run.returncode != 0:
        sys.stdout.write(run.stdout + run.stderr)
        sys.exit(run.returncode)
    reached = json.loads(run.stdout)["campaign"]["reached"]
    missed = sorted(name for name in called(driver)
                    if name not in reached)
    for name in missed:
        print(f"{driver}: {name} is called by the source and was never reached")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
