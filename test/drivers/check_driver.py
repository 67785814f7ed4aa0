#!/usr/bin/env python3
# ===- check_driver.py - Compare wsk-check with a driver's comments ---------===#
#
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
#
# ===------------------------------------------------------------------------===#
"""Runs wsk-check on one driver and compares its findings with the comments
in the driver's sources.

  // EXPECT: rule[, rule]         a finding of that rule is due on this line
  // EXPECT-FALSE: rule[, rule]   a known false report; must still be there
  // EXPECT-MISSED: rule[, rule]  a known miss; must still be missing
  // NOTE: regex                  some path step on this line must match

A driver without EXPECT and EXPECT-FALSE expects silence. The exit status of
wsk-check must be 1 with findings and 0 without. EXPECT-FALSE and EXPECT-MISSED
state today's wrong behaviour, so that mending it shows up as a failing test.
"""

import argparse
import collections
import json
import os
import re
import subprocess
import sys

SOURCE_SUFFIXES = (".c", ".cc", ".cpp", ".cxx", ".h", ".hpp")
KINDS = ("EXPECT", "EXPECT-FALSE", "EXPECT-MISSED")
COMMENT = re.compile(r"(?://|/\*|;)\s*(EXPECT(?:-[A-Z]+)?|NOTE):\s*(.*?)\s*(?:\*/\s*)?$")
RULE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+\Z")

# A place is (file, line); the file is relative to the driver's folder.
Expectations = collections.namedtuple("Expectations", "due false missed notes")


class BadInput(Exception):
    """The driver's comments or the tool's output cannot be understood."""


def plain_rule(name):
    """Rule ids may carry the tool's prefix; the comments never do."""
    return name[4:] if name.startswith("wsk-") else name


def sources(folder):
    """Every source and header under the folder, sorted, relative to it."""
    found = []
    for root, _, names in os.walk(folder):
        for name in names:
            if name.endswith(SOURCE_SUFFIXES):
                found.append(os.path.relpath(os.path.join(root, name), folder))
    return sorted(found)


def split_rules(text, where):
    rules = [part.strip() for part in text.split(",")]
    for rule in rules:
        if not RULE.match(rule):
            raise BadInput(f"{where}: '{rule}' is not a rule id; write kebab case, comma-separated")
    return rules


def parse_line(text, place, want):
    """Adds what one source line expects to `want`."""
    match = COMMENT.search(text)
    if not match:
        return
    kind, rest = match.groups()
    where = f"{place[0]}:{place[1]}"
    if kind == "NOTE":
        try:
            want.notes.append((place, re.compile(rest)))
        except re.error as error:
            raise BadInput(f"{where}: bad regular expression in NOTE: {error}") from error
        return
    if kind not in KINDS:
        raise BadInput(f"{where}: unknown comment '{kind}:'; known are {', '.join(KINDS)} and NOTE")
    into = {"EXPECT": want.due, "EXPECT-FALSE": want.false, "EXPECT-MISSED": want.missed}[kind]
    for rule in split_rules(rest, where):
        into[(place, rule)] += 1


def read_expectations(folder):
    want = Expectations(collections.Counter(), collections.Counter(), collections.Counter(), [])
    names = sources(folder)
    if not names:
        raise BadInput(f"{folder}: no C or C++ source in this folder")
    for name in names:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            for number, text in enumerate(file, 1):
                parse_line(text.rstrip("\n"), (name, number), want)
    return want


def place_of(step, folder):
    """The tool names files as the caller would open them."""
    try:
        path = os.path.relpath(os.path.realpath(step["file"]), os.path.realpath(folder))
        return (path, int(step["line"]))
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(f"a place in the report lacks file or line: {step!r}") from error


