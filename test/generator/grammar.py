#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""What must hold of the grammar, whatever is drawn from it.

usage: grammar.py ROOT"""

import os
import sys
import unittest

sys.dont_write_bytecode = True
ROOT = sys.argv.pop(1)
sys.path.insert(0, os.path.join(ROOT, "tools"))
from generator import plan as plans  # noqa: E402
from generator.layout import layout  # noqa: E402
from generator.program import Program, generate  # noqa: E402
from generator.reduce import reduced  # noqa: E402

SEEDS = range(1, 400)


class Grammar(unittest.TestCase):
    def test_plans_settle_once(self):
        for seed in SEEDS:
            plan = plans.draw(seed)
            self.assertEqual(plans.settle(plan), plan)

    def test_every_alternative_is_drawn(self):
        drawn = [plans.draw(seed) for seed in range(1, 1200)]
        for name, table in plans.DRIVER.items():
            found = {plan["driver"][name] for plan in drawn}
            self.assertEqual(found, set(table), name)
        for name, table in plans.MODULE.items():
            found = {m[name] for plan in drawn for m in plan["modules"]}
            self.assertEqual(found, set(table), name)

    def test_faults_are_for_rules_that_exist(self):
        with os.scandir(os.path.join(ROOT, "docs", "rules")) as pages:
            rules = {page.name[:-3] for page in pages}
        seeded = set()
        for seed in SEEDS:
            seeded |= set(generate(seed, 0).points.values())
        self.assertEqual(seeded, rules)

    def test_every_fault_changes_the_driver(self):
        for seed in range(1, 40):
            correct = generate(seed, 0)
            for place in correct.points:
                wrong = Program(dict(correct.plan, faults=[place]))
                self.assertNotEqual(wrong.files, correct.files, place)

    def test_sizes(self):
        sizes = [sum(p.files[n].count("\n") for n in p.sources)
                 for p in (generate(seed) for seed in SEEDS)]
        self.assertLess(min(sizes), 80)
        self.assertGreater(max(sizes), 900)
        self.assertLess(max(sizes), 1600)

    def test_reduction_keeps_what_is_to_be_shown(self):
        def holds(plan):
            return any(m["socket"] == "listen" for m in plan["modules"])
        start = next(p for p in map(plans.draw, SEEDS) if holds(p))
        small = reduced(start, holds)
        self.assertTrue(holds(small))
        self.assertLessEqual(len(small["modules"]), 1)
        self.assertEqual(small["driver"]["lang"], "c")


class Layout(unittest.TestCase):
    def test_braces_indent(self):
        text = layout(["if (a) {", "b();", "}", "else", "c();", "Exit:", "d();"])
        self.assertEqual(text, "if (a) {\n    b();\n}\nelse\n    c();\n"
                         "Exit:\nd();\n")

    def test_long_statements_wrap(self):
        lines = layout(["f(" + ", ".join(["argument"] * 20) + ");"]).splitlines()
        self.assertTrue(all(len(line) <= 100 for line in lines))
        self.assertTrue(lines[1].startswith("    argument"))


unittest.main()
