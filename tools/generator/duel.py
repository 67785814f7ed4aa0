# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Both judges on generated drivers, and what becomes of a disagreement."""

import dataclasses
import os
import re
import shutil
import tempfile

from truth import checker, compare, kernel
from truth.programs import run_json

from .program import Program, generate
from .reduce import reduced, signature


SYMPTOM = "another symptom of a fault that is found"
LATER = "what the fault that is found leads to when another call fails, too"
# What the use of something that was never had leads to.
LEADS_TO = {
    "unchecked-capture": {"npi-over-release", "provider-call-after-release"},
    "unchecked-register": {"npi-over-release", "deregister-unregistered",
                           "registration-used-uninitialised"},
}
# Faults that the contract calls suspicious, not definite: a minifilter refuses
# to go and does not ask whether it must (4.1, fact 3).
SUSPICIOUS = {"always-refuses"}
ONLY_SUSPICIOUS = "suspicious, not definite, by the contract"
UNCALLED = "in a function that nothing calls"
HIDDEN = "only together with another fault"
DEEP = {"schedules": 5, "faults": 3}  # times the schedules; failures per run


def is_uncalled(program, function):
    """Nothing but declarations names it: each begins its line."""
    declared = re.compile(rf"^[A-Za-z_][\w \*]*\b{re.escape(function)}\(")
    return bool(function) and not any(
        re.search(rf"\b{re.escape(function)}\b", line) and not declared.match(line)
        for text in program.files.values() for line in text.splitlines())


@dataclasses.dataclass
class Verdict:
    """What both say about one generated driver. open: differences that count;
    explained: (difference, why it does not)."""
    program: Program
    static: object
    runtime: object
    comparison: object
    open: list = dataclasses.field(default_factory=list)
    explained: list = dataclasses.field(default_factory=list)
    shown: set = dataclasses.field(default_factory=set)  # (rule, line)
    folder: str = ""  # where its files were, as the verdicts name them

    def is_shown(self, difference):
        """A finding the campaign missed and a guided run shows."""
        return difference.kind == "unshown" and \
            (difference.rule, difference.line) in self.shown

    def is_uncalled(self, difference):
        """A finding in a function that nothing calls."""
        return difference.kind == "unshown" and any(
            is_uncalled(self.program, f.function)
            for f in self.static.findings if (f.rule, f.file, f.line) ==
            (difference.rule, difference.file, difference.line))

    def true_rules(self):
        """Rules of the findings that some run shows."""
        return {finding.rule for finding, _ in self.comparison.agreed} | \
            {rule for rule, _ in self.shown}


