# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""A whole driver from its plan: modules, DriverEntry, Unload, the device."""

from . import ballast, device, frameworks, sites, sync
from .cleanup import Routine
from .emit import emit
from .module import Function, Module
from .step import Step

# Prefix of a module, and what the module is for.
THEMES = (("Bcn", "beacon"), ("Log", "log shipping"), ("Tun", "tunnel"),
          ("Mon", "monitor"), ("Rly", "relay"), ("Tel", "telemetry"),
          ("Clk", "time client"), ("Dsc", "discovery"), ("Alv", "keep-alive"),
          ("Mir", "mirror"), ("Nbd", "block device"), ("Chk", "health check"))


class Driver:
    """A driver being written. points: the faults that could be seeded, by the
    place's name, with the rule each breaks; filled while it is written."""

    def __init__(self, plan):
        self.plan = plan
        self.points, self.types, self.helpers = {}, [], []
        self.globals, self.roots, self.scenario = [], [], []
        self.ballast, self.warm_up, self.first_lines = [], [], []
        self.entry_tables = []  # constants, behind the prototypes
        self.framework = frameworks.of(self)
        start = plan["seed"] % len(THEMES)
        self.tag = f"'{THEMES[start][0][::-1]}G'"
        self.modules = [
            Module(self, index, module, THEMES[(start + index) % len(THEMES)][0])
            for index, module in enumerate(plan["modules"])]
        for index, module in enumerate(self.modules):
            module.port = 40100 + index
            module.purpose = THEMES[(start + index) % len(THEMES)][1]

    def __getitem__(self, feature):
        return self.plan["driver"][feature]

    @property
    def talks(self):
        """Some module sends requests to WSK."""
        return any(m["socket"] != "none" or m["resolve"]
                   for m in self.plan["modules"])

    def fault(self, index, kind, where, rule):
        key = f"{index}:{kind}:{where}"
        self.points[key] = rule
        return key in self.plan["faults"]

    def helper(self, returns, name, params, body):
        self.helpers.append(Function(
            returns, name, params, body, "util",
            self.file_of(None, "util") == "driver"))

    def file_of(self, module, role):
        """Which file a function is in: base name without suffix."""
        if self["files"] == 1:
            return "driver"
        if role in ("util", "entry"):
            return "driver" if role == "entry" else "util"
        base = module.p.lower() + "net"
        return base + "_" + role if self["files"] == 3 and role != "net" \
            else base

    # Writing it.

    def build(self):
        if self.talks:
            sync.add(self)
        for module in self.modules:
            sites.build(module)
        ballast.add(self)
        device.add(self)
        self.framework.add()
        self.add_initialize()
        self.add_entry()
        self.add_unload()
        return emit(self)

    def add_initialize(self):
        for module in self.modules:
            if module.inits:
                module.add("VOID", "Initialize", [], list(module.inits))

    def root(self, returns, name, params, body):
        self.roots.append(Function(returns, name, params, body, "entry",
                                   name != "DriverEntry"))

    def context_steps(self, module):
        """Memory for the module's state, and its first values."""
        out = []
        if module.storage == "pool":
            at = f"g_{module.p}Context"
            out.append(Step("memory", module.p.lower() + "Context", [
                f"{at} = (P{module.context})ExAllocatePoolWithTag("
                f"NonPagedPoolNx, sizeof({module.context}), {self.tag});",
                f"Status = {at} != NULL ? STATUS_SUCCESS : "
                "STATUS_INSUFFICIENT_RESOURCES;"],
                [f"ExFreePoolWithTag({at}, {self.tag});"],
                test=f"{at} != NULL"))
        return out

    def first_values(self, module):
        out = []
        if module.storage == "pool":
            out.append(f"RtlZeroMemory({module.pointer}, "
                       f"sizeof({module.context}));")
        if module.inits and not (
                module.storage == "devext" and module["site"] == "attach"):
            out.append(module.root_call("Initialize") + ";")
        if not module["split"] and module.by_pointer:
            out.insert(0, f"Ctx = {module.pointer};")
        return Step("values", "values", out, [], fails=False)

    def module_steps(self, module):
        if not module["split"]:
            return module.steps
        if module.restarts:
            return []
        name = module.p.lower()
        start, stop = module.root_call("Start"), module.root_call("Stop")
        if module["tolerant"]:
            use = [] if module["worker"] or module["site"] != "entry" \
                else self.root_use(module)
            other = ["else", *use] if use else []
            return [Step("module", name, [
                f"Status = {start};", "if (!NT_SUCCESS(Status))",
                f'DbgPrint("{module.p}: no network, 0x%08x\\n", Status);',
                *other], [stop + ";"], fails=False, flag=module.p + "Started")]
        return [Step("module", name, [f"Status = {start};"], [stop + ";"],
                     flag=module.p + "Started")]

    def entry_steps(self):
        made = [device.step(self)] if self["device"] else []
        steps = made if self["device_first"] else []
        for module in self.modules:
            steps = steps + self.context_steps(module)
            values = self.first_values(module)
            steps += [values] if values.do else []
        for module in self.modules:
            steps = steps + self.module_steps(module)
        steps = steps if self["device_first"] else steps + made
        return self.framework.arrange(steps)

    def add_entry(self):
        steps = self.entry_steps()
        style = self["cleanup"]
        alone = self.modules[0]
        if not alone["split"]:
            style = alone["cleanup"]
        table = device.table(self)
        unload = self.framework.set_unload()
        late = unload if self["unload_late"] else []
        use = [line for m in self.modules if m["site"] == "entry" and
               not m["worker"] and not m["tolerant"]
               for line in self.root_use(m)]
        routine = Routine(self.modules[0], "entry", steps, style, use + late,
                          natural=alone["split"])
        if not alone["split"] and alone.by_pointer:
            routine.locals.append(f"P{alone.context} Ctx;")
        body = routine.body()
        self.root("NTSTATUS NTAPI", "DriverEntry", [
            "PDRIVER_OBJECT Driver", "PUNICODE_STRING RegistryPath"],
            list(dict.fromkeys(routine.locals)) + ["",
            "UNREFERENCED_PARAMETER(RegistryPath);", *self.warm_up, *table,
            *self.first_lines,
            *([] if self["unload_late"] else unload), *body])
        self.steps = steps

    def root_use(self, module):
        """What the module does first, called from DriverEntry."""
        from .traffic import use_lines
        lines = use_lines(module)
        if not lines:
            return []
        if not module["split"]:
            return lines
        if all(f.name != module.method("Use") for f in module.functions):
            module.add("VOID", "Use", [], lines)
        return [module.root_call("Use") + ";"]

    def add_unload(self):
        out = list(self.framework.first)
        alone = self.modules[0]
        unsplit = not alone["split"]
        if unsplit and alone.by_pointer:
            out.insert(0, f"P{alone.context} Ctx = {alone.pointer};")
        stopped = not unsplit
        for step in reversed(self.steps):
            if unsplit and step in alone.steps:
                out += [] if stopped else alone.stop_body(alone.steps, None)
                stopped = True
            elif step.kind != "module" or not alone.fault(
                    "unload-forgets", step.name, "missing-deregister"):
                out += step.undo
        at = 1
        for module in self.modules:
            if module.restarts:
                out[at:at] = device.stop_at_unload(self, module)
        self.root(*self.framework.unload, out + self.framework.last)
