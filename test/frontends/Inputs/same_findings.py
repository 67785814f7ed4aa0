#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Compares what several hosts find with what wsk-check finds, driver by driver.

usage: same_findings.py WSK_CHECK DRIVERS (--host NAME FORMAT WORD...)...

DRIVERS is a folder of drivers; those of exactly one source file are compared.
The WORDs are the host's command; {file} in them becomes the source and {report}
a file to write. FORMAT tells where the findings are: "plist" in {report}, as
clang's analyzer writes them; "tidy" on standard output, as clang-tidy does.
Two findings are the same if rule, file and line are. Where another check of the
host ended the path with a finding in the very line, ours may be missing.
"""

import json
import os
import plistlib
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

TIDY = re.compile(r"^(.+?):(\d+):\d+: (?:warning|error): .* \[([\w.,-]+)\]$",
                  re.MULTILINE)


def kebab(checker):
    """wsk.SocketLeak -> wsk-socket-leak; others keep their names."""
    if not checker.startswith("wsk."):
        return checker
    return re.sub(r"(?<!\.)(?=[A-Z])", "-", checker).replace(".", "-").lower()


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
    return {(f["rule"], os.path.realpath(f["file"]), f["line"])
            for f in json.loads(run.stdout)["findings"]}


def read_plist(report):
    with open(report, "rb") as plist:
        content = plistlib.load(plist)
    return {(kebab(d["check_name"]),
             os.path.realpath(content["files"][d["location"]["file"]]),
             d["location"]["line"]) for d in content["diagnostics"]}


def read_tidy(text):
    return {(rule, os.path.realpath(file), int(line))
            for file, line, rules in TIDY.findall(text)
            for rule in rules.split(",")}


class Host:
    def __init__(self, words):
        self.name, self.format, *self.command = words

    def findings(self, file):
        """What the host finds in a file; None, and a message, if it fails."""
        with tempfile.TemporaryDirectory() as folder:
            report = os.path.join(folder, "report.plist")
            run = subprocess.run(
                [word.replace("{file}", file).replace("{report}", report)
                 for word in self.command],
                text=True, capture_output=True, check=False)
            if run.returncode == 0 and self.format == "tidy":
                return read_tidy(run.stdout)
            if run.returncode == 0 and os.path.exists(report):
                return read_plist(report)
        print(f"{file}: {self.name} failed ({run.returncode}):\n{run.stdout}"
              f"{run.stderr}")
        return None


def hosts_of(words):
    starts = [i for i, word in enumerate(words) if word == "--host"]
    for start, end in zip(starts, starts[1:] + [len(words)]):
        yield Host(words[start + 1:end])


def differences(wanted, found, name):
    for rule, place, line in sorted(wanted - found):
        yield f"{place}:{line}: {rule}: wsk-check reports it, {name} does not"
    for rule, place, line in sorted(found - wanted):
        yield f"{place}:{line}: {rule}: {name} reports it, wsk-check does not"


def compare(program, hosts, file):
    """How many findings wsk-check has, and whether all hosts agree."""
    wanted = by_wsk_check(program, file)
    same = True
    for host in hosts:
        everything = host.findings(file)
        if everything is None:
            same = False
            continue
        found = {f for f in everything if f[0].startswith("wsk-")}
        others = {f[1:] for f in everything - found}
        found |= {f for f in wanted if f[1:] in others}
        same &= found == wanted
        for line in differences(wanted, found, host.name):
            print(line)
    return len(wanted), same


def main():
    program, folder, *words = sys.argv[1:]
    hosts, files = list(hosts_of(words)), list(single_files(folder))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda file: compare(program, hosts, file),
                                files))
    found = sum(count for count, _ in results)
    different = sum(not same for _, same in results)
    print(f"{len(files)} drivers, {len(hosts)} hosts, {found} findings, "
          f"{different} drivers differ")
    return 1 if different or not found or not hosts else 0


if __name__ == "__main__":
    sys.exit(main())
