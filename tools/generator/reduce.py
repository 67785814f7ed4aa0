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


def resets(plan):
    """Every single choice that has a simpler alternative: (where, name, value);
    where is a module's index, or None for the driver."""
    for name, table in DRIVER.items():
        for value in simpler(table, plan["driver"][name]):
            yield None, name, value
    for index, module in enumerate(plan["modules"]):
        for name, table in MODULE.items():
            for value in simpler(table, module[name]):
                yield index, name, value


def with_resets(plan, chosen):
    out = copy.deepcopy(plan)
    for where, name, value in chosen:
        target = out["driver"] if where is None else out["modules"][where]
        target[name] = value
    return settle(out)


def halves(items):
    """All, then halves, quarters ... of a list, down to its single items."""
    size = len(items)
    while size:
        for start in range(0, len(items), size):
            yield items[start:start + size]
        size //= 2


def candidates(plan):
    """Simpler plans, the largest steps first."""
    for index in range(len(plan["modules"])):
        if len(plan["modules"]) > 1:
            yield settle(without_module(plan, index))
    for key in plan["faults"]:
        yield dict(plan, faults=[k for k in plan["faults"] if k != key])
    simplest = {}
    for where, name, value in resets(plan):
        simplest.setdefault((where, name), (where, name, value))
    for chosen in halves(list(simplest.values())):
        yield with_resets(plan, chosen)
    for reset in resets(plan):
        yield with_resets(plan, [reset])


def reduced(plan, holds, limit=120):
    """The simplest plan found for which holds(plan), asking at most limit
    times. plan itself must hold."""
    seen, asked, again = {repr(plan)}, 0, True
    while again:
        again = False
        for candidate in candidates(plan):
            if repr(candidate) in seen or asked >= limit:
                continue
            seen.add(repr(candidate))
            asked += 1
            if holds(candidate):
                plan, again = candidate, True
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
