# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""What is kept of each judged driver: one line of JSON per seed, so that a long
campaign can be interrupted, resumed and counted again without being run again."""

import dataclasses
import json
import os

from truth.kernel import RuntimeVerdict, Violation

from .duel import generator_faults


def differences(pairs):
    return sorted({(d.kind, d.rule, why) for d, why in pairs})


def kept(runtime, folder):
    """What the kernel said, with the driver's files as names in its folder."""
    def name(path):
        return os.path.relpath(path, folder) if path.startswith(folder) else path

    return {"schedules": runtime.schedules, "exhausted": runtime.exhausted,
            "inconclusive": runtime.inconclusive, "violations": [
                dict(dataclasses.asdict(v), file=name(v.file),
                     places=sorted({(name(f), line) for f, line in v.places}))
                for v in runtime.violations]}


def restored(data, folder):
    """The verdict again, for the same driver written into a folder."""
    def violation(v):
        places = tuple((os.path.join(folder, f), line) for f, line in v["places"])
        return Violation(**dict(v, file=os.path.join(folder, v["file"]),
                                places=places, also=tuple(v["also"])))

    return RuntimeVerdict(
        tuple(violation(v) for v in data["violations"]),
        tuple((reason, times) for reason, times in data["inconclusive"]), (),
        data["exhausted"], data["schedules"])


def record(seed, verdict):
    """The verdicts on one driver as plain data."""
    plan, program = verdict.program.plan, verdict.program
    out = {"seed": seed, "driver": plan["driver"], "modules": plan["modules"],
           "faults": program.seeded,
           "lines": sum(program.files[n].count("\n") for n in program.sources),
           "seconds": [round(verdict.static.seconds, 2),
                       round(verdict.runtime.seconds, 2)]}
    if verdict.comparison.unusable:
        return dict(out, unusable=verdict.comparison.unusable)
    return dict(
        out, broken=sorted(verdict.runtime.rules()),
        findings=[f.rule for f in verdict.static.findings],
        true=sorted({f.rule for f, _ in verdict.comparison.agreed}),
        open=differences((d, "") for d in verdict.open),
        explained=differences(verdict.explained),
        inconclusive=[reason for reason, _ in verdict.runtime.inconclusive],
        wrong=generator_faults(verdict),
        runtime=kept(verdict.runtime, verdict.folder))


class Results:
    """The records of a campaign; those in the file are not made again."""

    def __init__(self, path=None):
        self.path, self.records = path, {}
        if path and os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                for line in file:
                    if line.endswith("\n"):
                        entry = json.loads(line)
                        self.records[entry["seed"]] = entry

    def runtime(self, seed):
        """How to get the kernel's verdict on a driver again: a function of the
        folder it is in; None if it is not known."""
        data = self.records.get(seed, {}).get("runtime")
        return data and (lambda folder: restored(data, folder))

    def add(self, entry):
        """As JSON gives it back, so that a resumed campaign counts alike."""
        line = json.dumps(entry)
        if self.path:
            with open(self.path, "a", encoding="utf-8") as file:
                file.write(line + "\n")
        self.records[entry["seed"]] = json.loads(line)
        return self.records[entry["seed"]]


def features(entry):
    """Every alternative of the grammar that is in a driver: "choice: value"."""
    out = {f"{name}: {value}" for name, value in entry["driver"].items()}
    for module in entry["modules"]:
        out |= {f"{name}: {value}" for name, value in module.items()}
    return out
