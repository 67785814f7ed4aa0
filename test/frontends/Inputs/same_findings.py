#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Compares wsk-check with the plugin in clang, driver by driver.

usage: same_findings.py WSK_CHECK DRIVERS COMMAND...

COMMAND is clang with the plugin; it is asked for a plist of one source file.
DRIVERS is a folder of drivers; those of exactly one source file are compared.
Two findings are the same if rule, file and line are.
"""

import json
import os
import plistlib
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

def kebab(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def single_files(folder):
    for name in sorted(os.listdir(folder)):
        driver = os.path.join(folder, name)
        files = [os.path.join(at, file) for at, _, files in os.walk(driver)
                 for file in files if file.endswith((".c", ".cpp"))]
        if len(files) == 1:
            yield files[0]


def by_wsk_check(program, file):
    run = subprocess.run([program, "--quiet", "--json", "-", file], text=True,
                         capture_output=True, check=False)
    return {(re.sub("^wsk-", "", f["rule"]), os.path.realpath(f["file"]),
             f["line"]) for f in json.loads(run.stdout)["findings"]}


def by_plugin(command, file):
    with tempfile.TemporaryDirectory() as folder:
        report = os.path.join(folder, "report.plist")
        run = subprocess.run(
            command + ["--analyzer-output", "plist-multi-file", "-o", report,
                       file], text=True, capture_output=True, check=False)
        if run.returncode != 0 or not os.path.exists(report):
            print(f"{file}: clang with the plugin failed:\n{run.stderr}")
            return None
        with open(report, "rb") as plist:
            content = plistlib.load(plist)
    return {(kebab(d["check_name"].removeprefix("wsk.")),
             os.path.realpath(content["files"][d["location"]["file"]]),
             d["location"]["line"]) for d in content["diagnostics"]}


def main():
    program, folder, *command = sys.argv[1:]
    files, found, different = list(single_files(folder)), 0, 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        by_both = pool.map(lambda file: (file, by_wsk_check(program, file),
                                         by_plugin(command, file)), files)
    for file, tool, plugin in by_both:
        found += len(tool)
        different += tool != plugin
        if plugin is None:
            continue
        for rule, place, line in sorted(tool - plugin):
            print(f"{place}:{line}: {rule}: only wsk-check reports it")
        for rule, place, line in sorted(plugin - tool):
            print(f"{place}:{line}: {rule}: only the plugin reports it")
    print(f"{len(files)} drivers, {found} findings, {different} drivers differ")
    return 1 if different or not found else 0


if __name__ == "__main__":
    sys.exit(main())
