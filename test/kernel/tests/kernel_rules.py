# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Runs each function of a driver, which breaks the rule of its name, with and
without its fault.

usage: kernel_rules.py WSK-KERNEL DRIVER.c
"""

import re
import subprocess
import sys

# Seen only by looking at each load and store.
CHECKED = {"irql_paged_access", "irql_pageable_code"}


def run(kernel, driver, rule, *defines):
    """(exit status, rules reported, all output)"""
    # "explore" with one schedule is a run without the host's network.
    command = [kernel, "explore", "--schedules", "1", driver]
    command += ["--check-memory"] * (rule in CHECKED)
    command += ["--", f"-DRULE={rule}", *defines]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.findall(r"^(?:[^ ]+: )?([a-z-]+): ", done.stdout, re.MULTILINE)
    return done.returncode, found, done.stdout + done.stderr


def main():
    kernel, driver = sys.argv[1:]
    with open(driver, encoding="utf-8") as file:
        names = re.findall(r"^static void ((?:irql|wait|lock|pool|mem|mdl|event|thread|"
                           r"handle|device|callback|driver)_\w+)\(void\)",
                           file.read(), re.MULTILINE)
    failed = 0
    for name in names:
        rule = name.replace("_", "-")
        status, found, output = run(kernel, driver, name)
        if status != 1 or rule not in found:
            failed += 1
            print(f"{rule}: not reported\n{output}")
        status, found, output = run(kernel, driver, name, "-DGOOD")
        if status != 0:
            failed += 1
            print(f"{rule}: reported though it is kept\n{output}")
    print(f"{len(names)} rules, {failed} failures")
    sys.exit(1 if failed or len(names) < 20 else 0)


if __name__ == "__main__":
    main()
