#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Runs lit over the tests of a build and sums up in one plain line.

usage: run_tests.py BUILD [TEST...]
"""

import json
import os
import resource
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
GOOD = {"PASS", "XFAIL", "FLAKYPASS"}
SKIPPED = {"UNSUPPORTED", "SKIPPED", "EXCLUDED"}


def lit_program(build):
    """The path of lit.py, which CMake found in the LLVM installation."""
    with open(os.path.join(build, "CMakeCache.txt"), encoding="utf-8") as cache:
        for line in cache:
            if line.startswith("WSK_LIT:"):
                return line.split("=", 1)[1].strip()
    sys.exit(f"run_tests.py: {build} knows no lit; run tools/build first")


def suites(build, wanted):
    """What to hand to lit for the names the user gave."""
    unit = os.path.join(build, "test", "unit")
    if not wanted:
        has_unit = any(name.endswith("Tests") for name in os.listdir(unit))
        return [os.path.join(build, "test")] + [unit] * has_unit
    found = []
    for name in wanted:
        path = os.path.abspath(name)
        if not os.path.exists(path):
            path = os.path.join(ROOT, "test", name)
        if name == "unit":
            found.append(unit)
        elif name == "kernel":
            found += [os.path.join(build, "test", "kernel"),
                      os.path.join(unit, "kernel")]
        elif os.path.exists(path):
            found.append(
                os.path.join(build, os.path.relpath(path, ROOT)))
        else:
            print(f"tools/test: no such test: {name}; name a file or folder "
                  "of test/", file=sys.stderr)
            sys.exit(2)
    return found


def run_lit(build, paths):
    """Runs lit; returns (exit status, list of result codes)."""
    results = os.path.join(build, "test", "results.json")
    if os.path.exists(results):
        os.remove(results)
    # lit's own time limit needs a Python package Debian does not bring along; a
    # test that hangs in a loop ends by this limit on processor time instead.
    resource.setrlimit(resource.RLIMIT_CPU, (600, 600))
    jobs = os.environ.get("JOBS") or str(os.cpu_count() or 1)
    command = [sys.executable, lit_program(build), "-sv", "-j", jobs,
               "--output", results]
    if not sys.stdout.isatty():
        command.append("--no-progress-bar")
    status = subprocess.run(command + paths, check=False).returncode
    if not os.path.exists(results):
        return status or 1, []
    with open(results, encoding="utf-8") as file:
        return status, [test["code"] for test in json.load(file)["tests"]]


def main():
    build = os.path.abspath(sys.argv[1])
    status, codes = run_lit(build, suites(build, sys.argv[2:]))
    passed = sum(code in GOOD for code in codes)
    skipped = sum(code in SKIPPED for code in codes)
    failed = len(codes) - passed - skipped
    sys.stdout.flush()
    tail = f", {skipped} skipped" if skipped else ""
    print(f"{passed} passed, {failed} failed{tail}", flush=True)
    return 1 if status or failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
