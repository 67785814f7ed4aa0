# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""The contract's rules as each side calls them.

Both sides use the contract's ids. One fault can break several rules, and the
two sides need not name the same one first: a socket that is lost is a
socket-leak to who reads the code, and to who runs it a WskDeregister that never
returns. tools/wsk-check/Witness.def says which rules of the kernel show that a
finding is true.
"""

import functools
import os
import re
import subprocess

from .programs import ROOT, Unusable

# Rules of the checker that the kernel has no rule of that name for, and why.
UNSEEN = {
    "unchecked-register": "a test that is missing breaks nothing by itself; the kernel sees what is "
                          "called with the block that was not registered",
    "unchecked-capture": "a test that is missing breaks nothing by itself; the kernel sees what is "
                         "called through the NPI that was not captured",
}

_OPEN_SOCKET = {"socket-leak", "accepted-socket-leak", "socket-open-at-deregister"}
_HELD_NPI = {"npi-capture-leak", "npi-held-at-deregister"}
_NO_REGISTRATION = {"registration-used-uninitialised", "deregister-unregistered", "double-deregister"}

# What else is broken once a rule is: the checker tells the first of them only,
# where a path breaks several.
FOLLOWS = {
    "npi-over-release": _NO_REGISTRATION,
    "registration-block-reused": {"missing-deregister"} | _HELD_NPI,
    # Also what a second start finds: the block of the first is still registered.
    "missing-deregister": _OPEN_SOCKET | _HELD_NPI | {"registration-block-reused"},
    "unchecked-capture": {"npi-over-release", "deregister-unregistered"},
    "unchecked-register": _NO_REGISTRATION | {"npi-over-release"},
}

# Rules that the checker does not judge where an allocation failed on the way:
# the contract counts a socket that stays open for want of an IRP as suspicious
# only (R28).
NOT_WITHOUT_MEMORY = _OPEN_SOCKET


def _read(pattern, *path):
    with open(os.path.join(ROOT, *path), encoding="utf-8") as file:
        return re.findall(pattern, file.read(), re.MULTILINE)


@functools.lru_cache(maxsize=None)
def told_as():
    """Rule of the checker -> rules of the kernel that show it, beside its own."""
    table = {}
    for rule, violated in _read(r'^SHOWN_BY\("([a-z-]+)",\s*"([a-z-]+)"\)',
                                "tools", "wsk-check", "Witness.def"):
        table.setdefault(rule, set()).add(violated)
    return table


def shown_by(rule):
    """Rules of the kernel that show a finding of this rule to be true."""
    return {rule} | told_as().get(rule, set())


def explained_by(violated):
    """Rules of the checker whose finding tells of this violation."""
    rules = set(told_as()) | set(FOLLOWS) | {violated}
    return {rule for rule in rules
            if violated in shown_by(rule) or violated in FOLLOWS.get(rule, ())}


def checker_rules(programs):
    """The checker's rules, sorted, as wsk-check lists them."""
    done = subprocess.run([programs.check, "--list-rules"], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unusable(f"{programs.check} --list-rules fails; run tools/build first")
    return sorted(line.split()[0] for line in done.stdout.splitlines() if line.strip())


def contract_numbers():
    """Rule id -> number in the contract, of the kernel's rules."""
    found = _read(r'^RULE\(\w+, (\d+), "([a-z-]+)"', "test", "kernel", "monitor", "Rules.def")
    return {name: int(number) for number, name in found}


def common_rules(programs):
    """Rules both sides know by one name, sorted."""
    return sorted(set(checker_rules(programs)) & set(contract_numbers()))


def explained_cases():
    """What tools/truth/explained.txt says: case -> why its complaints do not count."""
    with open(os.path.join(ROOT, "tools", "truth", "explained.txt"), encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
    return {line[0]: line[1] for line in lines if len(line) == 2}
