# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""The checker's own tests as drivers that can be run.

A whole driver is taken as it is. A function of test/rules gets a driver around
it where that can be done without knowing the answer: its registrations, NPIs
and sockets are made as the tests' convention says (what it does not make itself
is there already), it is called once from DriverEntry, and the driver has no
unload routine. What a function leaves behind is therefore not judged, and
functions of rules about what is left behind are not wrapped."""

import dataclasses
import os
import re
import sys

from .programs import ROOT, sources_of

sys.path.insert(0, os.path.join(ROOT, "test", "drivers"))
import check_driver  # the comments of a driver, found there

RULES = os.path.join(ROOT, "test", "rules")
INPUTS = os.path.join(RULES, "Inputs")
# Judged at the end of an object's life, which a wrapped function has not.
LEFT_BEHIND = {"socket-leak", "accepted-socket-leak", "npi-capture-leak", "missing-deregister"}


@dataclasses.dataclass(frozen=True)
class Case:
    """`due`: rules that must be broken; empty: none may be. `known`: what the
    test says the checker gets wrong (FN_, EXPECT-MISSED and the like). `text`
    is written to a file of its own; else `sources` are run."""

    name: str
    due: frozenset = frozenset()
    sources: tuple = ()
    text: str = ""
    suffix: str = ".c"
    suspicious: bool = False
    calls: str = ""   # text whose WSK calls are to be reached; empty: all
    skipped: str = ""  # why it cannot be run


def drivers(root):
    for name in sorted(os.listdir(root)):
        folder = os.path.join(root, name)
        if not os.path.exists(os.path.join(folder, "driver.test")):
            continue
        want = check_driver.read_expectations(folder)
        due = {rule for _, rule in list(want.due) + list(want.missed)}
        sources = tuple(sources_of(folder))
        yield Case(f"drivers/{name}", frozenset(due), sources, skipped="" if any(
            map(_has_entry, sources)) else "a library: it has no DriverEntry")


def _has_entry(path):
    with open(path, encoding="utf-8") as file:
        return "DriverEntry" in file.read()


def _parts(path):
    """(name, text) of each file a test is split into; the file without marks."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    marks = list(re.finditer(r"^//--- (\S+)\n", text, re.MULTILINE))
    if not marks:
        return [(os.path.basename(path), text)]
    ends = [m.start() for m in marks[1:]] + [len(text)]
    return [(m.group(1), text[m.end():end]) for m, end in zip(marks, ends)]


def _rule_of(path, rules):
    stem = os.path.splitext(os.path.basename(path))[0]
    return max((r for r in rules if stem == r or stem.startswith(r + "-")), key=len)


def _whole(rule, label, text, suffix):
    stem = label.rsplit("/", 1)[1].rsplit(".", 1)[0]
    is_bad = stem.endswith("-bad") or stem.startswith("fn-")
    case = Case(label, frozenset({rule} if is_bad else ()), text=text + WORK, suffix=suffix,
                suspicious="suspicious" in stem)
    if "MajorFunction[" in text and "IoCreateDevice" not in text:
        case = dataclasses.replace(case, text=RENAMED + case.text + WITH_DEVICE)
    if is_bad and rule in LEFT_BEHIND - {"missing-deregister"} and "DriverUnload" not in text:
        return dataclasses.replace(case, skipped="what is left behind is judged when the driver is gone, "
                                                 "and this one is never unloaded")
    return case


def tests(rules, root=RULES):
    """Every driver and function of the rules' tests."""
    for file in sorted(os.listdir(root)):
        if not file.endswith((".c", ".cpp")):
            continue
        path = os.path.join(root, file)
        rule = _rule_of(path, rules)
        for part, text in _parts(path):
            label = f"rules/{file}" + (f"/{part}" if part != file else "/" + file)
            suffix = os.path.splitext(part)[1]
            if suffix not in (".c", ".cpp"):
                continue
            if re.search(r"\bDriverEntry\s*\(", text):
                yield _whole(rule, label, text, suffix)
            else:
                yield from _functions(rule, label, text, suffix)