def read_findings(report, folder):
    """Counter of (place, rule), and the path steps as (place, message)."""
    got, steps, messages = collections.Counter(), [], {}
    if not isinstance(report, dict) or not isinstance(report.get("findings"), list):
        raise BadInput("the report has no 'findings' list")
    for finding in report["findings"]:
        key = (place_of(finding, folder), plain_rule(finding.get("rule", "")))
        got[key] += 1
        messages[key] = finding.get("message", "")
        for step in finding.get("path", []):
            steps.append((place_of(step, folder), step.get("message", "")))
    return got, steps, messages


def show(key):
    (file, line), rule = key
    return f"{file}:{line}: {rule}"


def finding_diff(want, got, messages):
    """One line per difference, '-' for what is missing and '+' for what is too much."""
    lines = []
    expected = want.due + want.false
    for key in sorted((expected - got).elements()):
        why = "known false report is gone: mend the comment" if key in want.false else "expected"
        lines.append(f"- {show(key)} ({why})")
    for key in sorted((got - expected).elements()):
        why = "known miss is found now: mend the comment" if key in want.missed else "not expected"
        lines.append(f"+ {show(key)} ({why}) {messages[key]}".rstrip())
    return lines


def note_diff(want, steps):
    lines = []
    for place, pattern in want.notes:
        here = [message for at, message in steps if at == place]
        if any(pattern.search(message) for message in here):
            continue
        have = "; ".join(here) if here else "no path step on this line"
        lines.append(f"- {place[0]}:{place[1]}: note /{pattern.pattern}/ (have: {have})")
    return lines


def status_diff(status, got, report):
    expected = 1 if got else 0
    if status == expected:
        return []
    lines = [f"exit status {status}, expected {expected}"]
    rules_of = collections.defaultdict(list)
    for verdict in report.get("verdicts", []):
        if verdict.get("verdict") == "inconclusive":
            rules_of["; ".join(verdict.get("reasons", []))].append(plain_rule(verdict.get("rule", "")))
    for reasons, rules in sorted(rules_of.items()):
        which = rules[0] if len(rules) == 1 else f"{len(rules)} rules"
        lines.append(f"  {which} inconclusive: {reasons}")
    for skipped in report.get("notAnalysed", []):
        lines.append(f"  not analysed: {skipped.get('what')}: {skipped.get('cause')}")
    return lines


def compare(folder, report, status):
    """The differences between comments and report, one per line; empty if none."""
    want = read_expectations(folder)
    got, steps, messages = read_findings(report, folder)
    lines = finding_diff(want, got, messages) + note_diff(want, steps)
    # The tool's status follows its own findings, whether they are right or not.
    return lines + status_diff(status, got, report)


def run_tool(tool, folder, arguments):
    command = [tool, "--quiet", "--json", "-", *arguments, folder]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise BadInput(f"cannot run {tool}: {error.strerror}; build wsk-check or name it with --wsk-check") from error
    try:
        return json.loads(done.stdout), done.returncode
    except json.JSONDecodeError as error:
        output = (done.stderr or done.stdout).strip() or "no output"
        raise BadInput(f"{tool} ended with status {done.returncode} and no JSON report: {output}") from error


def main(argv):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", help="folder with the driver's sources")
    parser.add_argument("--wsk-check", default="wsk-check", metavar="PROGRAM", help="program under test")
    parser.add_argument("--report", metavar="FILE", help="compare this JSON report, run nothing")
    parser.add_argument("--status", type=int, default=0, help="exit status that goes with --report")
    parser.add_argument("--option", action="append", default=[], help="further option for wsk-check")
    args = parser.parse_args(argv)
    try:
        if args.report:
            with open(args.report, encoding="utf-8") as file:
                report, status = json.load(file), args.status
        else:
            report, status = run_tool(args.wsk_check, args.folder, args.option)
        lines = compare(args.folder, report, status)
    except (BadInput, OSError, json.JSONDecodeError) as error:
        print(f"check_driver: {error}", file=sys.stderr)
        return 2
    if lines:
        print(f"{args.folder}: report and comments differ", *lines, sep="\n")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
