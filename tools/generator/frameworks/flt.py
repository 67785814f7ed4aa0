# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Minifilters: unloaded by a routine that may refuse unless it must not; a module
may come with the first instance on a volume and go with the last one."""

from ..step import Step
from .base import Framework, lifetime


class Flt(Framework):
    includes = ["#include <fltKernel.h>"]
    unload = ("NTSTATUS FLTAPI", "FilterUnload",
              ["FLT_FILTER_UNLOAD_FLAGS Flags"])
    last = ["return STATUS_SUCCESS;"]

    def __init__(self, driver):
        super().__init__(driver)
        self.refuses = driver["refuses"]
        driver.globals += ["PFLT_FILTER g_Filter;"]
        if self.refuses:
            driver.globals.append("LONG volatile g_Busy;")

    @property
    def first(self):
        if not self.refuses:
            return ["UNREFERENCED_PARAMETER(Flags);"]
        may = " && !(Flags & FLTFL_FILTER_UNLOAD_MANDATORY)"
        if any(s.kind in ("register", "module") for s in self.driver.steps) \
                and self.driver.fault(0, "always-refuses", "unload",
                                      "missing-deregister"):
            may = ""
        return [f"if (g_Busy != 0{may})", "return STATUS_FLT_DO_NOT_DETACH;"]

    def set_unload(self):
        return []

    def arrange(self, steps):
        register = Step("framework", "filter", [
            "Status = FltRegisterFilter(Driver, &FilterRegistration, "
            "&g_Filter);"], ["FltUnregisterFilter(g_Filter);"],
            test="g_Filter != NULL")
        start = Step("start", "filtering", [
            "Status = FltStartFiltering(g_Filter);"], [])
        first = self.driver["framework_first"] and not self.attached
        return [register, *steps, start] if first else \
            [*steps, register, start]

    def add(self):
        setup = teardown = "NULL"
        module, at = self.attached, 0
        if module:
            setup, teardown = "InstanceSetup", "InstanceTeardown"
            at = module["attach_at"] == "object"
            self.add_instance(lifetime(module))
        operations = []
        if self.refuses:
            operations = ["{ IRP_MJ_CREATE, 0, BeforeCreate, NULL },"]
            self.own_routine("FLT_PREOP_CALLBACK_STATUS FLTAPI", "BeforeCreate", [
                "PFLT_CALLBACK_DATA Data", "PCFLT_RELATED_OBJECTS Objects",
                "PVOID *Context"], [
                    "UNREFERENCED_PARAMETER(Data);",
                    "UNREFERENCED_PARAMETER(Objects);",
                    "UNREFERENCED_PARAMETER(Context);",
                    "InterlockedIncrement(&g_Busy);",
                    "return FLT_PREOP_SUCCESS_NO_CALLBACK;"])
        ends = [teardown, "NULL"] if module and not at else ["NULL", teardown]
        self.driver.entry_tables += [
            "static const FLT_OPERATION_REGISTRATION Operations[] = {",
            *operations, "{ IRP_MJ_OPERATION_END }", "};", "",
            "static const FLT_REGISTRATION FilterRegistration = {",
            "sizeof(FLT_REGISTRATION), FLT_REGISTRATION_VERSION, 0, NULL, "
            f"Operations, FilterUnload, {setup}, NULL, {', '.join(ends)}", "};",
            ""]

    def add_instance(self, life):
        unused = ["UNREFERENCED_PARAMETER(Objects);",
                  "UNREFERENCED_PARAMETER(Flags);"]
        self.own_routine("NTSTATUS FLTAPI", "InstanceSetup", [
            "PCFLT_RELATED_OBJECTS Objects", "FLT_INSTANCE_SETUP_FLAGS Flags",
            "DEVICE_TYPE Volume", "FLT_FILESYSTEM_TYPE System"], [
                "NTSTATUS Status;", "", *unused,
                "UNREFERENCED_PARAMETER(Volume);",
                "UNREFERENCED_PARAMETER(System);", *life.start(),
                "return NT_SUCCESS(Status) ? STATUS_SUCCESS : "
                "STATUS_FLT_DO_NOT_ATTACH;"])
        self.own_routine("VOID FLTAPI", "InstanceTeardown", [
            "PCFLT_RELATED_OBJECTS Objects",
            "FLT_INSTANCE_TEARDOWN_FLAGS Flags"], [*unused, *life.stop()])