#===-- Functions ----------------------------------------------------------===#

FUNCTION = re.compile(r"^(?!static|typedef|extern)([A-Za-z_][\w ]*?[ *]+)(\w+)\(([^;{)]*)\)\s*\{",
                      re.MULTILINE)
FIELD = re.compile(r"^\s+([A-Z]\w+)\s+(\w+)(?:\[(\d+)\])?;", re.MULTILINE)
GLOBAL = re.compile(r"^static ([A-Z]\w+) ([\w, ]+)(?:\[(\d+)\])?\s*(?:=[^;]*)?;", re.MULTILINE)


def _functions(rule, label, text, suffix):
    for match in FUNCTION.finditer(text):
        name, arguments = match.group(2), match.group(3)
        is_bad = name.endswith("Bad") or name.startswith("FN_")
        if not is_bad and not name.endswith("Ok") and not name.startswith(("FP_", "Suspicious")):
            continue
        case = Case(f"{label}:{name}", frozenset({rule} if is_bad else ()), suffix=suffix,
                    suspicious=name.startswith("Suspicious"))
        reason = _unfit(rule, text, match, arguments, suffix)
        if reason:
            yield dataclasses.replace(case, skipped=reason)
            continue
        yield dataclasses.replace(case, text=text + wrapper(text, match), calls=_expanded(text, name))


def _unfit(rule, text, match, arguments, suffix):
    if rule in LEFT_BEHIND:
        return "whether what it leaves behind is lost depends on who calls it"
    if suffix == ".cpp":
        return "a member of a class: who makes the object is not said"
    for kind, _, name in _arguments(arguments):
        if kind not in MAKERS:
            return f"what '{name}' of type {kind} holds is not said"
    body = _expanded(text, match.group(2))
    kinds = [kind for _, kind in _places(text, match)]
    if kinds.count("WSK_REGISTRATION") > 1 and "WskCaptureProviderNPI(" not in body \
            and ("OpenSocket(" in body or "PWSK_SOCKET" in kinds):
        return "which of its registrations has the capture or the socket is not said"
    if "UnknownHistory" in match.group(2):
        return "a test of what cannot be known of the past"
    if re.search(r"\bthread|KeWaitForSingleObject\(Thread", body):
        return "needs another thread"
    return ""


def _arguments(text):
    """(type, stars, name) of each parameter."""
    found = []
    for part in text.split(","):
        words = re.findall(r"\w+|\*", part.replace("const", ""))
        if words and words != ["void"]:
            stars = words.count("*")
            names = [w for w in words if w != "*"]
            found.append((" ".join(names[:-1]) + "*" * stars, stars, names[-1]))
    return found


#===-- The driver around a function ---------------------------------------===#

MAKERS = {
    "PIRP": "PreparedIrp()",
    "OPERATION*": "PreparedOperation()",
    "PWSK_BUF": "PreparedBuffer()",
    "SIZE_T*": "&SomeSize",
    "ULONG": "2",
    "int": "1",
    "CONTEXT*": None,
    "WSK_PROVIDER_NPI*": None,
    "WSK_REGISTRATION*": "&EmptyRegistration",
    "PDRIVER_OBJECT": "Driver",
    "PUNICODE_STRING": "&SomeName",
}

WORK = r"""
// Work that may fail: a link may not be made.
NTSTATUS StartWork(void) {
  UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\DosDevices\\Work");
  UNICODE_STRING Target = RTL_CONSTANT_STRING(L"\\Device\\Work");
  NTSTATUS Status = IoCreateSymbolicLink(&Link, &Target);
  if (NT_SUCCESS(Status))
    IoDeleteSymbolicLink(&Link);
  return Status;
}
BOOLEAN IsWanted(void) { return NT_SUCCESS(StartWork()); }
"""

