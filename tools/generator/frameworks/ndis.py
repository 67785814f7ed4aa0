# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""NDIS filter drivers: a module may come and go with a filter module, between
FilterAttach and FilterDetach or between FilterRestart and FilterPause."""

from ..cleanup import Routine
from ..step import Step
from .base import Framework, Noted, lifetime, object_state

CHANGES = (("Restart", "NDIS_STATUS", "PNDIS_FILTER_RESTART_PARAMETERS"),
           ("Pause", "NDIS_STATUS", "PNDIS_FILTER_PAUSE_PARAMETERS"))


class Ndis(Framework):
    includes = ["#include <ntddk.h>", "#define NDIS630 1", "#include <ndis.h>"]

    def arrange(self, steps):
        self.driver.globals.append("NDIS_HANDLE g_FilterHandle;")
        handlers = [f"Characteristics.{name}Handler = Filter{name};"
                    for name in ("Attach", "Detach", "Restart", "Pause")]
        step = Step("framework", "framework", [
            "RtlZeroMemory(&Characteristics, sizeof(Characteristics));",
            "Characteristics.Header.Type = "
            "NDIS_OBJECT_TYPE_FILTER_DRIVER_CHARACTERISTICS;",
            "Characteristics.Header.Revision = "
            "NDIS_FILTER_CHARACTERISTICS_REVISION_2;",
            "Characteristics.Header.Size = sizeof(Characteristics);",
            "Characteristics.MajorNdisVersion = 6;",
            "Characteristics.MinorNdisVersion = 30;", *handlers,
            "Status = NdisFRegisterFilterDriver(Driver, (NDIS_HANDLE)Driver, "
            "&Characteristics, &g_FilterHandle);"],
            ["NdisFDeregisterFilterDriver(g_FilterHandle);"],
            test="g_FilterHandle != NULL",
            locals=["NDIS_FILTER_DRIVER_CHARACTERISTICS Characteristics;"])
        # Modules are attached at once: what they need has to be there.
        first = self.driver["framework_first"] and not self.attached
        return [step, *steps] if first else [*steps, step]

    def add(self):
        module = self.attached
        at_start = module and module["attach_at"] != "object"
        self.context(module)
        self.add_attach(module, at_start)
        noted = Noted(module, self.at) if at_start else None
        for name, result, params in CHANGES:
            work = []
            if at_start:
                work = noted.start() if name == "Restart" else noted.stop()
            here = self.here if work else ["UNREFERENCED_PARAMETER(Context);"]
            status = ["NTSTATUS Status;"] if name == "Restart" and work else []
            end = "return NT_SUCCESS(Status) ? NDIS_STATUS_SUCCESS : " \
                "NDIS_STATUS_FAILURE;" if status else \
                "return NDIS_STATUS_SUCCESS;"
            self.own_routine(result, "Filter" + name, [
                "NDIS_HANDLE Context", f"{params} Parameters"],
                (here if work else []) + status + [
                    "", *([] if work else here),
                    "UNREFERENCED_PARAMETER(Parameters);", *work, end])

    def context(self, module):
        """What is kept for each filter module: the module's own context, or
        whether it runs."""
        state, own = object_state(self.driver, module)
        self.state, self.at = state, "State" if own else "Ctx"
        self.here = [f"P{state} {self.at} = (P{state})Context;"]

    def add_attach(self, module, at_start):
        tag = self.driver.tag
        memory = Step("memory", "context", [
            f"{self.at} = (P{self.state})ExAllocatePoolWithTag(NonPagedPoolNx,"
            f" sizeof({self.state}), {tag});",
            f"Status = {self.at} != NULL ? STATUS_SUCCESS : "
            "STATUS_INSUFFICIENT_RESOURCES;"],
            [f"ExFreePoolWithTag({self.at}, {tag});"],
            test=f"{self.at} != NULL",
            locals=[f"P{self.state} {self.at};"])
        values = [f"RtlZeroMemory({self.at}, sizeof({self.state}));"]
        if self.at == "Ctx" and module.inits:
            values.append(f"{module.p}Initialize(Ctx);")
        told = Step("told", "attributes", [
            "RtlZeroMemory(&Attributes, sizeof(Attributes));",
            "Attributes.Header.Type = NDIS_OBJECT_TYPE_FILTER_ATTRIBUTES;",
            "Attributes.Header.Revision = "
            "NDIS_FILTER_ATTRIBUTES_REVISION_1;",
            "Attributes.Header.Size = sizeof(Attributes);",
            f"Status = NdisFSetAttributes(Handle, {self.at}, &Attributes);"], [],
            locals=["NDIS_FILTER_ATTRIBUTES Attributes;"])
        steps, stop = [memory, Step("values", "values", values, [],
                                    fails=False)], []
        if module and not at_start:
            life = lifetime(module)
            step = Step("module", "client", life.start(), life.stop(),
                        flag="ClientUp")
            first = module["named"]
            steps += [step, told] if first else [told, step]
            stop = life.stop()
        else:
            steps.append(told)
        owner = module or self.driver.modules[0]
        routine = Routine(owner, "attach", steps, self.driver["cleanup"], [],
                          natural=False)
        body = routine.body()
        self.own_routine("NDIS_STATUS", "FilterAttach", [
            "NDIS_HANDLE Handle", "NDIS_HANDLE Context",
            "PNDIS_FILTER_ATTACH_PARAMETERS Parameters"],
            list(dict.fromkeys(routine.locals)) + [
                "", "UNREFERENCED_PARAMETER(Context);",
                "UNREFERENCED_PARAMETER(Parameters);", *body])
        self.own_routine("VOID", "FilterDetach", ["NDIS_HANDLE Context"], [
            *self.here, "", *stop, *memory.undo])
