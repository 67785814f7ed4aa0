# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Drivers of KMDF: WdfDriverCreate first or last, the end in EvtDriverUnload or
in the driver object's EvtCleanup; a module may come and go with the device."""

from ..step import Step
from .base import Framework, Noted, object_state

# attach_at -> (up: field, parameters), (down: field, result, parameters)
PAIRS = {
    "start": (("EvtDevicePrepareHardware", ["WDFDEVICE Device", "WDFCMRESLIST Raw", "WDFCMRESLIST Translated"]),
              ("EvtDeviceReleaseHardware", "NTSTATUS NTAPI", ["WDFDEVICE Device", "WDFCMRESLIST Translated"])),
    "power": (("EvtDeviceD0Entry", ["WDFDEVICE Device", "WDF_POWER_DEVICE_STATE Previous"]),
              ("EvtDeviceD0Exit", "NTSTATUS NTAPI", ["WDFDEVICE Device", "WDF_POWER_DEVICE_STATE Next"])),
    "managed": (("EvtDeviceSelfManagedIoInit", ["WDFDEVICE Device"]),
                ("EvtDeviceSelfManagedIoCleanup", "VOID NTAPI", ["WDFDEVICE Device"])),
}


class Kmdf(Framework):
    includes = ["#include <ntddk.h>", "#include <wdf.h>"]

    def __init__(self, driver):
        super().__init__(driver)
        self.by_cleanup = driver["stop_in"] == "cleanup"
        self.pnp = driver["has_device"]
        if self.by_cleanup:
            self.unload = ("VOID NTAPI", "DriverCleanup", ["WDFOBJECT Driver"])
        else:
            self.unload = ("VOID NTAPI", "DriverUnload", ["WDFDRIVER Driver"])

    def set_unload(self):
        return []

    def arrange(self, steps):
        callback = "DeviceAdd" if self.pnp else "WDF_NO_EVENT_CALLBACK"
        do = [f"WDF_DRIVER_CONFIG_INIT(&Config, {callback});"]
        if not self.pnp:
            do.append("Config.DriverInitFlags |= WdfDriverInitNonPnpDriver;")
        locals_, given = ["WDF_DRIVER_CONFIG Config;"], "WDF_NO_OBJECT_ATTRIBUTES"
        registered = any(s.kind in ("register", "module") for s in steps)
        if self.by_cleanup:
            locals_.append("WDF_OBJECT_ATTRIBUTES Attributes;")
            given = "&Attributes"
            do += ["WDF_OBJECT_ATTRIBUTES_INIT(&Attributes);",
                   "Attributes.EvtCleanupCallback = DriverCleanup;"]
        elif not (self.pnp and registered and self.driver.fault(
                0, "names-no-unload", "entry", "missing-deregister")):
            do.append("Config.EvtDriverUnload = DriverUnload;")
        do.append(f"Status = WdfDriverCreate(Driver, RegistryPath, {given}, "
                  "&Config, WDF_NO_HANDLE);")
        step = Step("framework", "framework", do, [], locals=locals_)
        return [step, *steps] if self.driver["framework_first"] else \
            [*steps, step]

    def after_type(self, module):
        if module.storage != "devext":
            return []
        return [f"WDF_DECLARE_CONTEXT_TYPE_WITH_NAME({module.context}, "
                f"{module.p}DeviceGet)", ""]

    # The device.

    def add(self):
        if not self.pnp:
            return
        module = self.attached
        if not module:
            self.add_device([], [], [])
            return
        state, own = object_state(self.driver, module)
        if own:
            self.driver.types.append([
                "WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DEVICE_STATE, "
                "DeviceStateGet)"])
        at, get = ("State", "DeviceStateGet") if own else \
            ("Ctx", f"{module.p}DeviceGet")
        here = [f"{state} *{at} = {get}(Device);"]
        where = module["attach_at"]
        noted = Noted(module, at, where == "start")
        locals_ = [f"{state} *{at};"]
        begin = [f"{at} = {get}(Device);"]
        if module.inits and not own:
            begin.append(f"{module.p}Initialize({at});")
        if where == "object":
            self.add_device(locals_, self.attributes(state, "DeviceCleanup"),
                            begin + noted.start())
            self.routine("VOID NTAPI", "DeviceCleanup", ["WDFOBJECT Device"],
                         here + [""] + noted.stop())
            return
        (up, takes), (down, result, ends) = PAIRS[where]
        pairs = [("Callbacks." + field, "On" + field[9:]) for field in (up, down)]
        locals_ += ["WDF_PNPPOWER_EVENT_CALLBACKS Callbacks;"]
        setup = ["WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&Callbacks);",
                 *(f"{field} = {name};" for field, name in pairs),
                 "WdfDeviceInitSetPnpPowerEventCallbacks(Init, &Callbacks);"]
        self.add_device(locals_, setup + self.attributes(state), begin)
        self.routine("NTSTATUS NTAPI", pairs[0][1], takes, here + [
            "NTSTATUS Status;", "", *unused(takes[1:]), *noted.start(),
            "return Status;"])
        tail = ["return STATUS_SUCCESS;"] if result.startswith("NT") else []
        self.routine(result, pairs[1][1], ends, here + [
            "", *unused(ends[1:]), *noted.stop(), *tail])

    def attributes(self, state, cleanup=None):
        lines = ["WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&Attributes, "
                 f"{state});"]
        return lines + ([f"Attributes.EvtCleanupCallback = {cleanup};"]
                        if cleanup else [])

    def add_device(self, locals_, setup, work):
        """EvtDriverDeviceAdd."""
        given = "&Attributes" if setup else "WDF_NO_OBJECT_ATTRIBUTES"
        locals_ = locals_ + (["WDF_OBJECT_ATTRIBUTES Attributes;"]
                             if setup else [])
        if self.driver.modules[0]["named"] and self.attached:
            # May fail once the device is there, which its clean-up sees to.
            locals_.append("UNICODE_STRING Link;")
            work = work + [
                *(["if (!NT_SUCCESS(Status))", "return Status;"]
                  if any("Status =" in line for line in work) else []),
                'RtlInitUnicodeString(&Link, L"\\\\DosDevices\\\\'
                f'{self.driver.modules[0].p}");',
                "Status = WdfDeviceCreateSymbolicLink(Device, &Link);"]
        self.routine("NTSTATUS NTAPI", "DeviceAdd", [
            "WDFDRIVER Driver", "PWDFDEVICE_INIT Init"], [
                "WDFDEVICE Device;", "NTSTATUS Status;", *locals_, "",
                "UNREFERENCED_PARAMETER(Driver);", *setup,
                f"Status = WdfDeviceCreate(&Init, {given}, &Device);",
                *(["if (!NT_SUCCESS(Status))", "return Status;", *work]
                  if work else []), "return Status;"])

    def routine(self, result, name, params, body):
        self.own_routine(result, name, params, body)


def unused(params):
    return [f"UNREFERENCED_PARAMETER({p.split()[-1]});" for p in params]
