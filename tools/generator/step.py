# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""What a driver does on its way up, one thing at a time, and how it is undone."""

import dataclasses

# What is wrong when the undoing of a step is left out.
LEFT_OUT = {
    "register": "missing-deregister",
    "module": "missing-deregister",
    "capture": "npi-held-at-deregister",
    "socket": "socket-open-at-deregister",
}
# The same, worst first: what names a fault that leaves out several.
GRAVITY = ("register", "module", "capture", "socket")


@dataclasses.dataclass
class Step:
    """One thing a routine brings up.

    do      statements; they leave the outcome in Status if the step can fail
    undo    statements that take it back
    test    an expression that says whether it is up; None if nothing says so
    set     statements that note success, where the object itself does not
    clear   statements that note the undoing, where test does not do so
    drop    the same where test was not asked
    locals  declarations the statements need
    flag    what a BOOLEAN for it is called
    brief   it is only needed while the others come up, and is undone then
    """
    kind: str
    name: str
    do: list
    undo: list
    fails: bool = True
    test: str = None
    set: list = dataclasses.field(default_factory=list)
    clear: list = dataclasses.field(default_factory=list)
    drop: list = dataclasses.field(default_factory=list)
    locals: list = dataclasses.field(default_factory=list)
    flag: str = ""
    brief: bool = False


def rule_of(steps):
    """The rule that is broken when none of these is undone."""
    kinds = {step.kind for step in steps}
    for kind in GRAVITY:
        if kind in kinds:
            return LEFT_OUT[kind]
    return None
