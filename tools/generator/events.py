# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Event callbacks of sockets: data and disconnects that WSK indicates once they
are enabled, data that the module keeps for a while and gives back."""

TABLES = {"dgram": ("WSK_CLIENT_DATAGRAM_DISPATCH", "WSK_EVENT_RECEIVE_FROM"),
          "client": ("WSK_CLIENT_CONNECTION_DISPATCH",
                     "WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT"),
          "connect": ("WSK_CLIENT_CONNECTION_DISPATCH",
                      "WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT")}
BASIC = "((const WSK_PROVIDER_BASIC_DISPATCH *)Socket->Dispatch)"
RECEIVE = ["PVOID SocketContext", "ULONG Flags",
           "PWSK_DATA_INDICATION Indication", "SIZE_T BytesIndicated",
           "SIZE_T *BytesAccepted"]
RECEIVE_FROM = ["PVOID SocketContext", "ULONG Flags",
                "PWSK_DATAGRAM_INDICATION Indication"]
DISCONNECT = ["PVOID SocketContext", "ULONG Flags"]


def add(module):
    """The callbacks, their table and what enables them."""
    if module["events"] == "none":
        return
    kind, mask = TABLES[module["socket"]]
    names = [module.p + "ReceiveEvent"]
    add_receive(module)
    if module["socket"] != "dgram":
        names.append(module.p + "DisconnectEvent")
        add_disconnect(module)
    members = ", ".join(names + ["NULL"] * (len(names) == 2))
    protos = [f.returns + f" {f.name}({', '.join(f.params)});"
              for f in module.functions if f.name in names]
    module.tables[module.p + "SocketEvents"] = protos + [
        f"static const {kind} {module.p}SocketEvents = {{ {members} }};"]
    module.add("NTSTATUS", "EnableEvents", ["PWSK_SOCKET Socket"], [
        "WSK_EVENT_CALLBACK_CONTROL Control;", "",
        "Control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;",
        f"Control.EventMask = {mask};",
        f"return {BASIC}->WskControlSocket(Socket, "
        "WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), "
        "&Control, 0, NULL, NULL, NULL);"], "sock")


def own(module, call):
    """A call of the module's own from a callback, and what it needs first."""
    if module.storage == "class":
        return [], f"g_{module.p}.{call}"
    if module.by_pointer:
        return [f"P{module.context} Ctx = (P{module.context})SocketContext;"], call
    return [], call


def unused(module, names):
    names = [n for n in names
             if not (n == "SocketContext" and module.by_pointer)]
    return [f"UNREFERENCED_PARAMETER({name});" for name in names]


def add_receive(module):
    """Counts what comes; with retain, keeps one indication at a time."""
    datagrams = module["socket"] == "dgram"
    params = RECEIVE_FROM if datagrams else RECEIVE
    at = module.field("LONG volatile", "Indications")
    count = [f"InterlockedIncrement(&{at});"]
    keeps = module["events"] == "retain"
    if keeps:
        kept = module.field("PVOID volatile", "Kept")
        count.append(f"return InterlockedCompareExchangePointer(&{kept}, "
                     "Indication, NULL) == NULL;")
    else:
        count.append("return FALSE;")
    module.add("BOOLEAN", "Note", ["PVOID Indication"], (
        [] if keeps else ["UNREFERENCED_PARAMETER(Indication);"]) + count,
        "sock")
    locals_, note = own(module, module.call("Note", "Indication"))
    names = ["SocketContext", "Flags"] + (
        [] if datagrams else ["BytesIndicated", "BytesAccepted"])
    answer = [f"if ({note})", "return STATUS_PENDING;"]
    module.add("NTSTATUS WSKAPI", "ReceiveEvent", params, locals_ + [
        "", *unused(module, names), "if (Indication == NULL)",
        "return STATUS_SUCCESS;", *answer, "return STATUS_SUCCESS;"], "sock",
        free=True)


def add_disconnect(module):
    at = module.field("LONG volatile", "Ended")
    module.add("VOID", "End", [], [f"InterlockedExchange(&{at}, TRUE);"], "sock")
    locals_, end = own(module, module.call("End"))
    module.add("NTSTATUS WSKAPI", "DisconnectEvent", DISCONNECT, locals_ + [
        "", *unused(module, ["SocketContext", "Flags"]), f"{end};",
        "return STATUS_SUCCESS;"], "sock", free=True)


def give_back(module, at):
    """What has to be done before a socket that keeps data is closed."""
    if module["events"] != "retain":
        return []
    from .sockets import request, table
    kept, wait = module.field("PVOID volatile", "Kept"), request(module)
    mask = TABLES[module["socket"]][1].split(" | ")[0]
    kind = "DATAGRAM" if module["socket"] == "dgram" else "DATA"
    module.add("VOID", "GiveBack", ["PWSK_SOCKET Socket"], [
        "WSK_EVENT_CALLBACK_CONTROL Control;", "PVOID Indication;", "",
        "Control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;",
        f"Control.EventMask = {mask} | WSK_EVENT_DISABLE;",
        f"SyncArm(&{wait});",
        f"SyncWait(&{wait}, {BASIC}->WskControlSocket(Socket,"
        " WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), "
        f"&Control, 0, NULL, NULL, {wait}.Irp));",
        f"Indication = InterlockedExchangePointer(&{kept}, NULL);",
        "if (Indication != NULL)",
        f"{table(module, 'Socket')}->WskRelease(Socket, "
        f"(PWSK_{kind}_INDICATION)Indication);"], "sock")
    return [f"{module.call('GiveBack', at)};"]
