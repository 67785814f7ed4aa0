# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""What a module does with its sockets and its provider once they are there."""

from .sockets import COUNT, npi, registration, request, table

LENGTH = 64


def own_request(module, body, result="Status"):
    """The body with a request at hand: the module's, or one of its own."""
    if module["request"] == "object":
        return body
    return ["Status = SyncInit(&Request);", "if (!NT_SUCCESS(Status))",
            "return Status;", *body[:-1], "SyncFree(&Request);", body[-1]]


def locals_of(module):
    own = ["SYNC_REQUEST Request;"] if module["request"] == "percall" else []
    return own + ["NTSTATUS Status;"]


def add_transfer(module):
    """SendHello or ReceiveSome: a buffer, its MDL, one request."""
    sends = module["traffic"] == "send"
    name = "SendHello" if sends else "ReceiveSome"
    at, tag, data = request(module), module.driver.tag, module["socket"]
    datagram = data == "dgram"
    locals_ = locals_of(module) + ["WSK_BUF Buffer;", "PVOID Data;"]
    call = {
        (True, True): "WskSendTo(Socket, &Buffer, 0, (PSOCKADDR)&Remote, 0, "
                      f"NULL, {at}.Irp)",
        (True, False): f"WskSend(Socket, &Buffer, 0, {at}.Irp)",
        (False, True): "WskReceiveFrom(Socket, &Buffer, 0, NULL, &Control, "
                       f"NULL, NULL, {at}.Irp)",
        (False, False): f"WskReceive(Socket, &Buffer, 0, {at}.Irp)",
    }[sends, datagram]
    setup = []
    if sends and datagram:
        locals_.append("SOCKADDR_IN Remote = { 0 };")
        from .sockets import remote
        setup = remote(module)
    elif datagram:
        locals_.append("ULONG Control = 0;")
    fill = [f"RtlFillMemory(Data, {LENGTH}, 0x2e);"] if sends else []
    work = [
        f"Data = ExAllocatePoolWithTag(NonPagedPoolNx, {LENGTH}, {tag});",
        "if (Data == NULL)" , "return STATUS_INSUFFICIENT_RESOURCES;", *fill,
        f"Buffer.Mdl = IoAllocateMdl(Data, {LENGTH}, FALSE, FALSE, NULL);",
        "if (Buffer.Mdl == NULL) {", f"ExFreePoolWithTag(Data, {tag});",
        "return STATUS_INSUFFICIENT_RESOURCES;", "}",
        "MmBuildMdlForNonPagedPool(Buffer.Mdl);", "Buffer.Offset = 0;",
        f"Buffer.Length = {LENGTH};", *setup]
    free = ["IoFreeMdl(Buffer.Mdl);", f"ExFreePoolWithTag(Data, {tag});"]
    if module["request"] == "percall":
        work += ["Status = SyncInit(&Request);", "if (!NT_SUCCESS(Status)) {",
                 *free, "return Status;", "}"]
    wait = f"SyncWait(&{at}, Status)" if sends else f"SyncWaitFor(&{at}, 200)"
    work += [f"SyncArm(&{at});", f"Status = {table(module, 'Socket')}->{call};",
             f"Status = {wait};"]
    work += ["SyncFree(&Request);"] if module["request"] == "percall" else []
    module.add("NTSTATUS", name, ["PWSK_SOCKET Socket"],
               locals_ + [""] + work + free + ["return Status;"], "sock")


def add_query_port(module):
    at = request(module)
    body = own_request(module, [
        f"SyncArm(&{at});",
        f"Status = SyncWait(&{at}, {table(module, 'Socket')}->"
        f"WskGetLocalAddress(Socket, (PSOCKADDR)&Local, {at}.Irp));",
        "if (NT_SUCCESS(Status))",
        f'DbgPrint("{module.p}: port %u\\n", RtlUshortByteSwap('
        "((PSOCKADDR_IN)&Local)->sin_port));",
        "return Status;"])
    module.add("NTSTATUS", "QueryPort", ["PWSK_SOCKET Socket"],
               locals_of(module) + ["SOCKADDR_STORAGE Local;", ""] + body,
               "sock")


