#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Checks the JSON report of the driver 'leaky', read from standard input.

usage: check_json.py [--stats]
"""

import json
import sys


def check_place(place):
    assert place["file"] in ("a b/main.c", "a b/start.c"), place["file"]
    with open(place["file"], encoding="utf-8") as file:
        lines = file.read().encode().split(b"\n")
    assert 1 <= place["line"] <= len(lines), place
    assert 1 <= place["column"] <= len(lines[place["line"] - 1]) + 1, place


def main():
    report = json.load(sys.stdin)
    assert list(report) == ["driver", "verdicts", "findings", "notAnalysed",
                            "stats"], list(report)
    assert bool(report["stats"]) == ("--stats" in sys.argv), report["stats"]
    assert report["notAnalysed"] == [], report["notAnalysed"]
    verdicts = {v["rule"]: v["verdict"] for v in report["verdicts"]}
    assert list(verdicts) == sorted(verdicts), "verdicts are not sorted"
    assert verdicts["wsk-missing-deregister"] == "defect", verdicts
    assert verdicts["wsk-socket-leak"] == "not applicable", verdicts
    assert len(report["findings"]) == 1, report["findings"]
    finding = report["findings"][0]
    assert finding["rule"] == "wsk-missing-deregister"
    assert "Registration" in finding["subject"], finding["subject"]
    check_place(finding)
    for step in finding["path"]:
        check_place(step)
    stages = list(dict.fromkeys(step["stage"] for step in finding["path"]))
    assert stages[0] == "DriverEntry" and "Unload" in stages[-1], stages
    assert finding["stage"] == stages[-1], finding["stage"]


if __name__ == "__main__":
    main()