# A driver whose device does not matter to the test is given one that can be
# opened, so that requests reach it.
RENAMED = "#define DriverEntry TheDriverEntry\n#line 1\n"
WITH_DEVICE = r"""
#undef DriverEntry
static PDEVICE_OBJECT GivenDevice;
static PDRIVER_UNLOAD TheUnload;
static VOID NTAPI UnloadWithDevice(PDRIVER_OBJECT Driver) {
  IoDeleteDevice(GivenDevice);
  TheUnload(Driver);
}
static NTSTATUS NTAPI OpenGiven(PDEVICE_OBJECT Device, PIRP Irp) {
  Irp->IoStatus.Status = STATUS_SUCCESS;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return STATUS_SUCCESS;
}
NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = IoCreateDevice(Driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &GivenDevice);
  if (!NT_SUCCESS(Status))
    return Status;
  Driver->MajorFunction[IRP_MJ_CREATE] = OpenGiven;
  Status = TheDriverEntry(Driver, Path);
  if (!NT_SUCCESS(Status)) {
    IoDeleteDevice(GivenDevice);
    return Status;
  }
  TheUnload = Driver->DriverUnload;
  if (TheUnload)
    Driver->DriverUnload = UnloadWithDevice;
  return Status;
}
"""

SUPPORT = WORK + r"""
//===-- The driver around the function -------------------------------------===//
static WSK_REGISTRATION EmptyRegistration, OwnRegistration;
static WSK_PROVIDER_NPI OwnNpi;
static SIZE_T SomeSize;
static UNICODE_STRING SomeName = RTL_CONSTANT_STRING(L"localhost");

static OPERATION *PreparedOperation(void) {
  OPERATION *Made = (OPERATION *)ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(OPERATION), 'parW');
  if (Made && !Begin(Made))
    Made = NULL;
  return Made;
}
static PWSK_BUF PreparedBuffer(void) {
  static WSK_BUF Made;
  PVOID Bytes = ExAllocatePoolWithTag(NonPagedPoolNx, 16, 'parW');
  Made.Mdl = Bytes ? IoAllocateMdl(Bytes, 16, FALSE, FALSE, NULL) : NULL;
  if (!Made.Mdl)
    return NULL;
  RtlZeroMemory(Bytes, 16);
  MmBuildMdlForNonPagedPool(Made.Mdl);
  Made.Length = 16;
  return &Made;
}
static PIRP PreparedIrp(void) {
  OPERATION *Made = PreparedOperation();
  return Made ? Made->Irp : NULL;
}
"""


def _bodies(text):
    """Function -> text between its braces."""
    found = {}
    for match in re.finditer(r"^(?:static )?[A-Za-z_][\w ]*?[ *]+(?:\w+ )?(\w+)\([^;{)]*\)\s*\{", text, re.MULTILINE):
        end, one_line = text.find("\n}", match.end()), text.find("}", match.end())
        line_end = text.find("\n", match.end())
        found[match.group(1)] = re.sub(r"//[^\n]*", "", text[match.end():one_line if one_line < line_end else end])
    return found


def _expanded(text, name, depth=3):
    """A function's text with the functions of the file put where it calls them."""
    with open(os.path.join(INPUTS, "wsk-ops.h"), encoding="utf-8") as file:
        bodies = {**_bodies(file.read()), **_bodies(text)}

    def put(match, left):
        return match.group() + (expand(bodies[match.group(1)], left) if left and match.group(1) in bodies else "")

    def expand(body, left):
        return re.sub(r"\b(\w+)\s*\(", lambda m: put(m, left - 1), body)

    return expand(bodies[name], depth)


def _first(body, *names):
    """Where the first of some calls stands; behind everything when none does."""
    return min((at for at in (body.find(name) for name in names) if at >= 0), default=len(body))


