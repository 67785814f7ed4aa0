#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Reads a report as a CI host would and prints what it holds.

usage: check_ci.py gitlab FILE
       check_ci.py junit FILE JSON_REPORT
"""

import json
import re
import sys
import xml.etree.ElementTree as ElementTree

SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


def gitlab(file):
    with open(file, encoding="utf-8") as stream:
        issues = json.load(stream)
    prints = [issue["fingerprint"] for issue in issues]
    if len(set(prints)) != len(prints):
        sys.exit("fingerprints repeat")
    for issue in issues:
        place = issue["location"]
        if issue["severity"] not in SEVERITIES or place["path"].startswith("./"):
            sys.exit(f"GitLab would not take {issue}")
        if not issue["description"]:
            sys.exit("no description")
        print(f"{place['path']}:{place['lines']['begin']} {issue['severity']} "
              f"{issue['check_name']}")


def check_counts(suite):
    """The attributes a reader shows are those of the cases."""
    cases = suite.findall("testcase")
    for name, tag in (("failures", "failure"), ("errors", "error"),
                      ("skipped", "skipped")):
        if int(suite.get(name)) != len(suite.findall(f"testcase/{tag}")):
            sys.exit(f"{name} is not the number of <{tag}>")
    if int(suite.get("tests")) != len(cases):
        sys.exit("tests is not the number of <testcase>")
    names = [case.get("name") for case in cases]
    if len(set(names)) != len(names):
        sys.exit("two cases of one name")
    return cases


def junit(file, report):
    root = ElementTree.parse(file).getroot()
    if root.tag != "testsuites" or len(root) != 1:
        sys.exit("not one suite")
    cases = check_counts(root[0])
    with open(report, encoding="utf-8") as stream:
        report = json.load(stream)
    failed = [case for case in cases if case.find("failure") is not None]
    if len(failed) != len(report["findings"]):
        sys.exit("a finding is missing")
    rules = {re.match(r"[\w-]+", case.get("name")).group() for case in cases}
    if rules != {verdict["rule"] for verdict in report["verdicts"]}:
        sys.exit("not every rule has a case")
    for case in failed:
        print("failure", case.get("name"))


if __name__ == "__main__":
    if sys.argv[1] == "gitlab":
        gitlab(sys.argv[2])
    else:
        junit(sys.argv[2], sys.argv[3])