class Duel:
    """Runs the judges. work: a folder of its own, for the drivers' sources."""

    def __init__(self, programs, judged, schedules):
        self.programs, self.judged = programs, set(judged)
        self.schedules = schedules
        self.work = tempfile.mkdtemp(prefix="differential-")

    def close(self):
        shutil.rmtree(self.work, ignore_errors=True)

    def judge(self, program, runtime=None):
        """Both verdicts on a program, and which differences count. runtime:
        gives the kernel's verdict of an earlier run for the folder."""
        folder = os.path.realpath(tempfile.mkdtemp(dir=self.work))
        try:
            program.write(folder)
            verdict = self.judge_folder(program, folder,
                                        runtime and runtime(folder))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        verdict.folder = folder
        return self.sort(verdict)

    def judge_folder(self, program, folder, runtime=None):
        sources = [os.path.join(folder, name) for name in program.sources]
        static = checker.check(self.programs, sources)
        runtime = runtime or self.run(folder, sources)
        comparison = compare.compare(static, runtime, self.judged)
        verdict = Verdict(program, static, runtime, comparison)
        if any(d.kind == "unshown" for d in comparison.counted()):
            verdict.shown = self.confirmed(sources)
        if any(d.kind == "unshown" and not verdict.is_shown(d)
               for d in comparison.counted()):
            deep = self.run(folder, sources, **DEEP)
            verdict.runtime = dataclasses.replace(
                runtime, violations=runtime.violations + deep.violations,
                inconclusive=runtime.inconclusive + deep.inconclusive)
            verdict.comparison = compare.compare(static, verdict.runtime,
                                                 self.judged)
        return verdict

    def confirmed(self, sources):
        """Findings that a run guided by their own path shows."""
        report = run_json([self.programs.check, "--quiet", "--json", "-", "-j",
                           "1", "--witness", *sources],
                          self.programs.seconds)[0]
        return {(checker.plain(f["rule"]), f["line"])
                for f in (report or {}).get("findings", [])
                if f.get("witness", {}).get("status") == "confirmed"}

    def run(self, folder, sources, schedules=1, faults=1):
        scenario = os.path.join(folder, "scenario.json")
        return kernel.explore(self.programs, sources, kernel.Bounds(
            schedules=schedules * self.schedules, faults=faults,
            scenario=scenario if os.path.exists(scenario) else ""))

    def sort(self, verdict):
        """Sets aside what does not count against either judge."""
        for difference in verdict.comparison.counted():
            if verdict.is_shown(difference):
                continue
            why = self.why_aside(verdict, difference)
            if why:
                verdict.explained.append((difference, why))
            else:
                verdict.open.append(difference)
        verdict.explained += [(d, d.outside) for d in
                              verdict.comparison.disagreements if d.outside]
        return verdict

    def why_aside(self, verdict, difference):
        """What explains a difference; empty if nothing does."""
        faults = verdict.program.plan["faults"]
        if verdict.is_uncalled(difference):
            return UNCALLED
        if self.is_suspicious(verdict, difference):
            return ONLY_SUSPICIOUS
        if len(faults) > 1 and not self.shown_alone(verdict, difference):
            return HIDDEN
        if len(faults) != 1:
            return ""
        if difference.kind == "missed" and verdict.comparison.agreed:
            return SYMPTOM
        follows = {rule for found in verdict.true_rules()
                   for rule in LEADS_TO.get(found, ())}
        return LATER if difference.rule in follows else ""

    def is_suspicious(self, verdict, difference):
        """What a fault that is only suspicious has led to."""
        plan = verdict.program.plan
        rest = [key for key in plan["faults"]
                if key.split(":")[1] not in SUSPICIOUS]
        if difference.kind != "missed" or len(rest) == len(plan["faults"]):
            return False
        return not rest or not self.shows(
            self.judge(Program(dict(plan, faults=rest))), "missed",
            difference.rule)

    def shown_alone(self, verdict, difference):
        """Some fault alone makes the same difference."""
        for key in verdict.program.plan["faults"]:
            single = Program(dict(verdict.program.plan, faults=[key]))
            if self.shows(self.judge(single), difference.kind, difference.rule):
                return True
        return False

    @staticmethod
    def shows(verdict, kind, rule):
        return any(d.kind == kind and d.rule == rule for d in verdict.open)

    def of_seed(self, seed, faults=None, runtime=None):
        return self.judge(generate(seed, faults), runtime)

    def still(self, kind, rule):
        """Does a plan show a disagreement of this kind about this rule?"""
        def holds(plan):
            program = Program(plan)
            if set(plan["faults"]) - set(program.points):
                return False
            if kind == "unshown" and not self.finds(program, rule):
                return False
            return self.shows(self.judge(program), kind, rule)
        return holds

    def finds(self, program, rule):
        """The checker alone, which is the quicker of the two."""
        folder = tempfile.mkdtemp(dir=self.work)
        program.write(folder)
        sources = [os.path.join(folder, name) for name in program.sources]
        found = rule in checker.check(self.programs, sources).rules()
        shutil.rmtree(folder, ignore_errors=True)
        return found

    def minimise(self, plan, kind, rule):
        """The reduced plan of a disagreement and its signature."""
        small = reduced(plan, self.still(kind, rule))
        return small, signature(small)


def generator_faults(verdict):
    """What a driver that was written to be correct broke: the generator's own
    error, or the kernel's."""
    if verdict.program.plan["faults"]:
        return []
    return sorted({v.rule for v in verdict.runtime.violations})
