# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Where the two verdicts on one driver differ."""

import dataclasses

from . import rules as table


@dataclasses.dataclass(frozen=True)
class Disagreement:
    """`kind` is what the checker would be if the kernel is right:

      missed   the kernel shows a violation that no finding tells of
      unshown  a finding that no schedule shows

    `outside` says why this does not count against the checker, or is empty."""

    kind: str
    rule: str
    file: str
    line: int
    outside: str = ""
    schedule: str = ""
    message: str = ""

    def __str__(self):
        text = f"{self.file}:{self.line}: {self.kind} {self.rule}"
        text += f" ({self.outside})" if self.outside else ""
        return text + (f" [{self.schedule}]" if self.schedule else "")


@dataclasses.dataclass(frozen=True)
class Comparison:
    agreed: tuple = ()         # (Finding, Violation): the finding is true
    disagreements: tuple = ()
    unusable: str = ""         # why the driver does not count at all

    def counted(self):
        return [d for d in self.disagreements if not d.outside]


def witness_of(finding, runtime):
    """The violation that shows a finding: of its own rule if there is one, at
    a line of its story if there is one. None if no violation does."""
    rules = table.shown_by(finding.rule)
    fitting = [v for v in runtime.violations if v.rule in rules or rules & set(v.also)]
    story = {(finding.file, finding.line), *finding.path}

    def distance(violation):
        return (violation.rule != finding.rule,
                (finding.file, finding.line) not in violation.places,
                not story.intersection(violation.places))

    return min(fitting, key=distance, default=None)


def _foreign(runtime, judged):
    """Violations of rules the checker does not have: IRPs, memory, locks. What
    a driver does after one of them is not the checker's business; a leak that
    is seen when the driver is gone changes nothing before."""
    return [v for v in runtime.violations
            if v.rule not in judged and not v.rule.endswith("-leak")]


def outside(violation, runtime, judged):
    if violation.rule in table.NOT_WITHOUT_MEMORY and violation.wants_memory():
        return "only without memory"
    if violation.is_race():
        return "only in a race"
    for other in _foreign(runtime, judged):
        if other.schedule == violation.schedule or other.first_seen <= violation.first_seen:
            return f"after {other.rule}"
    return ""


def _unshown_outside(finding, runtime, judged):
    if runtime.inconclusive:
        return "the kernel is inconclusive"
    # What was reached is not kept of earlier runs.
    if finding.rule.endswith("-leak") and runtime.reached and not runtime.times("unloads"):
        return "the kernel sees leaks when a driver is gone, and it never goes"
    for other in _foreign(runtime, judged):
        return f"behind {other.rule}"
    return ""


def _missed(static, runtime, judged):
    found = static.rules()
    for violation in runtime.violations:
        if violation.rule not in judged or found & table.explained_by(violation.rule):
            continue
        why = outside(violation, runtime, judged)
        if not why and violation.rule in static.inconclusive_rules():
            why = "the checker is inconclusive"
        yield Disagreement("missed", violation.rule, violation.file, violation.line, why,
                           violation.schedule, violation.message)


def compare(static, runtime, judged):
    """`judged` are the rules both sides know (rules.common_rules)."""
    for side, error in (("wsk-check", static.error), ("wsk-kernel", runtime.error)):
        if error:
            return Comparison(unusable=f"{side}: {error}")
    agreed, differ = [], []
    for finding in static.findings:
        witness = witness_of(finding, runtime)
        if witness:
            agreed.append((finding, witness))
            continue
        differ.append(Disagreement("unshown", finding.rule, finding.file, finding.line,
                                   _unshown_outside(finding, runtime, judged), "", finding.message))
    differ += _missed(static, runtime, set(judged))
    return Comparison(tuple(agreed), tuple(differ))
