# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Clients made of C++ objects that undo themselves: registration, provider and
socket are members of one object, destroyed in the reverse order."""

from .step import Step

NEW = ["inline void *operator new(size_t Size, ULONG Tag) noexcept {",
       "return ExAllocatePoolWithTag(NonPagedPoolNx, Size, Tag);", "}", "",
       "inline void operator delete(void *Memory) noexcept {",
       "if (Memory)", "ExFreePool(Memory);", "}", "",
       "inline void operator delete(void *Memory, size_t) noexcept {",
       "if (Memory)", "ExFreePool(Memory);", "}"]


def build(module):
    """The classes, and Start and Stop that make and delete the whole."""
    p, driver = module.p, module.driver
    if NEW not in driver.types:
        driver.types.insert(0, NEW)
    parts = [registration(module)]
    if module["capture"] != "none":
        parts.append(provider(module))
    if module["socket"] != "none":
        parts += [call(module), socket(module)]
    driver.types.append(declared(module))
    for _, lines in parts:
        driver.types.append(lines)
    driver.types.append(whole(module, [name for name, _ in parts]))
    leak = module.fault("not-deleted", "start", "missing-deregister")
    undo = [] if leak else ["delete Client;"]
    module.add("NTSTATUS", "Start", [], [
        f"{p}Client *Client = new ({driver.tag}) {p}Client;",
        "NTSTATUS Status;", "", "if (!Client)",
        "return STATUS_INSUFFICIENT_RESOURCES;", "Status = Client->Open();",
        "if (!NT_SUCCESS(Status)) {", *undo, "return Status;", "}",
        f"g_{p}Client = Client;", "return STATUS_SUCCESS;"])
    stop = [f"delete g_{p}Client;"]
    if module.fault("never-deleted", "stop", "missing-deregister"):
        stop = []
    module.add("VOID", "Stop", [], stop + [f"g_{p}Client = nullptr;"])
    module.steps = [Step("module", "client", [], [])]


def declared(module):
    """What the classes name and the header declares further down."""
    static = "static " if module.driver.file_of(None, "util") == "driver" else ""
    needed = {"SyncInit", "SyncFree", "SyncArm", "SyncWait", "SyncClose"}
    out = [f"{static}{f.returns} {f.name}({', '.join(f.params)});"
           for f in module.driver.helpers if f.name in needed]
    return out + module.tables[module.p + "ClientDispatch"]


def owner(name, members, open_, destroy, more=()):
    """A class that is up or not: m_Up says so."""
    return name, [
        f"class {name} {{", "public:", f"{name}() : m_Up(false) {{}}",
        f"~{name}() {{", *destroy, "}", *open_, *more,
        f"{name}(const {name} &) = delete;", "", "private:", *members,
        "bool m_Up;", "};"]


def tested(module, kind, undo, rule, untested=None):
    """The body of a destructor."""
    if module.fault(f"{kind}-kept", "destructor", rule):
        return []
    if untested and module.fault(f"{kind}-untested", "destructor", untested):
        return [undo]
    return ["if (m_Up)", undo]


def registration(module):
    name = module.p + "Registration"
    return owner(name, ["WSK_REGISTRATION m_Block;"], [
        "NTSTATUS Open() {", "WSK_CLIENT_NPI Client = { nullptr, "
        f"&{module.p}ClientDispatch }};",
        "NTSTATUS Status = WskRegister(&Client, &m_Block);",
        "m_Up = NT_SUCCESS(Status);", "return Status;", "}"],
        tested(module, "registration", "WskDeregister(&m_Block);",
               "missing-deregister", "deregister-unregistered"),
        ["WSK_REGISTRATION *Block() { return &m_Block; }"])


def provider(module):
    name = module.p + "Provider"
    return owner(name, ["WSK_REGISTRATION *m_Block;", "WSK_PROVIDER_NPI m_Npi;"], [
        "NTSTATUS Open(WSK_REGISTRATION *Block) {", "m_Block = Block;",
        "NTSTATUS Status = WskCaptureProviderNPI(Block, "
        f"{module['wait']}, &m_Npi);", "m_Up = NT_SUCCESS(Status);",
        "return Status;", "}"],
        tested(module, "provider", "WskReleaseProviderNPI(m_Block);",
               "npi-held-at-deregister"),
        ["WSK_PROVIDER_NPI &Npi() { return m_Npi; }"])


def call(module):
    name = module.p + "Call"
    return owner(name, ["SYNC_REQUEST m_Request;"], [
        "NTSTATUS Open() {", "NTSTATUS Status = SyncInit(&m_Request);",
        "m_Up = NT_SUCCESS(Status);", "return Status;", "}"],
        ["if (m_Up)", "SyncFree(&m_Request);"],
        ["SYNC_REQUEST *Request() { return &m_Request; }"])


def socket(module):
    name = module.p + "Port"
    lost = module.fault("lost-unbound", "open", "socket-leak")
    found = ["m_Socket = (PWSK_SOCKET)Request->Irp->IoStatus.Information;",
             "m_Up = true;"]
    bind = ["SOCKADDR_IN Local = { 0 };", "Local.sin_family = AF_INET;",
            "PWSK_SOCKET Socket = "
            "(PWSK_SOCKET)Request->Irp->IoStatus.Information;",
            "SyncArm(Request);", "Status = SyncWait(Request, "
            "((const WSK_PROVIDER_DATAGRAM_DISPATCH *)Socket->Dispatch)->"
            "WskBind(Socket, (PSOCKADDR)&Local, 0, Request->Irp));"]
    keep = found + bind if not lost else bind + [
        "if (!NT_SUCCESS(Status))", "return Status;", "m_Socket = Socket;",
        "m_Up = true;"]
    return owner(name, ["PWSK_SOCKET m_Socket;", "PSYNC_REQUEST m_Request;"], [
        "NTSTATUS Open(WSK_PROVIDER_NPI &Npi, PSYNC_REQUEST Request) {",
        "m_Request = Request;", "SyncArm(Request);",
        "NTSTATUS Status = Npi.Dispatch->WskSocket(Npi.Client, AF_INET, "
        "SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, nullptr, nullptr, "
        "nullptr, nullptr, nullptr, Request->Irp);",
        "Status = SyncWait(Request, Status);", "if (!NT_SUCCESS(Status))",
        "return Status;", *keep, "return Status;", "}"],
        tested(module, "socket", "SyncClose(m_Request, m_Socket);",
               "socket-open-at-deregister"))


def whole(module, names):
    """The client: its members in the order in which they come up."""
    p = module.p
    members = [f"{name} m_{name[len(p):]};" for name in names]
    if len(members) > 1 and module.fault(
            "members-swapped", "class", "npi-held-at-deregister"):
        members[0], members[1] = members[1], members[0]
    opens = ["NTSTATUS Status = m_Registration.Open();"]
    step = {"Provider": "m_Provider.Open(m_Registration.Block())",
            "Call": "m_Call.Open()",
            "Port": "m_Port.Open(m_Provider.Npi(), m_Call.Request())"}
    for name in names[1:]:
        opens += ["if (NT_SUCCESS(Status))", f"Status = {step[name[len(p):]]};"]
    return [f"class {p}Client {{", "public:", f"{p}Client() {{}}",
            "NTSTATUS Open() {", *opens, "return Status;", "}",
            f"{p}Client(const {p}Client &) = delete;", "", "private:",
            *members, "};"]
