# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""The driver's device: what programs open, ask and close."""

from .locks import declare, locked
from .sites import late_capture
from .step import Step
from .traffic import use_lines

START, STOP, USE = 0x222000, 0x222004, 0x222008


def step(driver):
    """IoCreateDevice, and a symbolic link if the plan says so."""
    ext = next((f"sizeof({m.context})" for m in driver.modules
                if m.storage == "devext"), "0")
    name = driver.modules[0].p
    do = [f'RtlInitUnicodeString(&Name, L"\\\\Device\\\\{name}");',
          f"Status = IoCreateDevice(Driver, {ext}, &Name, FILE_DEVICE_UNKNOWN, "
          "0, FALSE, &g_Device);"]
    undo = ["IoDeleteDevice(g_Device);"]
    locals_ = ["UNICODE_STRING Name;"]
    if driver["symlink"]:
        driver.root("NTSTATUS", "CreateDevice", ["PDRIVER_OBJECT Driver"], [
            "UNICODE_STRING Name, Link;", "NTSTATUS Status;", "", *do,
            "if (!NT_SUCCESS(Status))", "return Status;",
            f'RtlInitUnicodeString(&Link, L"\\\\DosDevices\\\\{name}");',
            "Status = IoCreateSymbolicLink(&Link, &Name);",
            "if (!NT_SUCCESS(Status)) {", *undo, "g_Device = NULL;", "}",
            "return Status;"])
        driver.root("VOID", "DeleteDevice", ["VOID"], [
            "UNICODE_STRING Link;", "",
            f'RtlInitUnicodeString(&Link, L"\\\\DosDevices\\\\{name}");',
            "IoDeleteSymbolicLink(&Link);", *undo])
        do, undo, locals_ = (["Status = CreateDevice(Driver);"],
                             ["DeleteDevice();"], [])
    return Step("device", "device", do, undo, test="g_Device != NULL",
                locals=locals_)


def table(driver):
    if not driver["device"]:
        return []
    out = ["Driver->MajorFunction[IRP_MJ_CREATE] = DispatchCreate;",
           "Driver->MajorFunction[IRP_MJ_CLOSE] = DispatchClose;"]
    if any(m["site"] in ("ioctl", "lazy") for m in driver.modules):
        out.append("Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = "
                   "DispatchControl;")
    return out


def add(driver):
    if not driver["device"]:
        return
    driver.globals.append("PDEVICE_OBJECT g_Device;")
    params = ["PDEVICE_OBJECT Device", "PIRP Irp"]
    driver.root("NTSTATUS", "CompleteIrp", ["PIRP Irp", "NTSTATUS Status"], [
        "Irp->IoStatus.Status = Status;", "Irp->IoStatus.Information = 0;",
        "IoCompleteRequest(Irp, IO_NO_INCREMENT);", "return Status;"])
    module = next((m for m in driver.modules if m.restarts), None)
    create = close = []
    if module:
        declare(driver)
    if module and module["site"] == "create":
        create, close = by_handle(driver, module)
    elif module:
        by_request(driver, module)
    for name, body in (("DispatchCreate", create), ("DispatchClose", close)):
        driver.root("NTSTATUS NTAPI", name, params, [
            "NTSTATUS Status = STATUS_SUCCESS;", "",
            "UNREFERENCED_PARAMETER(Device);", *body,
            "return CompleteIrp(Irp, Status);"])


def use_call(module):
    lines = use_lines(module)
    if not lines:
        return []
    if module["stale"]:
        at = module.field("PWSK_SOCKET", "Socket")
        lines = [f"if ({at} == NULL)", "return;"] + lines
    module.add("VOID", "Use", [], lines)
    return [module.root_call("Use") + ";"]


def by_handle(driver, module):
    """The first open handle starts the module, the last one stops it."""
    driver.globals.append("ULONG g_Users;")
    start = f"Status = {module.root_call('Start')};"
    always = module.fault("starts-again", "create", "registration-block-reused")
    guard = [] if always else ["if (g_Users == 0)"]
    use = use_call(module)
    uses = ["if (NT_SUCCESS(Status)) {", "g_Users++;", *use, "}"] if use else [
        "if (NT_SUCCESS(Status))", "g_Users++;"]
    create = locked(driver, [*guard, start, *uses])
    each = module.fault("stops-each-time", "close", "double-deregister")
    stop = module.root_call("Stop") + ";"
    last = ["g_Users--;"] if each else ["if (--g_Users == 0)"]
    if module.fault("never-stops", "close", "missing-deregister"):
        last, stop = ["g_Users--;"], ""
    driver.scenario = [{"open": True}, {"open": True}, {"close": True},
                       {"close": True}, {"open": True}, {"wait": 50},
                       {"close": True}]
    return create, locked(driver, last + ([stop] if stop else []))


