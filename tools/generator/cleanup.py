# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Routines that bring up several things and take all of them back when one
fails, in the styles that are in use: returns in place, labels, nested ifs, one
exit with flags, a loop to break out of, __finally, a helper, scope guards."""

from .step import rule_of

FAILED = "!NT_SUCCESS(Status)"
WRONG_TESTS = {"only-not-ready": "Status == STATUS_DEVICE_NOT_READY",
               "only-no-interface": "Status == STATUS_NOINTERFACE"}
UNCHECKED = {"register": "unchecked-register", "capture": "unchecked-capture"}
UNDO_FAILED = {"register": "deregister-unregistered",
               "capture": "npi-over-release"}


class Routine:
    """Renders steps in one style. owner.fault(kind, where, rule) says whether
    a fault was seeded at a place."""

    def __init__(self, owner, where, steps, style, tail, notes=False,
                 natural=True):
        self.owner, self.where, self.steps = owner, where, steps
        # What cannot fail has nothing to take back.
        self.style = style if any(s.fails for s in steps) else "inline"
        self.tail, self.notes = tail, notes
        self.natural = natural  # the steps' own tests may be asked any time
        self.locals = ["NTSTATUS Status;"]
        for step in steps:
            self.locals += step.locals

    def fault(self, kind, step, rule):
        return rule is not None and self.owner.fault(
            kind, f"{self.where}.{step.name}", rule)

    # What every style needs.

    def acquire(self, step):
        """The step, and the note that it is up where others look for it."""
        note = step.set if self.notes else []
        if note and self.fault("note-missing", step, rule_of([step])):
            note = []
        early = note and step.fails and self.fault(
            "note-early", step, UNDO_FAILED.get(step.kind))
        return (note if early else []) + step.do, [] if early else note

    def failed(self, step):
        """The test for the step's failure; None where it is forgotten."""
        rule = UNCHECKED.get(step.kind)
        if self.fault("unchecked", step, rule):
            return None
        for kind, test in WRONG_TESTS.items():
            if step.kind == "capture" and self.fault(kind, step, rule):
                return test
        return FAILED

    def undo(self, step):
        return step.undo + ((step.drop or step.clear) if self.notes else [])

    def due(self, index):
        """The steps to take back when step index fails, last one first."""
        step = self.steps[index]
        before = [s for s in self.steps[:index] if s.undo][::-1]
        if self.fault("returns-at-once", step, rule_of(before)):
            return []
        if before and self.fault("forgets-one", step, rule_of(before[:1])):
            before = before[1:]
        elif len(before) > 1 and rule_of(before[:1]) and \
                before[1].kind == "register" and \
                self.fault("undoes-in-order", step, rule_of(before[:1])):
            before[0], before[1] = before[1], before[0]
        if self.fault("undoes-failed", step, UNDO_FAILED.get(step.kind)):
            before = [step] + before
        return before

    def unwind(self, index):
        return [line for step in self.due(index) for line in self.undo(step)]

    def body(self):
        return getattr(self, "style_" + self.style)()

    # The styles.

    def style_inline(self):
        out = []
        for index, step in enumerate(self.steps):
            do, note = self.acquire(step)
            out += do
            test = self.failed(step) if step.fails else None
            if test:
                unwind = self.unwind(index)
                brace = " {" if unwind else ""
                out += [f"if ({test}){brace}", *unwind, "return Status;"]
                out += ["}"] if unwind else []
            out += note
        return out + self.tail + ["return STATUS_SUCCESS;"]

    def style_ladder(self):
        """A label for each thing to take back; a failure jumps to the first
        that is due."""
        out, used = [], set()
        for index, step in enumerate(self.steps):
            do, note = self.acquire(step)
            out += do
            test = self.failed(step) if step.fails else None
            if test:
                due = self.due(index)
                if due and not self.straight(due):
                    out += [f"if ({test}) {{"]
                    out += [l for s in due for l in self.undo(s)]
                    out += ["return Status;", "}"]
                elif due:
                    used.add(due[0].name)
                    out += [f"if ({test})", f"goto {self.label(due[0])};"]
                else:
                    out += [f"if ({test})", "return Status;"]
            out += note
        out += self.tail + ["return STATUS_SUCCESS;", ""]
        return out + self.rungs(used)

    def straight(self, due):
        """The steps are the rungs from one label down to the last."""
        rungs = [s for s in self.steps if s.undo][::-1]
        return due == rungs[rungs.index(due[0]):]

    def label(self, step):
        return "Undo" + step.name[0].upper() + step.name[1:]

    def rungs(self, used):
        out = []
        for step in reversed(self.steps):
            if not step.undo:
                continue
            if step.name in used:
                out.append(self.label(step) + ":")
            if out:
                out += self.undo(step)
        return out + ["return Status;"] if out else []

    def style_nested(self):
        """Every level takes back its own step and falls out of the next."""
        out = self.nest(0)
        return out if out[-1] == "return STATUS_SUCCESS;" else out + [
            "return Status;"]

    def nest(self, index):
        if index == len(self.steps):
            return self.tail + ["return STATUS_SUCCESS;"]
        step = self.steps[index]
        do, note = self.acquire(step)
        test = self.failed(step) if step.fails else None
        later = any(s.fails for s in self.steps[index + 1:])
        undo = self.undo(step) if later else []
        if undo and self.fault("forgets-one", step, rule_of([step])):
            undo = []
        inner = note + self.nest(index + 1) + undo
        if not test:
            return do + inner
        good = "NT_SUCCESS(Status)" if test == FAILED else f"!({test})"
        return do + [f"if ({good}) {{", *inner, "}"]

    def test_of(self, step):
        return step.flag if self.needs_flag(step) else step.test

    def needs_flag(self, step):
        return not step.test or bool(step.set) or not self.natural

    def flagged(self, leave, last=""):
        """The steps up to the first failure, then leave."""
        out = []
        for step in self.steps:
            do, note = self.acquire(step)
            out += do
            test = self.failed(step) if step.fails else None
            if test and not (step is self.steps[-1] and last):
                out += [f"if ({test})", leave]
            if step.undo and self.needs_flag(step) and \
                    not self.fault("flag-missing", step, rule_of([step])):
                out.append(f"{step.flag} = TRUE;")
            out += note
        return out

    def take_back(self):
        out = []
        for step in reversed(self.steps):
            if step.undo:
                undo = self.undo(step)
                many = len(undo) > 1
                out += [f"if ({self.test_of(step)})" + (" {" if many else "")]
                out += undo + (["}"] if many else [])
        return out

    def local_flags(self):
        for step in self.steps:
            step.flag = step.flag or step.name[0].upper() + step.name[1:] + "Up"
            if step.undo and self.needs_flag(step):
                self.locals.append(f"BOOLEAN {step.flag} = FALSE;")

    def style_single(self):
        self.local_flags()
        return self.flagged("goto Exit;") + self.tail + [
            "", "Exit:", f"if ({FAILED}) {{", *self.take_back(), "}",
            "return Status;"]

    def style_loop(self):
        self.local_flags()
        return ["do {", *self.flagged("break;"), *self.tail,
                "return STATUS_SUCCESS;", "} while (FALSE);", "",
                *self.take_back(), "return Status;"]

    def style_finally(self):
        self.local_flags()
        self.locals[0] = "NTSTATUS Status = STATUS_UNSUCCESSFUL;"
        return ["__try {", *self.flagged("__leave;"), *self.tail, "}",
                "__finally {", f"if ({FAILED}) {{", *self.take_back(), "}", "}",
                "return Status;"]

    def style_helper(self):
        """Every failure calls the routine that stops all that is up."""
        out = []
        for index, step in enumerate(self.steps):
            do, note = self.acquire(step)
            out += do
            test = self.failed(step) if step.fails else None
            if test:
                before = [s for s in self.steps[:index] if s.undo]
                stop = [] if not before or self.fault(
                    "returns-at-once", step, rule_of(before)) \
                    else [self.owner.stop_call()]
                brace = " {" if stop else ""
                out += [f"if ({test}){brace}", *stop, "return Status;"]
                out += ["}"] if stop else []
            out += note
        return out + self.tail + ["return STATUS_SUCCESS;"]

    style_level = style_helper

    def style_raii(self):
        """Scope guards, dismissed when nothing can fail any more."""
        out, guards = [], []
        for index, step in enumerate(self.steps):
            do, note = self.acquire(step)
            out += do
            test = self.failed(step) if step.fails else None
            if test:
                out += [f"if ({test})", "return Status;"]
            out += note
            later = any(s.fails for s in self.steps[index + 1:])
            if step.undo and later and not self.fault(
                    "no-guard", step, rule_of([step])):
                name = "undo" + step.name[0].upper() + step.name[1:]
                guards.append(name)
                undo = " ".join(self.undo(step))
                out.append(f"auto {name} = OnExit([&] {{ {undo} }});")
        return out + [f"{name}.Dismiss();" for name in guards] + self.tail + [
            "return STATUS_SUCCESS;"]