def _places(text, match):
    """(expression, type) of every object the function may find made."""
    fields = {}
    for found in re.finditer(r"typedef struct \{(.*?)\} (\w+);", text, re.DOTALL):
        fields[found.group(2)] = FIELD.findall(found.group(1))

    def of(kind, expression, count):
        for index in range(int(count)) if count else [None]:
            at = expression + (f"[{index}]" if index is not None else "")
            if kind in fields:
                for inner, name, inner_count in fields[kind]:
                    yield from of(inner, f"{at}.{name}", inner_count)
            else:
                yield at, kind

    body = _expanded(text, match.group(2))
    for kind, names, count in GLOBAL.findall(text):
        for name in names.replace(" ", "").split(","):
            if re.search(rf"(?<![>.])\b{name}\b", body):
                yield from of(kind, name, count)
    for number, (kind, _, name) in enumerate(_arguments(match.group(3))):
        if kind in ("CONTEXT*", "WSK_PROVIDER_NPI*"):
            yield from of(kind[:-1], f"(*Argument{number})", "")


def _preparation(text, match):
    """Statements that bring everything into the state the tests assume."""
    body = _expanded(text, match.group(2))
    places = list(_places(text, match))
    registers = _first(body, "WskRegister(") < _first(
        body, "WskDeregister(", "WskCaptureProviderNPI(", "WskReleaseProviderNPI(", "WskQueryProvider")
    uses = _first(body, "->WskControlClient(", "->WskSocket(", "->WskGetAddressInfo(", "QUERY(",
                  "WskReleaseProviderNPI(")
    captures = _first(body, "WskCaptureProviderNPI(") < uses
    wants_npi = uses < _first(body, "WskDeregister(", "WskCaptureProviderNPI(")
    blocks = [at for at, kind in places if kind == "WSK_REGISTRATION" and at != "EmptyRegistration"]
    npis = [at for at, kind in places if kind == "WSK_PROVIDER_NPI"]
    lines = []
    if not registers:
        for block in blocks or ["OwnRegistration"]:
            lines.append(f"if (!NT_SUCCESS(WskRegister(&ClientNpi, &{block}))) return STATUS_SUCCESS;")
            lines.append(f"if (!NT_SUCCESS(WskCaptureProviderNPI(&{block}, WSK_INFINITE_WAIT, &OwnNpi))) return STATUS_SUCCESS;")
        opens = _first(body, "OpenSocket(", "->WskSocket(") < _first(body, "->WskCloseSocket(")
        lines += [] if opens else _sockets(places)
        lines += [f"{npi} = OwnNpi;" for npi in npis] if not captures and wants_npi else []
        if captures or not wants_npi:
            lines += [f"WskReleaseProviderNPI(&{block});" for block in blocks or ["OwnRegistration"]]
    # Whatever fails here: the function is not called, and nothing is broken.
    lines += [f"{at} = {'FALSE' if registers else 'TRUE'};" for at, kind in places
              if kind == "BOOLEAN" and re.search(r"Is(Registered|Captured)$", at)]
    return lines


def _sockets(places):
    return [f"if (!NT_SUCCESS(OpenSocket(&OwnNpi, &{at}))) return STATUS_SUCCESS;"
            for at, kind in places if kind == "PWSK_SOCKET"]


def wrapper(text, match):
    """The text of DriverEntry and what it needs, to stand behind `text`."""
    declared, passed = [], []
    tag = re.search(r"ExFreePoolWithTag\([^,]*, ('[^']*')\)", text)
    tag = tag.group(1) if tag else "'parW'"
    for number, (kind, _, _) in enumerate(_arguments(match.group(3))):
        if MAKERS[kind] is None:
            declared.append(f"  {kind[:-1]} *Argument{number} = ({kind[:-1]} *)"
                            f"ExAllocatePoolWithTag(NonPagedPoolNx, sizeof({kind[:-1]}), {tag});\n"
                            f"  if (!Argument{number}) return STATUS_SUCCESS;\n"
                            f"  RtlZeroMemory(Argument{number}, sizeof({kind[:-1]}));")
            passed.append(f"Argument{number}")
        else:
            passed.append(MAKERS[kind])
    checks = [f"  {line}" for line in _preparation(text, match)]
    return (SUPPORT
            + "\nNTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {\n"
            + "\n".join([*declared, *checks])
            + f"\n  {match.group(2)}({', '.join(passed)});\n  return STATUS_SUCCESS;\n}}\n")
