# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Sockets of a module: how one is opened, bound, connected, kept, closed."""

from . import events
from .step import Step

# feature -> socket type, protocol, category flag, provider dispatch
CATEGORIES = {
    "dgram": ("SOCK_DGRAM", "IPPROTO_UDP", "DATAGRAM"),
    "client": ("SOCK_STREAM", "IPPROTO_TCP", "CONNECTION"),
    "connect": ("SOCK_STREAM", "IPPROTO_TCP", "CONNECTION"),
    "stream": ("SOCK_STREAM", "IPPROTO_TCP", "STREAM"),
    "listen": ("SOCK_STREAM", "IPPROTO_TCP", "LISTEN"),
    "accept": ("SOCK_STREAM", "IPPROTO_TCP", "LISTEN"),
    "basic": ("SOCK_DGRAM", "IPPROTO_UDP", "BASIC"),
}
BOUND = ("dgram", "client", "stream", "listen", "accept")
CONNECTED = ("client", "stream")
COUNT = 3


def table(module, socket):
    kind = CATEGORIES[module["socket"]][2]
    return f"((const WSK_PROVIDER_{kind}_DISPATCH *){socket}->Dispatch)"


def request(module):
    """How the request is named where the module makes calls."""
    return "Request" if module["request"] == "percall" else \
        module.field("SYNC_REQUEST", "Request")


def registration(module):
    return module.field("WSK_REGISTRATION", "Registration")


def npi(module):
    return "Npi" if module["capture"] == "short" else \
        module.field("WSK_PROVIDER_NPI", "Npi")


class Opener:
    """Writes the function that opens one socket."""

    def __init__(self, module, name="OpenSocket"):
        self.module, self.name = module, name
        self.request = request(module)
        self.percall = module["request"] == "percall"
        self.short = module["capture"] == "short"
        self.npi = npi(module)
        self.locals = ["PWSK_SOCKET Socket;", "NTSTATUS Status;"]

    def fault(self, kind, rule):
        return self.module.fault(kind, "open", rule)

    @property
    def free(self):
        return [f"SyncFree(&{self.request});"] if self.percall else []

    def fail(self, *undo, test="!NT_SUCCESS(Status)"):
        lines = [*undo, *self.free, "return Status;"]
        brace = len(lines) > 1
        return [f"if ({test})" + (" {" if brace else ""), *lines] + (
            ["}"] if brace else [])

    def begin(self):
        out = []
        release = f"WskReleaseProviderNPI(&{registration(self.module)});"
        early = self.short and self.percall and \
            self.module["order"] == "plain"
        if early:
            out += self.capture([])
        if self.percall:
            self.locals.append("SYNC_REQUEST Request;")
            keeps = early and self.fault("keeps-capture", "npi-capture-leak")
            undo = [release] if early and not keeps else []
            out += [f"Status = SyncInit(&{self.request});",
                    "if (!NT_SUCCESS(Status))" + (" {" if undo else ""), *undo,
                    "return Status;", *(["}"] if undo else [])]
        if self.short and not early:
            out += self.capture(self.free)
        return out

    def capture(self, undo):
        self.locals.append("WSK_PROVIDER_NPI Npi;")
        out = [f"Status = WskCaptureProviderNPI(&{registration(self.module)}, "
               f"{self.module['wait']}, &Npi);"]
        if self.fault("capture-unchecked", "unchecked-capture"):
            return out
        wrong = self.fault("capture-half-checked", "unchecked-capture")
        test = "Status == STATUS_DEVICE_NOT_READY" if wrong \
            else "!NT_SUCCESS(Status)"
        brace = bool(undo)
        return out + [f"if ({test})" + (" {" if brace else ""), *undo,
                      "return Status;"] + (["}"] if brace else [])

    def create(self):
        """The socket, in the request's Information when Status is good."""
        if self.module["socket"] == "connect":
            self.locals += ["SOCKADDR_IN Local = { 0 };",
                            "SOCKADDR_IN Remote = { 0 };"]
            call = (f"WskSocketConnect({self.npi}.Client, SOCK_STREAM, "
                    "IPPROTO_TCP, (PSOCKADDR)&Local, (PSOCKADDR)&Remote, 0, "
                    f"{self.context()}, {self.events()}, NULL, NULL, NULL, "
                    f"{self.request}.Irp);")
            out = ["Local.sin_family = AF_INET;", *remote(self.module)]
        else:
            kind, protocol, category = CATEGORIES[self.module["socket"]]
            call = (f"WskSocket({self.npi}.Client, AF_INET, {kind}, {protocol},"
                    f" WSK_FLAG_{category}_SOCKET, {self.context()}, "
                    f"{self.events()}, NULL, NULL, NULL, {self.request}.Irp);")
            out = []
        return out + [f"SyncArm(&{self.request});",
                      f"Status = {self.npi}.Dispatch->{call}",
                      f"Status = SyncWait(&{self.request}, Status);"]

    def context(self):
        if self.module["socket"] != "listen" and \
                self.module["events"] == "none":
            return "NULL"
        return "Ctx" if self.module.by_pointer else "NULL"

    def events(self):
        if self.module["events"] != "none":
            return f"&{self.module.p}SocketEvents"
        if self.module["socket"] != "listen":
            return "NULL"
        return f"&{self.module.p}ListenEvents"

    def creation(self):
        release = [f"WskReleaseProviderNPI(&{registration(self.module)});"] \
            if self.short else []
        out = self.create()
        if release and self.fault("creates-after-release",
                                  "provider-call-after-release"):
            return release + out
        if release and self.fault("keeps-capture-on-failure",
                                  "npi-capture-leak"):
            return out + self.fail() + release
        if release and self.fault("releases-twice", "npi-over-release"):
            return out + self.fail(*release, *release) + release
        return out + release + self.fail()

    def prepare(self, target):
        """What makes the socket ready for use; each line sets Status."""
        ask = f"{target}, &{self.request}"
        calls = []
        if self.module["socket"] in BOUND:
            calls.append(("bind", self.module.call("BindSocket", ask)))
        if self.module["socket"] in CONNECTED:
            calls.append(("connect", self.module.call("ConnectSocket", ask)))
        if self.module["socket"] == "listen":
            calls.append(("enable", self.module.call("EnableAccept", target)))
        if self.module["events"] != "none":
            calls.append(("enable", self.module.call("EnableEvents", target)))
        return calls

    def body(self, target):
        out = self.begin() + self.creation()
        out.append(f"Socket = (PWSK_SOCKET){self.request}.Irp->"
                   "IoStatus.Information;")
        shape = self.module["open_shape"]
        out += getattr(self, "shape_" + shape)(target)
        return list(dict.fromkeys(self.locals)) + [""] + out

    def shape_early(self, target):
        out = []
        for name, call in self.prepare("Socket"):
            close = [f"SyncClose(&{self.request}, Socket);"]
            if self.fault(name + "-loses-socket", "socket-leak"):
                close = []
            out += [f"Status = {call};", *self.fail(*close)]
        return out + [f"{target} = Socket;", *self.free,
                      "return STATUS_SUCCESS;"]

    def shape_nested(self, target):
        out, calls = [], self.prepare("Socket")
        if not calls:
            return self.shape_early(target)
        for index, (_, call) in enumerate(calls):
            out += ["if (NT_SUCCESS(Status))"] if index else []
            out += [f"Status = {call};"]
        close = [f"SyncClose(&{self.request}, Socket);"]
        lost = self.fault("failure-loses-socket", "socket-leak")
        good = ["if (NT_SUCCESS(Status))", f"{target} = Socket;"]
        if not lost:
            good += ["else", *close]
        return out + good + [*self.free, "return Status;"]

    def shape_store(self, target):
        """The socket is kept first and given up when it is of no use."""
        out = [f"{target} = Socket;"]
        for name, call in self.prepare(target):
            close = [f"SyncClose(&{self.request}, {target});",
                     f"{target} = NULL;"]
            if self.module.guarded and self.module["store"] == "field" and \
                    self.fault(name + "-keeps-pointer", "socket-double-close"):
                close.pop()
            out += [f"Status = {call};", *self.fail(*close)]
        return out + [*self.free, "return STATUS_SUCCESS;"]


