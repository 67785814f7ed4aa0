# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Requests that are waited for: the few lines every WSK driver has in some
form. One set per driver, in a file of its own if there are several."""

TYPE = "SYNC_REQUEST"


def declare():
    return ["// One request to WSK that is waited for.",
            "typedef struct _SYNC_REQUEST {", "PIRP Irp;", "KEVENT Done;",
            "} SYNC_REQUEST, *PSYNC_REQUEST;"]


def add(driver):
    """The functions; driver.helper(returns, name, params, body)."""
    driver.helper("NTSTATUS NTAPI", "SyncDone", [
        "PDEVICE_OBJECT Device", "PIRP Irp", "PVOID Context"], [
            "UNREFERENCED_PARAMETER(Device);", "UNREFERENCED_PARAMETER(Irp);",
            "KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);",
            "return STATUS_MORE_PROCESSING_REQUIRED;"])
    driver.helper("NTSTATUS", "SyncInit", ["PSYNC_REQUEST Request"], [
        "Request->Irp = IoAllocateIrp(1, FALSE);",
        "return Request->Irp != NULL ? STATUS_SUCCESS : "
        "STATUS_INSUFFICIENT_RESOURCES;"])
    driver.helper("VOID", "SyncArm", ["PSYNC_REQUEST Request"], [
        "IoReuseIrp(Request->Irp, STATUS_UNSUCCESSFUL);",
        "KeInitializeEvent(&Request->Done, NotificationEvent, FALSE);",
        "IoSetCompletionRoutine(Request->Irp, SyncDone, &Request->Done, TRUE, "
        "TRUE, TRUE);"])
    wait = ["KeWaitForSingleObject(&Request->Done, Executive, KernelMode, "
            "FALSE, NULL);"]
    if driver.plan["driver"]["pending"]:
        body = ["if (Status == STATUS_PENDING) {", *wait,
                "Status = Request->Irp->IoStatus.Status;", "}",
                "return Status;"]
    else:
        body = ["UNREFERENCED_PARAMETER(Status);", *wait,
                "return Request->Irp->IoStatus.Status;"]
    driver.helper("NTSTATUS", "SyncWait",
                  ["PSYNC_REQUEST Request", "NTSTATUS Status"], body)
    if any(m["traffic"] == "receive" for m in driver.plan["modules"]):
        driver.helper("NTSTATUS", "SyncWaitFor", [
            "PSYNC_REQUEST Request", "LONG Milliseconds"], [
                "LARGE_INTEGER Limit;", "",
                "// Nobody may ever send: what is late is called off.",
                "Limit.QuadPart = -10 * 1000 * (LONGLONG)Milliseconds;",
                "if (KeWaitForSingleObject(&Request->Done, Executive, "
                "KernelMode, FALSE, &Limit) == STATUS_TIMEOUT) {",
                "IoCancelIrp(Request->Irp);", *wait, "}",
                "return Request->Irp->IoStatus.Status;"])
    driver.helper("VOID", "SyncFree", ["PSYNC_REQUEST Request"], [
        "IoFreeIrp(Request->Irp);", "Request->Irp = NULL;"])
    driver.helper("VOID", "SyncClose", [
        "PSYNC_REQUEST Request", "PWSK_SOCKET Socket"], [
            "const WSK_PROVIDER_BASIC_DISPATCH *Basic = "
            "(const WSK_PROVIDER_BASIC_DISPATCH *)Socket->Dispatch;",
            "", "SyncArm(Request);",
            "SyncWait(Request, Basic->WskCloseSocket(Socket, Request->Irp));"])
    if any(m["request"] == "percall" for m in driver.plan["modules"]):
        driver.helper("VOID", "SyncCloseAlone", ["PWSK_SOCKET Socket"], [
            "SYNC_REQUEST Request;", "LARGE_INTEGER Pause;", "",
            "// Closing must not fail for want of an IRP.",
            "Pause.QuadPart = -10 * 1000 * 10;",
            "while (!NT_SUCCESS(SyncInit(&Request)))",
            "KeDelayExecutionThread(KernelMode, FALSE, &Pause);",
            "SyncClose(&Request, Socket);", "SyncFree(&Request);"])
