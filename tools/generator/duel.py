# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Both judges on generated drivers, and what becomes of a disagreement."""

import dataclasses
import os
import shutil
import tempfile
import time

from truth import checker, compare, kernel

from .program import Program, generate
from .reduce import reduced, signature


@dataclasses.dataclass
class Verdict:
    """What both say about one generated driver."""
    program: Program
    static: object
    runtime: object
    comparison: object
    seconds: float


class Duel:
    """Runs the judges. work: a folder of its own, for the drivers' sources."""

    def __init__(self, programs, judged, schedules):
        self.programs, self.judged = programs, set(judged)
        self.schedules = schedules
        self.work = tempfile.mkdtemp(prefix="differential-")

    def close(self):
        shutil.rmtree(self.work, ignore_errors=True)

    def judge(self, program):
        """Both verdicts on a program."""
        folder = tempfile.mkdtemp(dir=self.work)
        try:
            program.write(folder)
            return self.judge_folder(program, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def judge_folder(self, program, folder):
        start = time.monotonic()
        sources = [os.path.join(folder, name) for name in program.sources]
        scenario = os.path.join(folder, "scenario.json")
        bounds = kernel.Bounds(
            schedules=self.schedules,
            scenario=scenario if os.path.exists(scenario) else "")
        static = checker.check(self.programs, sources)
        runtime = kernel.explore(self.programs, sources, bounds)
        return Verdict(program, static, runtime,
                       compare.compare(static, runtime, self.judged),
                       time.monotonic() - start)

    def of_seed(self, seed, faults=None):
        return self.judge(generate(seed, faults))

    def still(self, kind, rule):
        """Does a plan show a disagreement of this kind about this rule?"""
        def holds(plan):
            program = Program(plan)
            if set(plan["faults"]) - set(program.points):
                return False
            if kind == "unshown" and not self.finds(program, rule):
                return False
            return any(d.kind == kind and d.rule == rule
                       for d in self.judge(program).comparison.counted())
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
