# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""A generated driver: its plan, its files, the faults seeded in it."""

import json
import os
import random

from . import plan as plans
from .driver import Driver


class Program:
    """The driver a plan describes."""

    def __init__(self, plan):
        self.plan = plan
        driver = Driver(plan)
        self.files = driver.build()
        self.points = {k: r for k, r in driver.points.items() if r}

    @property
    def sources(self):
        return sorted(n for n in self.files if n.endswith((".c", ".cpp")))

    @property
    def seeded(self):
        """Seeded fault -> the rule it is meant to break."""
        return {key: self.points[key] for key in self.plan["faults"]
                if key in self.points}

    def write(self, folder):
        os.makedirs(folder, exist_ok=True)
        for name, text in self.files.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        with open(os.path.join(folder, "plan.json"), "w",
                  encoding="utf-8") as file:
            json.dump(self.plan, file, indent=1)
            file.write("\n")


def seed_faults(plan, points, count):
    """count faults, of rules drawn alike however many places each has."""
    rng = random.Random(f"faults {plan['seed']}")
    by_rule = {}
    for key, rule in sorted(points.items()):
        by_rule.setdefault(rule, []).append(key)
    chosen = []
    for _ in range(min(count, len(by_rule))):
        rule = rng.choice(sorted(by_rule))
        chosen.append(rng.choice(by_rule.pop(rule)))
    return dict(plan, faults=sorted(chosen))


def generate(seed, faults=None):
    """Program number seed. faults: how many; None leaves it to the seed."""
    plan = plans.draw(seed)
    if faults is None:
        faults = random.Random(f"count {seed}").choice((0, 1, 1, 1, 2))
    program = Program(plan)
    if not faults:
        return program
    return Program(seed_faults(plan, program.points, faults))


def load(path):
    """The program of a plan.json."""
    with open(path, encoding="utf-8") as file:
        plan = json.load(file)
    if plans.settle(plan) != plan:
        raise ValueError("its choices do not go together")
    return Program(plan)
