# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Connections that come in: by callback into a slot or a list, or by a thread
that waits for each."""

from .sockets import close_lines, table

PARAMETERS = ["PVOID SocketContext", "ULONG Flags", "PSOCKADDR LocalAddress",
              "PSOCKADDR RemoteAddress", "PWSK_SOCKET AcceptSocket",
              "PVOID *AcceptSocketContext",
              "CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch"]
UNUSED = ["UNREFERENCED_PARAMETER(Flags);",
          "UNREFERENCED_PARAMETER(LocalAddress);",
          "UNREFERENCED_PARAMETER(RemoteAddress);"]
LEAK = "accepted-socket-leak"


def add_listener(module):
    """What a listening socket needs besides being opened: returns what closes
    the connections it brought."""
    add_enable(module)
    keep = {"slot": keep_in_slot, "list": keep_in_list}[module["keep"]]
    drain = keep(module)
    add_callback(module)
    if module.fault("forgets-peers", "stop", LEAK):
        return []
    return drain


def add_enable(module):
    module.add("NTSTATUS", "EnableAccept", ["PWSK_SOCKET Socket"], [
        "WSK_EVENT_CALLBACK_CONTROL Control;", "",
        "Control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;",
        "Control.EventMask = WSK_EVENT_ACCEPT;",
        "return ((const WSK_PROVIDER_BASIC_DISPATCH *)Socket->Dispatch)->"
        "WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), "
        "&Control, 0, NULL, NULL, NULL);"], "sock")


def add_callback(module):
    name = module.p + "AcceptEvent"
    ctx = [f"P{module.context} Ctx = (P{module.context})SocketContext;"] \
        if module.by_pointer else []
    unused = UNUSED + ([] if ctx else [
        "UNREFERENCED_PARAMETER(SocketContext);"])
    adopt = module.call("Adopt", "AcceptSocket")
    if module.storage == "class":
        adopt = f"g_{module.p}.{adopt}"
    refuse = f"if (AcceptSocket == NULL || !{adopt})"
    if module.fault("takes-unkept", "accept", LEAK):
        refuse = "if (AcceptSocket == NULL)"
    module.add("NTSTATUS WSKAPI", "AcceptEvent", PARAMETERS, ctx + [
        "", *unused, refuse, "return STATUS_REQUEST_NOT_ACCEPTED;",
        "*AcceptSocketContext = NULL;", "*AcceptSocketDispatch = NULL;",
        "return STATUS_SUCCESS;"], "sock", free=True)
    module.tables[module.p + "ListenEvents"] = [
        f"NTSTATUS WSKAPI {name}({', '.join(PARAMETERS)});",
        f"static const WSK_CLIENT_LISTEN_DISPATCH {module.p}ListenEvents = "
        f"{{ {name}, NULL, NULL }};"]


def keep_in_slot(module):
    """One connection at a time; others are refused."""
    at = module.field("PWSK_SOCKET", "Peer")
    take = [f"return InterlockedCompareExchangePointer((PVOID volatile *)&{at},"
            " Socket, NULL) == NULL;"]
    if module.fault("overwrites-peer", "accept", LEAK):
        take = [f"{at} = Socket;", "return TRUE;"]
    module.add("BOOLEAN", "Adopt", ["PWSK_SOCKET Socket"], take, "sock")
    return [f"if ({at} != NULL) {{", *close_lines(module, at), f"{at} = NULL;",
            "}"]


def keep_in_list(module):
    """Every connection, in a list under a spin lock."""
    node, tag = f"{module.p.upper()}_CONNECTION", module.driver.tag
    module.driver.types.append([
        f"typedef struct _{node} {{", "LIST_ENTRY Link;", "PWSK_SOCKET Socket;",
        f"}} {node}, *P{node};"])
    head = module.field("LIST_ENTRY", "Connections",
                        lambda at: f"InitializeListHead(&{at});")
    lock = module.field("KSPIN_LOCK", "Lock",
                        lambda at: f"KeInitializeSpinLock(&{at});")
    insert = f"InsertTailList(&{head}, &Peer->Link);"
    if module.fault("not-inserted", "accept", LEAK):
        insert = "Peer->Link.Flink = Peer->Link.Blink = &Peer->Link;"
    module.add("BOOLEAN", "Adopt", ["PWSK_SOCKET Socket"], [
        f"P{node} Peer;", "KIRQL OldIrql;", "",
        f"Peer = (P{node})ExAllocatePoolWithTag(NonPagedPoolNx, sizeof({node}),"
        f" {tag});", "if (Peer == NULL)", "return FALSE;",
        "Peer->Socket = Socket;", f"KeAcquireSpinLock(&{lock}, &OldIrql);",
        insert, f"KeReleaseSpinLock(&{lock}, OldIrql);", "return TRUE;"], "sock")
    close = close_lines(module, "Peer->Socket")
    if module.fault("frees-open-peers", "stop", LEAK):
        close = []
    module.add("VOID", "CloseConnections", [], [
        f"P{node} Peer;", "", f"while (!IsListEmpty(&{head})) {{",
        f"Peer = CONTAINING_RECORD(RemoveHeadList(&{head}), {node}, Link);",
        *close, f"ExFreePoolWithTag(Peer, {tag});", "}"], "sock")
    return [f"{module.call('CloseConnections')};"]


def acceptor_body(module):
    """Locals and statements of the thread that waits for connections."""
    stop, at = module.at("StopEvent"), module.field("PWSK_SOCKET", "Socket")
    lost = module.fault("stops-before-looking", "accept", LEAK)
    kept = module.fault("never-closes-peer", "accept", LEAK)
    close = [] if kept else ["SyncClose(&Request, Peer);"]
    cancel = ["IoCancelIrp(Request.Irp);",
              "KeWaitForSingleObject(&Request.Done, Executive, KernelMode, "
              "FALSE, NULL);"] + (["break;"] if lost else [])
    body = [
        "if (!NT_SUCCESS(SyncInit(&Request)))",
        "PsTerminateSystemThread(STATUS_INSUFFICIENT_RESOURCES);",
        f"Objects[0] = &{stop};", "Objects[1] = &Request.Done;", "for (;;) {",
        "SyncArm(&Request);",
        f"{table(module, at)}->WskAccept({at}, 0, NULL, NULL, NULL, NULL, "
        "Request.Irp);",
        "Status = KeWaitForMultipleObjects(2, Objects, WaitAny, Executive, "
        "KernelMode, FALSE, NULL, NULL);",
        "if (Status == STATUS_WAIT_0) {", *cancel, "}",
        "if (!NT_SUCCESS(Request.Irp->IoStatus.Status))", "break;",
        "Peer = (PWSK_SOCKET)Request.Irp->IoStatus.Information;",
        f'DbgPrint("{module.p}: connection %p\\n", Peer);', *close,
        "if (Status == STATUS_WAIT_0)", "break;", "}", "SyncFree(&Request);"]
    return ["PVOID Objects[2];", "SYNC_REQUEST Request;", "PWSK_SOCKET Peer;",
            "NTSTATUS Status;"], body
