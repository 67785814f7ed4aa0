# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""How a driver remembers what is up: a BOOLEAN, a bit, a level, an interlocked
variable, a status, a pointer."""


class Guards:
    """The notes of one module, all of the kind its plan says."""

    def __init__(self, module):
        self.module = module
        self.levels = []

    def note(self, step):
        """Gives the step set, test and clear."""
        if not step.flag:
            step.flag = step.name[0].upper() + step.name[1:] + "Up"
        kind = self.module["guard"]
        if self.module["cleanup"] == "level" and step.flag != "Started":
            kind = "level"
        elif kind in ("level", "pointer") and step.flag != "Started":
            kind = "bool"
        elif kind == "pointer" or kind == "level":
            kind = "bool"
        step.set, step.test, step.clear = getattr(self, kind)(step)
        if kind in ("exchange", "cmpxchg"):
            at = self.module.at(step.flag)
            step.drop = [f"InterlockedExchange(&{at}, FALSE);"]

    def bool(self, step):
        at = self.module.field("BOOLEAN", step.flag)
        return [f"{at} = TRUE;"], at, [f"{at} = FALSE;"]

    def bit(self, step):
        module = self.module
        at = module.field("ULONG", "Flags")
        bit = f"{module.p.upper()}_{step.flag.upper()}"
        if bit not in dict(module.constants):
            module.constants.append((bit, f"0x{1 << len(module.constants):x}"))
        return [f"{at} |= {bit};"], f"{at} & {bit}", [f"{at} &= ~{bit};"]

    def exchange(self, step):
        at = self.module.field("LONG volatile", step.flag)
        return ([f"InterlockedExchange(&{at}, TRUE);"],
                f"InterlockedExchange(&{at}, FALSE)", [])

    def cmpxchg(self, step):
        at = self.module.field("LONG volatile", step.flag)
        return ([f"InterlockedExchange(&{at}, 1);"],
                f"InterlockedCompareExchange(&{at}, 0, 1) == 1", [])

    def status(self, step):
        at = self.module.field("NTSTATUS", step.flag + "Status",
                               lambda at: f"{at} = STATUS_UNSUCCESSFUL;")
        return ([f"{at} = STATUS_SUCCESS;"], f"NT_SUCCESS({at})",
                [f"{at} = STATUS_UNSUCCESSFUL;"])

    def level(self, step):
        """Levels are counted up; what is at or below the level is up."""
        at = self.module.field("ULONG", "Level")
        if step.flag not in self.levels:
            self.levels.append(step.flag)
        name, value = self.name(step.flag), len(self.levels)
        self.module.constants.append((name, str(value)))
        below = self.name(self.levels[-2]) if value > 1 else "0"
        return ([f"{at} = {name};"], f"{at} >= {name}", [f"{at} = {below};"])

    def name(self, flag):
        return f"{self.module.p.upper()}_LEVEL_{flag.upper()}"

    @staticmethod
    def negated(step):
        simple = step.test.replace("_", "").replace(".", "").replace(
            "->", "").isalnum()
        return "!" + step.test if simple else f"!({step.test})"
