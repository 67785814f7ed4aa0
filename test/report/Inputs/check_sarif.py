#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Checks that a file is SARIF 2.1.0 as our readers need it.

usage: check_sarif.py FILE [--sources FOLDER]

Checks types and required properties of what wsk-check writes, rejects
properties it does not know, follows every index, and with --sources finds every
region in its file. Exit 0 when all is well, else one line per fault.
"""

import json
import os
import re
import sys
import urllib.parse

FAULTS = []


def fault(where, what):
    FAULTS.append(f"{where}: {what}")


def check(value, shape, where):
    """Shapes: a type; [shape] for a list; a dict of properties, where "name?"
    may be missing and "*" stands for any other name; a compiled pattern; a set
    of allowed values."""
    if isinstance(shape, list):
        if not isinstance(value, list):
            return fault(where, "not a list")
        for number, item in enumerate(value):
            check(item, shape[0], f"{where}[{number}]")
    elif isinstance(shape, dict):
        check_object(value, shape, where)
    elif isinstance(shape, set):
        if value not in shape:
            fault(where, f"{value!r} is none of {sorted(shape)}")
    elif isinstance(shape, re.Pattern):
        if not isinstance(value, str) or not shape.fullmatch(value):
            fault(where, f"{value!r} does not match {shape.pattern}")
    elif not isinstance(value, shape) or isinstance(value, bool) != (shape is bool):
        fault(where, f"{value!r} is no {shape.__name__}")


def check_object(value, shape, where):
    if not isinstance(value, dict):
        return fault(where, "not an object")
    for name in shape:
        if not name.endswith("?") and name != "*" and name not in value:
            fault(where, f"no '{name}'")
    for name, item in value.items():
        inner = shape.get(name, shape.get(name + "?", shape.get("*")))
        if inner is None:
            fault(where, f"unknown property '{name}'")
        else:
            check(item, inner, f"{where}.{name}")


# A property bag may hold anything.
BAG = {"*": object}
TEXT = {"text": re.compile(r"(?s).+")}
SENTENCE = {"text": re.compile(r"(?s).+\.")}
URI = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*:)?[A-Za-z0-9._~/%-]+")
WEB = re.compile(r"https://\S+")
LEVEL = {"none", "note", "warning", "error"}
REGION = {"startLine": int, "startColumn?": int, "endLine?": int,
          "endColumn?": int}
LOCATION = {
    "physicalLocation?": {
        "artifactLocation": {"uri": URI, "uriBaseId?": {"%SRCROOT%"}},
        "region?": REGION},
    "logicalLocations?": [{"fullyQualifiedName": str, "kind": {"function"}}],
    "message?": TEXT}
RULE = {
    "id": re.compile("wsk-[a-z0-9-]+"), "name": re.compile("[A-Z][A-Za-z0-9]*"),
    "shortDescription": SENTENCE, "fullDescription": SENTENCE,
    "help": {"text": str, "markdown": str}, "helpUri": WEB,
    "defaultConfiguration": {"level": LEVEL},
    "properties": {"tags": [str], "precision": {"very-high", "high", "medium",
                                                "low"},
                   "problem.severity": {"error", "warning", "recommendation"},
                   "*": object}}
STEP = {"location": LOCATION, "nestingLevel": int, "executionOrder": int,
        "importance": {"important", "essential", "unimportant"},
        "properties?": BAG}
RESULT = {
    "ruleId": str, "ruleIndex": int, "level": LEVEL, "message": TEXT,
    "locations": [LOCATION],
    "partialFingerprints": {"primaryLocationLineHash": str, "*": str},
    "codeFlows": [{"threadFlows": [{"locations": [STEP]}]}],
    "properties?": BAG}
NOTIFICATION = {
    "descriptor": {"index": int}, "associatedRule?": {"id": str, "index": int},
    "level": LEVEL, "message": TEXT}
DRIVER = {
    "name": {"wsk-check"}, "fullName": str,
    "version": re.compile(r"\d+\.\d+\.\d+"),
    "semanticVersion": re.compile(r"\d+\.\d+\.\d+"), "informationUri?": WEB,
    "rules": [RULE],
    "notifications": [{"id": str, "name": re.compile("[A-Z][A-Za-z]*"),
                       "shortDescription": SENTENCE,
                       "fullDescription": SENTENCE, "help": SENTENCE}]}
LOG = {
    "$schema": WEB, "version": {"2.1.0"},
    "runs": [{
        "tool": {"driver": DRIVER},
        "invocations": [{"executionSuccessful": bool,
                         "toolExecutionNotifications": [NOTIFICATION]}],
        "automationDetails?": {"id": str},
        "originalUriBaseIds": {"%SRCROOT%": {"uri?": re.compile("file:///.*/"),
                                             "description": TEXT}},
        "columnKind": {"utf16CodeUnits"}, "results": [RESULT]}]}


def check_indices(run):
    rules = run["tool"]["driver"]["rules"]
    ids = [rule["id"] for rule in rules]
    if ids != sorted(set(ids)):
        fault("rules", "not sorted or not unique")
    kinds = len(run["tool"]["driver"]["notifications"])
    for number, result in enumerate(run["results"]):
        index = result["ruleIndex"]
        if not 0 <= index < len(ids) or ids[index] != result["ruleId"]:
            fault(f"results[{number}]", "ruleIndex and ruleId differ")
    for note in run["invocations"][0]["toolExecutionNotifications"]:
        if not 0 <= note["descriptor"]["index"] < kinds:
            fault("notifications", "no such descriptor")
        rule = note.get("associatedRule")
        if rule and ids[rule["index"]] != rule["id"]:
            fault("notifications", "associatedRule points elsewhere")


def utf16_length(text):
    return len(text.encode("utf-16-le")) // 2


def check_place(where, location, sources):
    place = location.get("physicalLocation")
    if not place or "region" not in place or sources is None:
        return
    name = urllib.parse.unquote(place["artifactLocation"]["uri"])
    path = os.path.join(sources, name.removeprefix("file://"))
    if not os.path.exists(path):
        return fault(where, f"no file {path}")
    region = place["region"]
    with open(path, encoding="utf-8", errors="replace") as file:
        lines = file.read().split("\n")
    for line, column in (("startLine", "startColumn"), ("endLine", "endColumn")):
        if line not in region:
            continue
        if not 1 <= region[line] <= len(lines):
            fault(where, f"{line} {region[line]} is not in {name}")
        elif not 1 <= region[column] <= utf16_length(lines[region[line] - 1]) + 1:
            fault(where, f"{column} {region[column]} is not in its line")
    if "endLine" in region and ((region["endLine"], region["endColumn"])
                                <= (region["startLine"], region["startColumn"])):
        fault(where, "region ends before it starts")


def check_flows(run, sources):
    for number, result in enumerate(run["results"]):
        where = f"results[{number}]"
        if len(result["codeFlows"]) != 1 or len(
                result["codeFlows"][0]["threadFlows"]) != 1:
            fault(where, "not exactly one thread flow")
        steps = result["codeFlows"][0]["threadFlows"][0]["locations"]
        if [step["executionOrder"] for step in steps] != list(
                range(1, len(steps) + 1)):
            fault(where, "executionOrder does not count from 1")
        if steps[-1]["location"].get("message") != result["message"]:
            fault(where, "the flow does not end in the finding")
        for step in steps:
            check_place(where, step["location"], sources)
        for location in result["locations"]:
            check_place(where, location, sources)


def main():
    sources = None
    args = sys.argv[1:]
    if "--sources" in args:
        at = args.index("--sources")
        sources = args[at + 1]
        del args[at:at + 2]
    with open(args[0], encoding="utf-8") as file:
        log = json.load(file)
    check(log, LOG, "log")
    if not FAULTS:
        for run in log["runs"]:
            check_indices(run)
            check_flows(run, sources)
    for line in FAULTS:
        print("check_sarif.py: " + line, file=sys.stderr)
    sys.exit(1 if FAULTS else 0)


if __name__ == "__main__":
    main()
