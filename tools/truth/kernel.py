# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""The reference kernel's verdict on a driver."""

import dataclasses
import os
import re

from .programs import run_json


@dataclasses.dataclass(frozen=True)
class Bounds:
    """How much of a driver is run; the same bounds give the same verdict."""

    schedules: int = 2000
    seed: int = 1
    preemptions: int = 2
    faults: int = 1
    scenario: str = ""
    memory: bool = False  # look at every load and store

    def options(self):
        words = ["--schedules", str(self.schedules), "--seed", str(self.seed),
                 "--preemptions", str(self.preemptions), "--faults", str(self.faults)]
        if self.scenario:
            words += ["--scenario", self.scenario]
        return words + ["--check-memory"] * self.memory


@dataclasses.dataclass(frozen=True)
class Violation:
    """`places` are all lines of the driver the report names, the one to blame
    first: the stack of the call, then the stacks of the culprits."""

    rule: str
    file: str
    line: int
    message: str = ""
    schedule: str = ""
    first_seen: int = 0
    times: int = 0
    places: tuple = ()  # (file, line)
    also: tuple = ()    # rules it shows beside its own

    def answers(self):
        """What its schedule answers otherwise than usual: kind -> how often."""
        counts = {}
        for kind in re.findall(r":([a-z]+)=", self.schedule):
            counts[kind] = counts.get(kind, 0) + 1
        return counts

    def wants_memory(self):
        """It was seen only where an allocation failed."""
        return "memory" in self.answers()

    def is_race(self):
        """It was seen only where a thread was interrupted."""
        return "preempt" in self.answers()


@dataclasses.dataclass(frozen=True)
class RuntimeVerdict:
    """`error` is not empty when there is no verdict at all."""

    violations: tuple = ()
    inconclusive: tuple = ()  # (reason, schedules)
    reached: tuple = ()       # (what, schedules, times)
    exhausted: str = ""
    schedules: int = 0
    error: str = ""
    seconds: float = 0.0

    def rules(self):
        return {violation.rule for violation in self.violations}

    def times(self, what):
        return next((times for name, _, times in self.reached if name == what), 0)

    def share(self, what):
        """In which share of the schedules something was reached."""
        runs = next((runs for name, runs, _ in self.reached if name == what), 0)
        return runs / self.schedules if self.schedules else 0.0


def _places(entry):
    frames = list(entry["stack"])
    for culprit in entry["culprits"]:
        frames += culprit["stack"]
    return tuple((os.path.realpath(f["file"]), f["line"]) for f in frames if f["file"])


# A WskDeregister that never returns is reported under one rule; what else it
# waits for is among the culprits.
_WAITED_FOR = (("capture #", "npi-held-at-deregister"),
               (" accepted here", "accepted-socket-leak"),
               (" created here", "socket-open-at-deregister"))


def _also(entry):
    if not entry["message"].startswith("WskDeregister waits for ever"):
        return ()
    said = [culprit["text"] for culprit in entry["culprits"]]
    return tuple(rule for words, rule in _WAITED_FOR
                 if any(words in text for text in said))


def _violation(entry):
    places = _places(entry)
    file, line = places[0] if places else ("", 0)
    return Violation(entry["rule"], file, line, entry["message"], entry["schedule"],
                     entry["firstSeen"], entry["times"], places, _also(entry))


def verdict_of(report, seconds=0.0):
    """Of a JSON report of `wsk-kernel explore`."""
    campaign = report["campaign"]
    return RuntimeVerdict(
        tuple(_violation(entry) for entry in report["violations"]),
        tuple((entry["reason"], entry["schedules"]) for entry in report["inconclusive"]),
        tuple((what, r["schedules"], r["times"]) for what, r in sorted(campaign["reached"].items())),
        campaign["exhausted"], campaign["schedules"], "", seconds)


def explore(programs, sources, bounds=Bounds(), compiler=()):
    """Runs `wsk-kernel explore` over the sources of one driver."""
    command = [programs.kernel, "explore", *sources, *bounds.options(), "--json", "-"]
    if compiler:
        command += ["--", *compiler]
    report, _, error, used = run_json(command, programs.seconds)
    if report is None:
        return RuntimeVerdict(error=error, seconds=used)
    return verdict_of(report, used)
