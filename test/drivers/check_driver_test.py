#!/usr/bin/env python3
# ===- check_driver_test.py - Tests of the driver test runner ---------------===#
#
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
#
# ===------------------------------------------------------------------------===#
"""Unit tests of check_driver.py on made-up drivers and made-up reports."""

import contextlib
import io
import json
import os
import stat
import tempfile
import unittest

import check_driver


class DriverTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def source(self, text, name="driver.c"):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def finding(self, rule, line, name="driver.c", path=()):
        steps = [
            {"file": os.path.join(self.folder, name), "line": at, "column": 1, "message": text, "stage": "DriverEntry"}
            for at, text in path
        ]
        return {
            "rule": rule,
            "message": "made up",
            "file": os.path.join(self.folder, name),
            "line": line,
            "column": 1,
            "path": steps,
        }

    def compare(self, *findings, status=None):
        report = {"driver": "d", "verdicts": [], "findings": list(findings), "notAnalysed": [], "stats": {}}
        if status is None:
            status = 1 if findings else 0
        return check_driver.compare(self.folder, report, status)


class Findings(DriverTest):
    def test_silent_driver(self):
        self.source("int x;\n")
        self.assertEqual(self.compare(), [])

    def test_exact_match(self):
        self.source("int x;\nreturn; // EXPECT: socket-leak\n")
        self.assertEqual(self.compare(self.finding("socket-leak", 2)), [])

    def test_prefix_of_the_rule_is_ignored(self):
        self.source("return; // EXPECT: socket-leak\n")
        self.assertEqual(self.compare(self.finding("wsk-socket-leak", 1)), [])

    def test_block_comment(self):
        self.source("return; /* EXPECT: socket-leak */\n")
        self.assertEqual(self.compare(self.finding("socket-leak", 1)), [])

    def test_missing(self):
        self.source("return; // EXPECT: socket-leak\n")
        self.assertEqual(self.compare(), ["- driver.c:1: socket-leak (expected)"])

    def test_too_much(self):
        self.source("return;\n")
        lines = self.compare(self.finding("socket-leak", 1))
        self.assertEqual(lines, ["+ driver.c:1: socket-leak (not expected) made up"])

    def test_wrong_line_is_both(self):
        self.source("return; // EXPECT: socket-leak\n}\n")
        self.assertEqual([line[0] for line in self.compare(self.finding("socket-leak", 2))], ["-", "+"])

    def test_same_finding_twice(self):
        self.source("return; // EXPECT: socket-leak\n")
        twice = [self.finding("socket-leak", 1)] * 2
        self.assertEqual(len(self.compare(*twice)), 1)

    def test_several_rules_and_files(self):
        self.source("a(); // EXPECT: socket-leak, double-deregister\n")
        self.source("b(); // EXPECT: npi-over-release\n", "sub/more.cpp")
        self.assertEqual(
            self.compare(
                self.finding("double-deregister", 1),
                self.finding("socket-leak", 1),
                self.finding("npi-over-release", 1, "sub/more.cpp"),
            ),
            [],
        )


class KnownGaps(DriverTest):
    def test_false_report_still_there(self):
        self.source("a(); // EXPECT-FALSE: socket-leak\n")
        self.assertEqual(self.compare(self.finding("socket-leak", 1)), [])

    def test_false_report_mended(self):
        self.source("a(); // EXPECT-FALSE: socket-leak\n")
        self.assertIn("known false report is gone", self.compare()[0])

    def test_miss_still_there(self):
        self.source("a(); // EXPECT-MISSED: socket-leak\n")
        self.assertEqual(self.compare(), [])

    def test_miss_mended(self):
        self.source("a(); // EXPECT-MISSED: socket-leak\n")
        self.assertIn("known miss is found now", self.compare(self.finding("socket-leak", 1))[0])


