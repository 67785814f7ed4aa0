# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Where a module comes up and goes down: in DriverEntry and Unload, in a
thread, in a work item, with the first open handle, on request."""

from . import owner
from .accept import acceptor_body
from .cleanup import Routine
from .sockets import registration, request, socket_step
from .step import Step, rule_of
from .traffic import add_disconnect, add_resolve, add_traffic, use_lines


def register_step(module):
    at = registration(module)
    do = ["Client.ClientContext = NULL;",
          f"Client.Dispatch = &{module.p}ClientDispatch;",
          f"Status = WskRegister(&Client, &{at});"]
    locals_ = ["WSK_CLIENT_NPI Client;"]
    if module["wrap"]:
        module.add("NTSTATUS", "Register", [],
                   locals_ + [""] + do[:2] + [f"return WskRegister(&Client, &{at});"])
        do, locals_ = [f"Status = {module.call('Register')};"], []
    return Step("register", "registration", do, [f"WskDeregister(&{at});"],
                locals=locals_, flag="Registered")


def capture_step(module):
    at = registration(module)
    npi = module.field("WSK_PROVIDER_NPI", "Npi")
    do = [f"Status = WskCaptureProviderNPI(&{at}, {module['wait']}, &{npi});"]
    locals_ = []
    if module["retry"]:
        locals_ = ["LARGE_INTEGER Delay;", "ULONG Attempt = 0;"]
        do = ["Delay.QuadPart = -10 * 1000 * 100;", "do {",
              "if (Attempt != 0)",
              "KeDelayExecutionThread(KernelMode, FALSE, &Delay);", *do,
              "} while (Status == STATUS_DEVICE_NOT_READY && ++Attempt < 3);"]
    return Step("capture", "capture", do, [f"WskReleaseProviderNPI(&{at});"],
                flag="Captured", locals=locals_,
                brief=module["capture"] == "setup")


def request_step(module):
    at = request(module)
    return Step("request", "request", [f"Status = SyncInit(&{at});"],
                [f"SyncFree(&{at});"], test=f"{at}.Irp != NULL", flag="Ready")


def provider_steps(module):
    """Capture, request and sockets, in the plan's order."""
    steps = []
    if module["capture"] in ("hold", "setup"):
        steps.append(capture_step(module))
    needs = module["socket"] != "none" or module["resolve"]
    if module["request"] == "object" and needs:
        at = 0 if module["order"] == "request_first" else len(steps)
        steps.insert(at, request_step(module))
    socket = socket_step(module)
    if socket:
        steps.append(socket)
    return steps


def build(module):
    """All functions of the module."""
    if module["storage"] == "owner":
        module.wiped = False
        return owner.build(module)
    globals()["build_" + module["site"]](module)
    module.add_invocation()


def functions(module):
    steps = provider_steps(module)
    add_traffic(module)
    add_disconnect(module)
    add_resolve(module)
    return steps


def build_entry(module):
    module.wiped = late_capture(module) and module.fault(
        "wiped-and-used", "stop", "capture-after-deregister")
    steps = [register_step(module)] + functions(module)
    if len(steps) > 1 and steps[1].kind == "capture" and module.fault(
            "captures-first", "start", "registration-used-uninitialised"):
        steps[:2] = steps[1::-1]
    if module["worker"]:
        steps.append(worker_step(module, use_lines(module)))
    elif module["socket"] == "accept":
        stop_event(module)
        add_thread(module, "Acceptor", *acceptor_body(module))
        steps.append(thread_step(module, "Acceptor"))
    module.steps = steps
    if module["split"]:
        module.add_start(steps)


def late_capture(module):
    """Requests may capture although the module was stopped."""
    return module["site"] == "ioctl" and module["resolve"] and \
        module["capture"] in ("short", "setup")


build_create = build_ioctl = build_lazy = build_attach = build_entry


def worker_step(module, lines, name="Worker"):
    """A thread that does something over and over until it is told to stop."""
    add_thread(module, name, ["LARGE_INTEGER Pause;"], [
        "Pause.QuadPart = -10 * 1000 * 50;", "do {", *lines,
        "} while (KeWaitForSingleObject("
        f"&{stop_event(module)}, Executive, KernelMode, FALSE, &Pause) == "
        "STATUS_TIMEOUT);"])
    return thread_step(module, name)


def stop_event(module):
    return module.field("KEVENT", "StopEvent", lambda at: (
        f"KeInitializeEvent(&{at}, NotificationEvent, FALSE);"))


def add_thread(module, name, locals_, body):
    ctx = [f"P{module.context} Ctx = (P{module.context})Context;"] \
        if module.by_pointer else []
    unused = [] if ctx else ["UNREFERENCED_PARAMETER(Context);"]
    if module.storage == "class":
        module.add("VOID", name + "Main", [], locals_ + [""] + body, "work")
        locals_, body = [], [f"g_{module.p}.{name}Main();"]
    module.add("VOID NTAPI", name, ["PVOID Context"], ctx + locals_ + [
        "", *unused, *body, "PsTerminateSystemThread(STATUS_SUCCESS);"],
               "work", free=True)


