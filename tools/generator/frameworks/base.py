# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""The plain driver, which the other frameworks change."""

from ..locks import declare, locked


class Framework:
    """includes: of all files. unload: result, name and parameters of the
    routine that ends the driver; first: its first lines, last: its last."""

    includes = ["#include <ntddk.h>"]
    unload = ("VOID NTAPI", "DriverUnload", ["PDRIVER_OBJECT Driver"])
    first = ["UNREFERENCED_PARAMETER(Driver);"]
    last = []
    # Where a module's context is, in the routines that the framework calls.
    pointer = "Ctx"

    def __init__(self, driver):
        self.driver = driver

    def set_unload(self):
        """Statements of DriverEntry that name the routine."""
        return ["Driver->DriverUnload = DriverUnload;"]

    def arrange(self, steps):
        """DriverEntry's steps with the framework's own."""
        return steps

    def add(self):
        """The routines that the framework calls."""

    def after_type(self, module):
        """Declarations that belong behind the type of a module's context."""
        return []

    @property
    def attached(self):
        """The module that comes and goes with an object of the framework."""
        return next((m for m in self.driver.modules if m["site"] == "attach"),
                    None)

    def own_routine(self, result, name, params, body):
        self.driver.root(result, name, params, body)


class Counted:
    """A module that several objects share: the first one starts it, the last
    one stops it."""

    def __init__(self, module):
        self.module = module
        module.driver.globals.append("ULONG g_Users;")
        declare(module.driver)

    def start(self, note=()):
        use = use_lines_of(self.module)
        good = ["g_Users++;", *note, *use]
        brace = len(good) > 1
        return locked(self.module.driver, [
            "Status = STATUS_SUCCESS;", "if (g_Users == 0)",
            f"Status = {self.module.root_call('Start')};",
            "if (NT_SUCCESS(Status))" + (" {" if brace else ""), *good,
            *(["}"] if brace else [])])

    def stop(self, note=()):
        stop = [f"{self.module.root_call('Stop')};"]
        if self.module.fault("never-stops", "attach", "missing-deregister"):
            return locked(self.module.driver, ["g_Users--;", *note])
        return locked(self.module.driver,
                      ["if (--g_Users == 0)", *stop, *note])


class Owned:
    """A module for each object, in the object's context."""

    def __init__(self, module):
        self.module = module

    def start(self, note=()):
        use = use_lines_of(self.module)
        good = [*note, *use]
        brace = len(good) > 1
        return [f"Status = {self.module.root_call('Start')};"] + ([
            "if (NT_SUCCESS(Status))" + (" {" if brace else ""), *good,
            *(["}"] if brace else [])] if good else [])

    def stop(self, note=()):
        if self.module.fault("never-stops", "attach", "missing-deregister"):
            return list(note)
        return [f"{self.module.root_call('Stop')};", *note]


def lifetime(module):
    return Owned(module) if module.storage == "devext" else Counted(module)


def use_lines_of(module):
    """A call of what the module does once it is up, if anything."""
    from ..traffic import use_lines
    lines = use_lines(module)
    if not lines:
        return []
    module.add("VOID", "Use", [], lines)
    return [module.root_call("Use") + ";"]


class Noted:
    """Start and stop with a note in the object's state whether it is up: for
    objects whose end is also told when their beginning failed.

    at: how the object's state is named in the routines."""

    def __init__(self, module, at, kept_matters=False):
        self.module, self.life, self.at = module, lifetime(module), at
        self.kept_matters = kept_matters

    def start(self):
        return self.life.start([f"{self.at}->Running = TRUE;"])

    def stop(self):
        clear = [f"{self.at}->Running = FALSE;"]
        if self.kept_matters and self.module.storage == "devext" and \
                self.module.fault("running-kept", "attach", "double-deregister"):
            clear = []
        lines = self.life.stop(clear)
        if self.module.storage == "devext" and self.module.fault(
                "stops-unstarted", "attach", "deregister-unregistered"):
            return lines
        brace = len(lines) > 1
        return [f"if ({self.at}->Running)" + (" {" if brace else ""), *lines,
                *(["}"] if brace else [])]


def object_state(driver, module, more=()):
    """The type of what is kept for each object, and whether it is a type of
    its own: otherwise it is the module's context."""
    fields = [("BOOLEAN", "Running"), *more]
    if module and module.storage == "devext":
        for kind, name in fields:
            module.field(kind, name)
        return module.context, False
    driver.types.append(["typedef struct _DEVICE_STATE {",
                         *(f"{kind} {name};" for kind, name in fields),
                         "} DEVICE_STATE, *PDEVICE_STATE;"])
    return "DEVICE_STATE", True
