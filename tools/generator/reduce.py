# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Smaller drivers that show the same: a plan goes back to simpler alternatives,
one choice at a time, as long as what is to be shown still holds. Reducing the
plan and not the text keeps every candidate a driver that compiles."""

import copy

from .plan import DRIVER, MODULE, settle


def simpler(table, value):
    """The alternatives that stand before a value."""
    values = list(table)
    return values[:values.index(value)] if value in values else values[:1]


def without_module(plan, index):
    """The plan without one module; faults of the others keep their places."""
    out = copy.deepcopy(plan)
    del out["modules"][index]
    faults = []
    for key in out["faults"]:
        at, rest = key.split(":", 1)
        at = int(at)
        if at != index:
            faults.append(f"{at - (at > index)}:{rest}")
    out["faults"] = faults
    return out


def candidates(plan):
    """Plans one step simpler, the largest steps first."""
    for index in range(len(plan["modules"])):
        if len(plan["modules"]) > 1:
            yield without_module(plan, index)
    for key in plan["faults"]:
        yield dict(plan, faults=[k for k in plan["faults"] if k != key])
    for name, table in DRIVER.items():
        for value in simpler(table, plan["driver"][name]):
            out = copy.deepcopy(plan)
            out["driver"][name] = value
            yield out
    for index, module in enumerate(plan["modules"]):
        for name, table in MODULE.items():
            for value in simpler(table, module[name]):
                out = copy.deepcopy(plan)
                out["modules"][index][name] = value
                yield out


def reduced(plan, holds, limit=200):
    """The simplest plan found for which holds(plan), asking at most limit
    times. plan itself must hold."""
    asked, seen = 0, set()
    again = True
    while again and asked < limit:
        again = False
        for candidate in candidates(plan):
            candidate = settle(candidate)
            mark = repr(candidate)
            if candidate == plan or mark in seen:
                continue
            seen.add(mark)
            asked += 1
            if holds(candidate):
                plan, again = candidate, True
                break
            if asked >= limit:
                break
    return plan


def signature(plan):
    """The choices of a reduced plan that are not the simplest ones."""
    from .plan import first
    words = [f"{name}={value}" for name, value in plan["driver"].items()
             if name in DRIVER and value != first(DRIVER[name])]
    for module in plan["modules"]:
        words += [f"{name}={value}" for name, value in module.items()
                  if value != first(MODULE[name])]
    return " ".join(words + [key.split(":", 1)[1] for key in plan["faults"]])