def thread_step(module, name):
    thread = module.field("PVOID", "Thread")
    context = "Ctx" if module.by_pointer else "NULL"
    module.add("NTSTATUS", "StartThread", [], [
        "NTSTATUS Status;", "HANDLE Handle;", "",
        f"KeClearEvent(&{stop_event(module)});",
        "Status = PsCreateSystemThread(&Handle, THREAD_ALL_ACCESS, NULL, NULL, "
        f"NULL, {module.p}{name}, {context});", "if (!NT_SUCCESS(Status))",
        "return Status;",
        "ObReferenceObjectByHandle(Handle, THREAD_ALL_ACCESS, *PsThreadType, "
        f"KernelMode, &{thread}, NULL);", "ZwClose(Handle);",
        "return STATUS_SUCCESS;"], "work")
    module.add("VOID", "StopThread", [], [
        f"KeSetEvent(&{stop_event(module)}, IO_NO_INCREMENT, FALSE);",
        f"KeWaitForSingleObject({thread}, Executive, KernelMode, FALSE, NULL);",
        f"ObDereferenceObject({thread});"], "work")
    return Step("thread", "thread", [f"Status = {module.call('StartThread')};"],
                [f"{module.call('StopThread')};"], test=f"{thread} != NULL",
                clear=[f"{thread} = NULL;"], flag="Running")


def add_open(module, steps):
    """Open and Close, for what another thread than DriverEntry's brings up."""
    style = module["cleanup"]
    if style in ("helper", "level"):
        style = "ladder"
    routine = Routine(module, "open", steps, style, [])
    module.add("NTSTATUS", "Open", [],
               (body := routine.body()) and
               list(dict.fromkeys(routine.locals)) + [""] + body)
    undo = []
    for step in reversed([s for s in steps if s.undo]):
        if not module.fault("close-forgets", step.name, rule_of([step])):
            undo += step.undo
    module.add("VOID", "Close", [], undo)


def build_thread(module):
    """The thread opens, works and closes; Unload tells it to end."""
    add_open(module, functions(module))
    use = use_lines(module)
    after = [f"{module.call('Close')};"]
    if module.fault("forgets-close", "thread", "socket-open-at-deregister"):
        after = []
    wait = (f"KeWaitForSingleObject(&{stop_event(module)}, Executive, "
            "KernelMode, FALSE, NULL);")
    add_thread(module, "Worker", [], [
        f"if (NT_SUCCESS({module.call('Open')})) {{", *use, wait, *after, "}"])
    thread = thread_step(module, "Worker")
    module.steps = [register_step(module), thread]
    module.add_start(module.steps)


def build_work(module):
    """A work item opens; Unload waits for it and closes what it opened."""
    steps = functions(module)
    add_open(module, steps)
    item = module.field("PIO_WORKITEM", "Item")
    done = module.field("KEVENT", "Opened", lambda at: (
        f"KeInitializeEvent(&{at}, NotificationEvent, FALSE);"))
    status = module.field("NTSTATUS", "OpenStatus",
                          lambda at: f"{at} = STATUS_UNSUCCESSFUL;")
    ctx = [f"P{module.context} Ctx = (P{module.context})Context;"] \
        if module.by_pointer else []
    unused = [] if ctx else ["UNREFERENCED_PARAMETER(Context);"]
    use = use_lines(module)
    used = [f"if (NT_SUCCESS({status})) {{", *use, "}"] if use else []
    work = [f"{status} = {module.call('Open')};", *used,
            f"KeSetEvent(&{done}, IO_NO_INCREMENT, FALSE);"]
    if module.storage == "class":
        module.add("VOID", "OpenMain", [], work, "work")
        work = [f"g_{module.p}.OpenMain();"]
    module.add("VOID NTAPI", "OpenLater",
               ["PDEVICE_OBJECT Device", "PVOID Context"],
               ctx + ["", "UNREFERENCED_PARAMETER(Device);", *unused, *work],
               "work", free=True)
    context = "Ctx" if module.by_pointer else "NULL"
    module.add("NTSTATUS", "QueueOpen", ["PDEVICE_OBJECT Device"], [
        f"{item} = IoAllocateWorkItem(Device);", f"if ({item} == NULL)",
        "return STATUS_INSUFFICIENT_RESOURCES;", f"KeClearEvent(&{done});",
        f"IoQueueWorkItem({item}, {module.p}OpenLater, DelayedWorkQueue, "
        f"{context});", "return STATUS_SUCCESS;"], "work")
    close = [f"if (NT_SUCCESS({status}))", f"{module.call('Close')};"]
    if module.fault("forgets-close", "work", "socket-open-at-deregister"):
        close = []
    elif module.fault("closes-unopened", "work", "npi-over-release"):
        close = close[1:]
    queue = Step("work", "work",
                 [f"Status = {module.call('QueueOpen', 'g_Device')};"],
                 [f"KeWaitForSingleObject(&{done}, Executive, KernelMode, "
                  "FALSE, NULL);", *close, f"IoFreeWorkItem({item});"],
                 test=f"{item} != NULL", clear=[f"{item} = NULL;"],
                 flag="Queued")
    module.steps = [register_step(module), queue]
    module.add_start(module.steps)
