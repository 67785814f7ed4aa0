# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""One network module of a driver: its state, its functions, how it starts and
stops. What the other files of the generator write goes through here."""

import dataclasses

from .cleanup import Routine
from .guards import Guards
from .step import Step, rule_of


@dataclasses.dataclass
class Function:
    """A function of the driver. file: which of the driver's files it is in."""
    returns: str
    name: str
    params: list
    body: list
    file: str = "net"
    static: bool = False
    remark: str = ""


class Module:
    """Where a module's things are and what they are called."""

    def __init__(self, driver, index, plan, prefix):
        self.driver, self.index, self.plan, self.p = driver, index, plan, prefix
        self.cpp = driver.plan["driver"]["lang"] == "cpp"
        self.fields, self.inits, self.functions = [], [], []
        self.constants, self.late_types = [], []
        # Constant tables, each defined in the file that names it.
        self.tables = {f"{prefix}ClientDispatch": [
            f"static const WSK_CLIENT_DISPATCH {prefix}ClientDispatch = "
            "{ MAKE_WSK_VERSION(1, 0), 0, NULL };"]}
        self.guards = Guards(self)
        self.storage = plan["storage"]
        self.wiped = False  # Stop clears the registration block

    def __getitem__(self, feature):
        return self.plan[feature]

    def fault(self, kind, where, rule):
        return self.driver.fault(self.index, kind, where, rule)

    # State.

    def field(self, kind, name, init=None):
        """Declares a member of the module's state; returns how to name it."""
        if (kind, name) not in self.fields:
            self.fields.append((kind, name))
            if init:
                self.inits.append(init(self.at(name)))
        return self.at(name)

    def at(self, name):
        name = name.split("[")[0]
        return {"globals": f"g_{self.p}{name}",
                "struct": f"{self.p}.{name}",
                "class": f"m_{name}",
                "array": f"{self.p}Slots[{self.slot()}].{name}",
                }.get(self.storage, f"Ctx->{name}")

    def slot(self):
        return f"{self.p.upper()}_MAIN_SLOT"

    @property
    def by_pointer(self):
        return self.storage in ("pool", "devext")

    @property
    def context(self):
        return f"{self.p.upper()}_CONTEXT"

    # Functions and calls.

    def params(self, more=()):
        own = [f"P{self.context} Ctx"] if self.by_pointer else []
        return own + list(more)

    def call(self, name, *args):
        own = ["Ctx"] if self.by_pointer else []
        return f"{self.method(name)}({', '.join(own + list(args))})"

    def method(self, name):
        return name if self.storage == "class" else self.p + name

    def root_call(self, name, *args):
        """The same from a routine that Windows calls."""
        if self.storage == "class":
            return f"g_{self.p}.{name}({', '.join(args)})"
        own = [self.pointer] if self.by_pointer else []
        if name in ("Start", "Stop") and self["invoke"] == "ops":
            return f"{self.p}Ops.{name}({', '.join(own + list(args))})"
        if name == "Start" and self["invoke"] == "helper":
            own.append(self.method(name))
            name = "Run"
        return f"{self.method(name)}({', '.join(own + list(args))})"

    @property
    def pointer(self):
        """The context, where there is no parameter for it."""
        if self.storage == "pool":
            return f"g_{self.p}Context"
        if self["site"] == "attach":
            return self.driver.framework.pointer
        return f"(P{self.context})g_Device->DeviceExtension"

    def add(self, returns, name, more, body, file="net", remark="",
            free=False):
        """Defines a function; a free one takes no context and is no method."""
        static = free and self.file_of(file) == self.file_of("net")
        self.functions.append(Function(
            returns, self.p + name if free else self.method(name),
            list(more) if free else self.params(more), body, file,
            static, remark))

    def add_invocation(self):
        """The table or the helper through which Start and Stop are called."""
        takes = f"P{self.context}" if self.by_pointer else "VOID"
        p = self.p
        if self["invoke"] == "ops":
            self.late_types += [
                f"typedef struct _{p.upper()}_OPS {{",
                f"NTSTATUS (*Start)({takes});", f"VOID (*Stop)({takes});",
                f"}} {p.upper()}_OPS;", ""]
            self.tables[p + "Ops"] = [
                f"static const {p.upper()}_OPS {p}Ops = "
                f"{{ {p}Start, {p}Stop }};"]
        if self["invoke"] == "helper":
            self.add("NTSTATUS", "Run", [f"NTSTATUS (*Routine)({takes})"], [
                f"NTSTATUS Status = Routine({'Ctx' if self.by_pointer else ''});",
                "", "if (!NT_SUCCESS(Status))",
                f'DbgPrint("{p}: not started, 0x%08x\\n", Status);',
                "return Status;"])

    def file_of(self, role):
        return self.driver.file_of(self, role)

    # Starting and stopping.

    @property
    def restarts(self):
        return self["site"] in ("create", "ioctl", "lazy", "attach")

    @property
    def guarded(self):
        """Stop may be called although Start never succeeded."""
        return self["tolerant"] or self["cleanup"] in ("helper", "level") or (
            self["site"] in ("ioctl", "lazy") and not self["outer"])

    @property
    def per_step(self):
        """Each step notes itself; otherwise one note says all is up."""
        return self["cleanup"] in ("helper", "level") or \
            (self.guarded and self["guard_scope"] == "step")

    def stop_call(self):
        return self.call("Stop") + ";"

    def note_steps(self, steps):
        """Gives the steps their notes where Stop will look for them."""
        for step in steps:
            if step.undo and self.per_step and not (
                    step.test and self["cleanup"] != "level"):
                self.guards.note(step)

    def add_start(self, steps):
        tail = []
        whole, again = None, []
        if self.guarded and not self.per_step:
            whole = Step("module", "start", [], [], flag="Started")
            self.guards.note(whole)
            again = self.running_already(whole)
            if not self.fault("note-missing", "start", "missing-deregister"):
                tail = whole.set
        self.note_steps(steps)
        tail = self.give_back(steps) + tail
        routine = Routine(self, "start", steps, self["cleanup"], tail,
                          notes=self.per_step or self.restarts)
        body = routine.body()
        self.add("NTSTATUS", "Start", [], self.opening(routine) + again + body)
        self.add("VOID", "Stop", [], self.stop_body(steps, whole))

    def give_back(self, steps):
        """What was only needed to come up, at the end of coming up."""
        out = []
        for step in steps:
            if step.brief and not self.fault(
                    "keeps-capture", "start", "npi-held-at-deregister"):
                out += step.undo + (step.drop or step.clear)
        return out

    def opening(self, routine):
        return list(dict.fromkeys(routine.locals)) + [""]

    def running_already(self, whole):
        """Start of a module that looks itself whether it is up."""
        test = whole.test
        if not self.restarts or self.fault("starts-again", "start",
                                           "registration-block-reused"):
            return []
        if self["guard"] in ("exchange", "cmpxchg"):
            test = self.at(whole.flag) + " != 0"  # only a look, no exchange
        return [f"if ({test})", "return STATUS_SUCCESS;"]

    def stop_body(self, steps, whole):
        out = []
        order = self.stop_order([
            s for s in steps if s.undo and not (
                s.brief and self["cleanup"] not in ("helper", "level"))])
        if whole:
            inverted = self.fault("test-inverted", "stop", "missing-deregister")
            test = whole.test if inverted else self.guards.negated(whole)
            out += [f"if ({test})", "return;"]
            kept = self.restarts and self.fault(
                "note-kept", "stop", "double-deregister")
            out += [] if kept else whole.clear
        elif self.bails(order):
            socket = next(s for s in order if s.kind == "socket")
            out += [f"if (!({socket.test}))", "return;"]
        for step in order:
            if not step.brief and self.fault("stop-forgets", step.name, rule_of([step])):
                continue
            out += self.guarded_undo(step, whole)
        if self.wiped:
            block = self.at("Registration")
            out.append(f"RtlZeroMemory(&{block}, sizeof({block}));")
        return out

    def bails(self, order):
        """Fault: with no socket there is nothing to stop, somebody thought."""
        return self.per_step and any(
            s.kind == "socket" and s.test for s in order) and self.fault(
                "stop-bails-out", "stop", "missing-deregister")

    def guarded_undo(self, step, whole):
        clear = step.clear
        if step.kind == "socket" and self["stale"] and clear and self.fault(
                "pointer-kept", step.name, "socket-use-after-close"):
            clear = []
        if self.per_step and step.test:
            if self.restarts and step.kind in ("register", "capture") and \
                    clear and self.fault("note-kept", step.name, {
                        "register": "double-deregister",
                        "capture": "npi-over-release"}[step.kind]):
                clear = []
            lines = step.undo + clear
            brace = len(lines) > 1
            return [f"if ({step.test})" + (" {" if brace else ""), *lines] + (
                ["}"] if brace else [])
        return step.undo + (clear if self.restarts else [])

    def stop_order(self, steps):
        """Last one first; or, as a fault, WskDeregister before something."""
        order = steps[::-1]
        at = next((i for i, s in enumerate(order) if s.kind == "register"), 0)
        for index in range(at):
            if order[index].kind in ("socket", "capture") and self.fault(
                    "stop-out-of-order", order[index].name,
                    rule_of([order[index]])):
                step = order.pop(index)
                order.insert(at, step)
                break
        return order