def start_lines(module):
    start = f"Status = {module.root_call('Start')};"
    if not module["outer"]:
        return [start]
    lines = [start, "if (NT_SUCCESS(Status))", "g_Running = TRUE;"]
    if module["once"] == "execute":
        module.driver.root("ULONG NTAPI", "StartOnce", [
            "PRTL_RUN_ONCE Once", "PVOID Parameter", "PVOID *Context"], [
                "NTSTATUS Status;", "", "UNREFERENCED_PARAMETER(Once);",
                "UNREFERENCED_PARAMETER(Parameter);",
                "UNREFERENCED_PARAMETER(Context);", *lines,
                "return NT_SUCCESS(Status);"])
        return ["Status = RtlRunOnceExecuteOnce(&g_Once, StartOnce, NULL, "
                "NULL);"]
    if module["once"]:
        return ["Status = RtlRunOnceBeginInitialize(&g_Once, 0, NULL);",
                "if (Status == STATUS_PENDING) {", *lines,
                "RtlRunOnceComplete(&g_Once, NT_SUCCESS(Status) ? 0 : "
                "RTL_RUN_ONCE_INIT_FAILED, NULL);", "}"]
    if module.fault("starts-again", "ioctl", "registration-block-reused"):
        return lines
    return ["if (!g_Running) {", *lines, "}"]


def stop_lines(module, where):
    stop = module.root_call("Stop") + ";"
    if not module["outer"]:
        return [stop]
    if module.fault("stops-unstarted", where, "deregister-unregistered"):
        return [stop]
    lines = [stop, "g_Running = FALSE;"]
    if module.fault("running-kept", where, "double-deregister"):
        lines.pop()
    brace = len(lines) > 1
    return ["if (g_Running)" + (" {" if brace else ""), *lines] + (
        ["}"] if brace else [])


def by_request(driver, module):
    """Start, stop and use the module on request; or just use it, lazily."""
    if module["outer"]:
        driver.globals.append("BOOLEAN g_Running;")
    if module["once"]:
        driver.globals.append("RTL_RUN_ONCE g_Once;")
    asked = module["outer"] or module["site"] == "lazy" or module.wiped
    use = use_call(module) if asked else []
    cases = []
    if module["site"] == "ioctl":
        unchecked = use and (module.wiped or module["stale"] or module.fault(
            "uses-unstarted", "ioctl", "registration-used-uninitialised"
            if late_capture(module) and module["traffic"] == "none" else None))
        if use and module["outer"] and not unchecked:
            use = ["if (g_Running) {", *use, "}"]
        elif use and not unchecked:
            use = []
        cases += ["case IOCTL_START:", *start_lines(module), "break;",
                  "case IOCTL_STOP:", *stop_lines(module, "ioctl"), "break;"]
        codes = [START, USE, START, USE, STOP, USE, STOP, START]
        if unchecked:
            codes = [USE] + codes
    else:
        brace = ["if (NT_SUCCESS(Status)) {", *use, "}"] if use else []
        use = start_lines(module) + brace
        codes = [USE, USE]
    if use:
        cases += ["case IOCTL_USE:", *use, "break;"]
    else:
        codes = [code for code in codes if code != USE]
    driver.scenario = [{"open": True}] + [
        {"ioctl": hex(code)} for code in codes] + [{"close": True}]
    driver.root("NTSTATUS NTAPI", "DispatchControl", [
        "PDEVICE_OBJECT Device", "PIRP Irp"], [
            "PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);",
            "NTSTATUS Status = STATUS_SUCCESS;", "",
            "UNREFERENCED_PARAMETER(Device);", *locked(driver, [
                "switch (Stack->Parameters.DeviceIoControl.IoControlCode) {",
                *cases, "default:", "Status = STATUS_INVALID_DEVICE_REQUEST;",
                "break;", "}"]), "return CompleteIrp(Irp, Status);"])


def stop_at_unload(driver, module):
    """What Unload does about a module that programs start and stop."""
    if module["site"] in ("create", "attach"):
        return []
    if module.fault("unload-forgets", "unload", "missing-deregister"):
        return []
    return stop_lines(module, "unload")