def add_disconnect(module):
    """Ends the connection at once; closing would do so, too."""
    if module["disconnect"] == "none":
        return
    at = request(module)
    body = own_request(module, [
        f"SyncArm(&{at});",
        f"Status = SyncWait(&{at}, {table(module, 'Socket')}->WskDisconnect("
        f"Socket, NULL, WSK_FLAG_ABORTIVE, {at}.Irp));", "return Status;"])
    module.add("NTSTATUS", "Disconnect", ["PWSK_SOCKET Socket"],
               locals_of(module) + [""] + body, "sock")


CALLS = {"send": "SendHello", "receive": "ReceiveSome", "address": "QueryPort"}


def add_traffic(module):
    if module["traffic"] == "none":
        return
    if module["traffic"] == "address":
        add_query_port(module)
    else:
        add_transfer(module)


def use_lines(module):
    """Statements that use what is up, for the places where it is."""
    out = []
    if module["resolve"]:
        out.append(f"{module.call('Resolve')};")
    if module["traffic"] == "none":
        return out
    call = CALLS[module["traffic"]]
    if module["store"] == "field":
        at = module.field("PWSK_SOCKET", "Socket")
        return out + [f"{module.call(call, at)};"]
    if module["store"] == "array":
        at = module.field("PWSK_SOCKET", f"Sockets[{module.p.upper()}_SOCKETS]")
        return out + [f"{module.call(call, f'{at}[{COUNT - 1}]')};"]
    node = f"{module.p.upper()}_PEER"
    head = module.field("LIST_ENTRY", "Peers")
    return out + [f"{module.call(call, f'CONTAINING_RECORD({head}.Flink, {node}, Link)->Socket')};"]


def add_resolve(module):
    """Looks a name up; the list is given back while the NPI is held."""
    if not module["resolve"]:
        return
    at, provider = request(module), npi(module)
    short = module["capture"] in ("short", "setup")
    if module["capture"] == "setup" and module.fault(
            "uses-given-back", "resolve", "provider-call-after-release"):
        short = False
    provider = "Npi" if short else provider
    locals_ = locals_of(module) + ["PADDRINFOEXW List = NULL;",
                                   "UNICODE_STRING Name;"]
    block = f"&{registration(module)}"
    release = [f"WskReleaseProviderNPI({block});"] if short else []
    free = ["if (NT_SUCCESS(Status))",
            f"{provider}.Dispatch->WskFreeAddressInfo({provider}.Client, List);"]
    late = short and module.fault("frees-after-release", "resolve",
                                  "provider-call-after-release")
    before, after = (release, free) if late else (free, release)
    capture = []
    if short:
        locals_.append("WSK_PROVIDER_NPI Npi;")
        capture = [f"Status = WskCaptureProviderNPI({block}, WSK_NO_WAIT, "
                   "&Npi);"]
        if not module.fault("capture-unchecked", "resolve",
                            "unchecked-capture"):
            free_request = ["SyncFree(&Request);"] \
                if module["request"] == "percall" else []
            capture += ["if (!NT_SUCCESS(Status)) {", *free_request,
                        "return Status;", "}"]
    body = capture + [
        'RtlInitUnicodeString(&Name, L"localhost");', f"SyncArm(&{at});",
        f"Status = {provider}.Dispatch->WskGetAddressInfo({provider}.Client, "
        f"&Name, NULL, 0, NULL, NULL, &List, NULL, NULL, {at}.Irp);",
        f"Status = SyncWait(&{at}, Status);", *before, *after,
        "return Status;"]
    module.add("NTSTATUS", "Resolve", [],
               locals_ + [""] + own_request(module, body), "net")