def remote(module):
    return ["Remote.sin_family = AF_INET;",
            f"Remote.sin_port = RtlUshortByteSwap({module.port});",
            "Remote.sin_addr.s_addr = RtlUlongByteSwap(0x7f000001);"]


def add_prepare(module):
    events.add(module)
    params = ["PWSK_SOCKET Socket", "PSYNC_REQUEST Request"]
    port = module.port if module["socket"] in ("listen", "accept") else 0
    lines = [f"Local.sin_port = RtlUshortByteSwap({port});"] if port else []
    if module["socket"] in BOUND:
        module.add("NTSTATUS", "BindSocket", params, [
            "SOCKADDR_IN Local = { 0 };", "",
            "Local.sin_family = AF_INET;", *lines, "SyncArm(Request);",
            f"return SyncWait(Request, {table(module, 'Socket')}->WskBind("
            "Socket, (PSOCKADDR)&Local, 0, Request->Irp));"], "sock")
    if module["socket"] in CONNECTED:
        module.add("NTSTATUS", "ConnectSocket", params, [
            "SOCKADDR_IN Remote = { 0 };", "", *remote(module),
            "SyncArm(Request);",
            f"return SyncWait(Request, {table(module, 'Socket')}->WskConnect("
            "Socket, (PSOCKADDR)&Remote, 0, Request->Irp));"], "sock")


def close_lines(module, socket):
    if module["request"] == "percall":
        return [f"SyncCloseAlone({socket});"]
    return [f"SyncClose(&{request(module)}, {socket});"]


def socket_step(module):
    """The step that opens what sockets the module has."""
    if module["socket"] == "none":
        return None
    add_prepare(module)
    return {"field": one, "array": many, "list": listed}[module["store"]](module)


