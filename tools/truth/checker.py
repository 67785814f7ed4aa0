# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""The checker's verdict on a driver."""

import dataclasses
import os

from .programs import run_json


@dataclasses.dataclass(frozen=True)
class Finding:
    """One definite finding; the rule without the tool's prefix."""

    rule: str
    file: str
    line: int
    function: str = ""
    message: str = ""
    stage: str = ""
    path: tuple = ()  # (file, line) of each step


@dataclasses.dataclass(frozen=True)
class StaticVerdict:
    """`error` is not empty when there is no verdict at all."""

    findings: tuple = ()
    inconclusive: tuple = ()  # (rule, reason)
    not_analysed: tuple = ()  # (what, cause), those that matter
    error: str = ""
    seconds: float = 0.0

    def rules(self):
        return {finding.rule for finding in self.findings}

    def found(self):
        """{(rule, file, line)}"""
        return {(f.rule, f.file, f.line) for f in self.findings}

    def inconclusive_rules(self):
        return {rule for rule, _ in self.inconclusive}


def plain(rule):
    """Reports prefix rules with the tool's name; nothing else does."""
    return rule[4:] if rule.startswith("wsk-") else rule


def _finding(entry, where):
    def place(step):
        return os.path.realpath(os.path.join(where, step["file"])), step["line"]

    file, line = place(entry)
    return Finding(plain(entry["rule"]), file, line, entry.get("function", ""),
                   entry.get("message", ""), entry.get("stage", ""),
                   tuple(place(step) for step in entry.get("path", [])))


def verdict_of(report, where, seconds=0.0):
    """Of a JSON report that was made in the folder `where`."""
    return StaticVerdict(
        tuple(_finding(entry, where) for entry in report["findings"]),
        tuple((plain(v["rule"]), "; ".join(v["reasons"])) for v in report["verdicts"]
              if v["verdict"] == "inconclusive"),
        tuple((n["what"], n["cause"]) for n in report["notAnalysed"] if n["matters"]),
        "", seconds)


def check(programs, sources, options=(), compiler=()):
    """Runs wsk-check over the sources of one driver."""
    command = [programs.check, "--quiet", "--json", "-", "-j", "1", *options, *sources]
    if compiler:
        command += ["--", *compiler]
    report, _, error, used = run_json(command, programs.seconds)
    if report is None:
        return StaticVerdict(error=error, seconds=used)
    return verdict_of(report, os.getcwd(), used)