class Notes(DriverTest):
    TEXT = "f(); // NOTE: succeeds\nreturn; // EXPECT: socket-leak\n"

    def test_matching_step(self):
        self.source(self.TEXT)
        self.assertEqual(self.compare(self.finding("socket-leak", 2, path=[(1, "f succeeds here")])), [])

    def test_other_message(self):
        self.source(self.TEXT)
        lines = self.compare(self.finding("socket-leak", 2, path=[(1, "f fails")]))
        self.assertEqual(lines, ["- driver.c:1: note /succeeds/ (have: f fails)"])

    def test_no_step_on_the_line(self):
        self.source(self.TEXT)
        lines = self.compare(self.finding("socket-leak", 2, path=[(2, "f succeeds")]))
        self.assertIn("no path step on this line", lines[0])


class Status(DriverTest):
    def test_findings_need_one(self):
        self.source("return; // EXPECT: socket-leak\n")
        lines = self.compare(self.finding("socket-leak", 1), status=0)
        self.assertEqual(lines, ["exit status 0, expected 1"])

    def test_inconclusive_is_not_silence(self):
        self.source("int x;\n")
        report = {
            "findings": [],
            "verdicts": [{"rule": "wsk-socket-leak", "verdict": "inconclusive", "reasons": ["budget"]}],
            "notAnalysed": [{"what": "f", "cause": "no body"}],
        }
        self.assertEqual(
            check_driver.compare(self.folder, report, 3),
            ["exit status 3, expected 0", "  socket-leak inconclusive: budget", "  not analysed: f: no body"],
        )

    def test_rules_with_one_reason_share_a_line(self):
        self.source("int x;\n")
        verdicts = [{"rule": f"wsk-{r}", "verdict": "inconclusive", "reasons": ["budget"]} for r in ("a-b", "c-d")]
        self.assertEqual(
            check_driver.compare(self.folder, {"findings": [], "verdicts": verdicts}, 3),
            ["exit status 3, expected 0", "  2 rules inconclusive: budget"],
        )


class BadInput(DriverTest):
    def refuse(self, text):
        self.source(text)
        with self.assertRaises(check_driver.BadInput):
            self.compare()

    def test_rule_spelling(self):
        self.refuse("a(); // EXPECT: SocketLeak\n")

    def test_unknown_kind(self):
        self.refuse("a(); // EXPECT-NONE: socket-leak\n")

    def test_regular_expression(self):
        self.refuse("a(); // NOTE: (\n")

    def test_no_sources(self):
        with self.assertRaises(check_driver.BadInput):
            self.compare()

    def test_report_without_findings(self):
        self.source("int x;\n")
        with self.assertRaises(check_driver.BadInput):
            check_driver.compare(self.folder, {}, 0)


class CommandLine(DriverTest):
    def main(self, *arguments):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = check_driver.main([*arguments, self.folder])
        return status, out.getvalue(), err.getvalue()

    def tool(self, output, status):
        path = os.path.join(self.folder, "fake-tool")
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"#!/bin/sh\ncat <<'END'\n{output}\nEND\nexit {status}\n")
        os.chmod(path, stat.S_IRWXU)
        return path

    def test_agreement(self):
        self.source("return; // EXPECT: socket-leak\n")
        report = json.dumps({"findings": [self.finding("socket-leak", 1)]})
        self.assertEqual(self.main("--wsk-check", self.tool(report, 1)), (0, "", ""))

    def test_difference(self):
        self.source("return; // EXPECT: socket-leak\n")
        status, out, _ = self.main("--wsk-check", self.tool('{"findings": []}', 0))
        self.assertEqual(status, 1)
        self.assertIn("- driver.c:1: socket-leak (expected)", out)

    def test_no_json(self):
        self.source("int x;\n")
        status, _, err = self.main("--wsk-check", self.tool("oops", 2))
        self.assertEqual(status, 2)
        self.assertIn("status 2 and no JSON report: oops", err)

    def test_missing_program(self):
        self.source("int x;\n")
        status, _, err = self.main("--wsk-check", os.path.join(self.folder, "nothing-here"))
        self.assertEqual(status, 2)
        self.assertIn("cannot run", err)


if __name__ == "__main__":
    unittest.main()