def one(module):
    at = module.field("PWSK_SOCKET", "Socket")
    opener = Opener(module)
    module.add("NTSTATUS", "OpenSocket", [], opener.body(at), "sock")
    undo = events.give_back(module, at) + close_lines(module, at)
    if module.fault("closes-twice", "stop", "socket-double-close"):
        undo = undo + close_lines(module, at)
    if module["disconnect"] != "none":
        undo = [f"{module.call('Disconnect', at)};"] + undo
        if module.fault("disconnects-closed", "stop",
                        "socket-use-after-close"):
            undo = undo[1:] + undo[:1]
    if module["traffic"] == "address" and module.fault(
            "uses-after-close", "stop", "socket-use-after-close"):
        undo = undo + [f"{module.call('QueryPort', at)};"]
    if module["socket"] == "listen":
        from .accept import add_listener
        undo = undo + add_listener(module)
    return Step("socket", "socket",
                [f"Status = {module.call('OpenSocket')};"],
                undo, test=f"{at} != NULL",
                clear=[f"{at} = NULL;"], flag="Opened")


def many(module):
    """Several sockets in an array."""
    count = f"{module.p.upper()}_SOCKETS"
    module.constants.append((count, str(COUNT)))
    at = module.field("PWSK_SOCKET", f"Sockets[{count}]")
    opener = Opener(module)
    module.add("NTSTATUS", "OpenSocket", ["ULONG Index"],
               opener.body(f"{at}[Index]"), "sock")
    loop = f"for (Index = 0; Index < {count}; Index++)"
    short = module.fault("closes-all-but-one", "stop",
                         "socket-open-at-deregister")
    closing = f"for (Index = 0; Index < {count} - 1; Index++)" if short else loop
    module.add("VOID", "CloseSockets", [], [
        "ULONG Index;", "", closing + " {", f"if ({at}[Index] != NULL) {{",
        *close_lines(module, f"{at}[Index]"), f"{at}[Index] = NULL;", "}", "}"],
        "sock")
    undo = [module.call("CloseSockets") + ";"]
    lost = module.fault("loop-loses-sockets", "open",
                        "socket-open-at-deregister")
    module.add("NTSTATUS", "OpenSockets", [], [
        "NTSTATUS Status;", "ULONG Index;", "", loop + " {",
        f"Status = {module.call('OpenSocket', 'Index')};",
        "if (!NT_SUCCESS(Status)) {", *([] if lost else undo),
        "return Status;", "}", "}", "return STATUS_SUCCESS;"], "sock")
    return Step("socket", "sockets",
                [f"Status = {module.call('OpenSockets')};"], undo,
                test=f"{at}[0] != NULL", flag="Opened")


def listed(module):
    """Several sockets, each in a node of a list."""
    p = module.p
    node = f"{p.upper()}_PEER"
    module.driver.types.append([
        f"typedef struct _{node} {{", "LIST_ENTRY Link;", "PWSK_SOCKET Socket;",
        "ULONG Number;", f"}} {node}, *P{node};"])
    head = module.field("LIST_ENTRY", "Peers",
                        lambda at: f"InitializeListHead(&{at});")
    opener = Opener(module)
    module.add("NTSTATUS", "OpenSocket", [f"P{node} Peer"],
               opener.body("Peer->Socket"), "sock")
    tag = module.driver.tag
    stays = module.fault("drops-nodes", "stop", "socket-leak")
    close = [] if stays else close_lines(module, "Peer->Socket")
    module.add("VOID", "CloseSockets", [], [
        f"P{node} Peer;", "", f"while (!IsListEmpty(&{head})) {{",
        f"Peer = CONTAINING_RECORD(RemoveHeadList(&{head}), {node}, Link);",
        *close, f"ExFreePoolWithTag(Peer, {tag});", "}"], "sock")
    undo = [module.call("CloseSockets") + ";"]
    lost = module.fault("loop-loses-sockets", "open",
                        "socket-open-at-deregister")
    undone = [] if lost else undo
    module.add("NTSTATUS", "OpenSockets", [], [
        "NTSTATUS Status;", "ULONG Number;", f"P{node} Peer;", "",
        f"for (Number = 0; Number < {COUNT}; Number++) {{",
        f"Peer = (P{node})ExAllocatePoolWithTag(NonPagedPoolNx, sizeof({node}),"
        f" {tag});", "if (Peer == NULL) {", *undone,
        "return STATUS_INSUFFICIENT_RESOURCES;", "}", "Peer->Number = Number;",
        f"Status = {module.call('OpenSocket', 'Peer')};",
        "if (!NT_SUCCESS(Status)) {", f"ExFreePoolWithTag(Peer, {tag});",
        *undone, "return Status;", "}",
        f"InsertTailList(&{head}, &Peer->Link);", "}",
        "return STATUS_SUCCESS;"], "sock")
    return Step("socket", "sockets",
                [f"Status = {module.call('OpenSockets')};"], undo,
                test=f"!IsListEmpty(&{head})", flag="Opened")
