#!/usr/bin/env python3
# ===- check_suite.py - Are the test drivers in order? ----------------------===#
#
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
#
# ===------------------------------------------------------------------------===#
"""Checks the folders of test drivers themselves: each has a driver.test, starts
with a comment that says what it is for, marks a fault if it is called -bad and
none if it is called -ok, and every -bad has its -ok twin. With --compiler, every
source must compile without a warning."""

import argparse
import concurrent.futures
import os
import subprocess
import sys

import check_driver

RUN_LINE = "RUN: %check-driver %S"
FRAMEWORKS = ("wdm", "kmdf", "ndis", "flt", "stor", "audio", "rdr", "fs", "ude",
              "lib")


def driver_folders(root):
    return sorted(name for name in os.listdir(root) if os.path.exists(os.path.join(root, name, "driver.test")))


def marks(folder):
    """Findings the sources ask for, of every kind."""
    want = check_driver.read_expectations(folder)
    return sum(want.due.values()) + sum(want.false.values()) + sum(want.missed.values())


def explained(folder):
    """At least one source says at its top why it is right or where it is wrong."""
    for name in check_driver.sources(folder):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            head = file.read(1500)
        if head.startswith("//") and ("Fault:" in head or "Right" in head):
            return True
    return False


def name_complaints(name, names, root):
    folder = os.path.join(root, name)
    if name == "example":
        return
    framework, verdict = name.split("-")[0], name.split("-")[-1]
    if framework not in FRAMEWORKS:
        yield f"{name}: names begin with one of {', '.join(FRAMEWORKS)}"
    if verdict not in ("bad", "ok"):
        yield f"{name}: names end in -bad or -ok"
    elif verdict == "bad" and not marks(folder):
        yield f"{name}: nothing is marked EXPECT"
    elif verdict == "bad" and name[:-3] + "ok" not in names:
        yield f"{name}: has no clean twin"
    elif verdict == "ok" and check_driver.read_expectations(folder).due:
        yield f"{name}: a clean driver marks EXPECT"


def complaints(root):
    names = driver_folders(root)
    if not names:
        yield f"{root}: no driver here"
    for name in names:
        folder = os.path.join(root, name)
        with open(os.path.join(folder, "driver.test"), encoding="utf-8") as file:
            if RUN_LINE not in file.read():
                yield f"{name}: driver.test must hold '{RUN_LINE}'"
        if not explained(folder):
            yield f"{name}: no source tells its fault ('Fault:') or why it is right ('Right')"
        yield from name_complaints(name, names, root)


def compile_one(command, path):
    standard = [] if path.endswith(".c") else ["-std=c++17"]
    done = subprocess.run(
        [*command, *standard, "-fsyntax-only", "-Wall", "-Werror", path], capture_output=True, text=True, check=False
    )
    return f"{path} does not compile cleanly:\n{done.stderr}" if done.returncode else ""


def compile_complaints(root, command):
    paths = []
    for name in driver_folders(root):
        folder = os.path.join(root, name)
        paths += [os.path.join(folder, s) for s in check_driver.sources(folder) if not s.endswith((".h", ".hpp"))]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from filter(None, pool.map(lambda path: compile_one(command, path), paths))


def main(argv):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", help="folder that holds the driver folders")
    parser.add_argument("--compiler", nargs="+", default=[], metavar="WORD", help="compiler and its arguments, last")
    # The compiler's own options would be taken for ours.
    own, compiler = argv, []
    if "--compiler" in argv:
        at = argv.index("--compiler")
        own, compiler = argv[:at], argv[at + 1 :]
    args = parser.parse_args(own)
    try:
        found = [*complaints(args.root), *(compile_complaints(args.root, compiler) if compiler else [])]
    except check_driver.BadInput as error:
        found = [str(error)]
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
