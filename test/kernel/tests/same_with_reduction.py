#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Explores drivers systematically, with reduction and without. It passes when
the reduced campaign breaks the same rules at the same places, exhausts no less,
and says the same twice. Prints how many schedules each took.

usage: same_with_reduction.py WSK-KERNEL SCHEDULES DRIVER... [-- COMPILER-ARG...]
"""

import json
import os
import subprocess
import sys


def explored(command):
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: status {run.returncode}\n"
                 f"{run.stdout}{run.stderr}")
    return json.loads(run.stdout)


def broken(report):
    """The rules, each with the line, and the inconclusive ends."""
    places = {(v["rule"], *[f["line"] for f in v["stack"][:1]])
              for v in report["violations"]}
    return places, sorted(i["reason"] for i in report["inconclusive"])


def compare(kernel, schedules, driver, arguments):
    """(schedules with reduction, without) of a driver; ends if they differ."""
    command = [kernel, "explore", "--strategy", "systematic", "--schedules",
               schedules, "--json", "-", driver]
    end = ["--", *arguments]
    reduced = explored(command + end)
    whole = explored(command + ["--no-reduction"] + end)
    # What is exhausted is a text that grows: "2 preemptions, 1 faults".
    if broken(reduced) != broken(whole) \
            or reduced["campaign"]["exhausted"] < whole["campaign"]["exhausted"] \
            or reduced != explored(command + end):
        sys.exit(f"{driver}: {broken(reduced)}, exhausted "
                 f"'{reduced['campaign']['exhausted']}', but without reduction "
                 f"{broken(whole)}, '{whole['campaign']['exhausted']}'")
    return [r["campaign"]["schedules"] for r in (reduced, whole)]


def main():
    kernel, schedules, *drivers = sys.argv[1:]
    arguments = []
    if "--" in drivers:
        at = drivers.index("--")
        drivers, arguments = drivers[:at], drivers[at + 1:]
    total = [0, 0]
    for driver in drivers:
        counts = compare(kernel, schedules, driver, arguments)
        print(f"{os.path.basename(driver):32} {counts[0]:8} {counts[1]:8}")
        total = [a + b for a, b in zip(total, counts)]
    print("fewer" if total[0] < total[1] else "as many")


if __name__ == "__main__":
    main()
