#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""What an editor does with `wsk-check --lsp`, step by step.

usage: cases.py CASE WSK_CHECK FOLDER

FOLDER is emptied and used for the files of the case. Prints nothing when all is
well.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import time
from urllib.parse import unquote, urlsplit

from client import Client, framed, uri

ENTRY = """#include <wsk.h>
#include "shared.h"
DRIVER_UNLOAD Unload;
WSK_REGISTRATION g_Registration;
static const WSK_CLIENT_DISPATCH Dispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};
static WSK_CLIENT_NPI Npi = {NULL, &Dispatch};
VOID Unload(PDRIVER_OBJECT Driver) { UNREFERENCED_PARAMETER(Driver); Stop(); }
NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
    UNREFERENCED_PARAMETER(Path);
    Driver->DriverUnload = Unload;
    return WskRegister(&Npi, &g_Registration);
}
"""
STOP = """#include <wsk.h>
#include "shared.h"
VOID Stop(VOID) { WskDeregister(&g_Registration); }
"""
NO_STOP = STOP.replace("WskDeregister(&g_Registration);", "/* later */")
SHARED = "#pragma once\nextern WSK_REGISTRATION g_Registration;\nVOID Stop(VOID);\n"


def expect(what, condition, got=None):
    if not condition:
        sys.exit(f"not so: {what}" + (f"; got {got!r}" if got is not None else ""))


def make_driver(folder, stop=STOP):
    """A driver of two files; its fault, if any, is in one file and shows in
    the other."""
    for name, text in (("entry.c", ENTRY), ("stop.c", stop),
                       ("shared.h", SHARED)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "entry.c", folder / "stop.c", folder / "shared.h"


def database(folder, at, *sources, flags=()):
    (at / "compile_commands.json").write_text(json.dumps([
        {"directory": str(folder), "file": str(source),
         "arguments": ["clang-cl", "/c", *flags, str(source)]}
        for source in sources]), encoding="utf-8")


def rules(diagnostics):
    return [d.get("code") for d in diagnostics]


def unsaved_buffers(command, folder):
    """What is typed counts, for the whole driver, before it is saved."""
    entry, stop, _ = make_driver(folder)
    database(folder, folder, entry, stop)
    with Client(command, folder) as client:
        client.open(entry)
        expect("a right driver shows nothing", client.diagnostics(entry, 1) == [])
        client.open(stop)
        client.diagnostics(stop, 1)
        client.forget()
        client.change(stop, NO_STOP, 2)
        shown = client.diagnostics(entry)
        expect("the fault typed into stop.c shows in entry.c",
               rules(shown) == ["wsk-missing-deregister"], shown)
        client.diagnostics(stop, 2)
        client.change(stop, STOP, 3)
        expect("and goes with it", client.diagnostics(entry) == [])
        expect("goodbye", client.leave() == 0)


def closing(command, folder):
    """A closed document's text no longer counts; a driver without open
    documents shows nothing."""
    entry, stop, _ = make_driver(folder)
    with Client(command, folder) as client:
        client.open(entry)
        client.open(stop, NO_STOP)
        client.wait_for(lambda m: "publish" in m.get("method", "")
                        and rules(m["params"]["diagnostics"]))
        client.notify("textDocument/didClose", {"textDocument": {"uri": uri(stop)}})
        client.wait_for(lambda m: "publish" in m.get("method", "")
                        and m["params"]["uri"] == uri(entry)
                        and not m["params"]["diagnostics"])
        stop.write_text(NO_STOP, encoding="utf-8")
        client.notify("textDocument/didSave", {"textDocument": {"uri": uri(entry)}})
        expect("the disk counts", client.diagnostics(entry))
        client.notify("textDocument/didClose", {"textDocument": {"uri": uri(entry)}})
        expect("nothing stays behind", client.diagnostics(entry) == [])
        expect("goodbye", client.leave() == 0)


def headers(command, folder):
    """A header's unsaved text reaches the sources that include it."""
    entry, stop, shared = make_driver(folder)
    database(folder, folder, entry, stop)
    with Client(command, folder) as client:
        client.open(entry)
        client.diagnostics(entry, 1)
        client.open(shared, SHARED + "#define WskDeregister(r) ((void)0)\n")
        client.diagnostics(shared, 1)
        shown = client.wait_for(
            lambda m: "publish" in m.get("method", "")
            and m["params"]["uri"] == uri(entry)
            and m["params"]["diagnostics"])["params"]["diagnostics"]
        expect("the macro counts", rules(shown) == ["wsk-missing-deregister"], shown)


def watched_files(command, folder):
    """A file that changes outside the editor is looked at again."""
    entry, stop, _ = make_driver(folder)
    with Client(command, folder, workspace={
            "didChangeWatchedFiles": {"dynamicRegistration": True}}) as client:
        client.wait_for(lambda m: m.get("method") == "client/registerCapability")
        client.open(entry)
        client.diagnostics(entry, 1)
        stop.write_text(NO_STOP, encoding="utf-8")
        client.notify("workspace/didChangeWatchedFiles", {
            "changes": [{"uri": uri(stop), "type": 2}]})
        shown = client.diagnostics(entry)
        expect("the change is seen", rules(shown) == ["wsk-missing-deregister"], shown)


def contents(command, folder):
    """Everything a client may show of a finding."""
    entry, _, _ = make_driver(folder, NO_STOP)
    # An emoji is two UTF-16 units and four bytes.
    text = ENTRY.replace("    return WskRegister(", "    /* \U0001f50c */ return WskRegister(")
    with Client(command, folder) as client:
        client.open(entry, text)
        (shown,) = client.diagnostics(entry, 1)
    step = next(s for s in shown["relatedInformation"]
                if "WskRegister succeeds" in s["message"])
    line = step["location"]["range"]["start"]["line"]
    units = text.split("\n")[line].encode("utf-16-le")
    start = step["location"]["range"]["start"]["character"]
    end = step["location"]["range"]["end"]["character"]
    expect("columns are UTF-16",
           units[2 * start:2 * end].decode("utf-16-le").startswith("WskRegister(&Npi"),
           (start, end))
    expect("the step names its stage", step["message"].startswith("[DriverEntry] "))
    expect("its file", step["location"]["uri"] == uri(entry))
    expect("the story is in the message too",
           "\n[DriverEntry]\nentry.c:11: WskRegister succeeds" in shown["message"],
           shown["message"])
    expect("severity", shown["severity"] == 1)
    page = pathlib.Path(unquote(urlsplit(shown["codeDescription"]["href"]).path))
    expect("page", page.read_text(encoding="utf-8").count("# wsk-missing-deregister"))
    expect("source", shown["source"] == "wsk-check")


def suppress(command, folder):
    """The offered edit is the comment that silences the rule on the line."""
    entry, _, _ = make_driver(folder, NO_STOP)
    everywhere = {"start": {"line": 0, "character": 0},
                  "end": {"line": 99, "character": 0}}
    ask = {"textDocument": {"uri": uri(entry)}, "range": everywhere,
           "context": {"diagnostics": []}}
    with Client(command, folder) as client:
        client.open(entry)
        (shown,) = client.diagnostics(entry, 1)
        (action,) = client.request("textDocument/codeAction", ask)
        expect("kind", action["kind"] == "quickfix")
        expect("what it mends", action["diagnostics"] == [shown])
        (edit,) = action["edit"]["changes"][uri(entry)]
        line, at = shown["range"]["start"]["line"], edit["range"]["start"]
        expect("place", at == edit["range"]["end"] and at == {
            "line": line, "character": len(ENTRY.split("\n")[line])}, at)
        expect("text", edit["newText"] == " // NOLINT(wsk-missing-deregister)")
        # Once there is such a comment, the next rule joins it.
        lines = ENTRY.split("\n")
        lines[line] += " // NOLINT(other-check)"
        client.change(entry, "\n".join(lines), 2)
        client.diagnostics(entry, 2)
        (action,) = client.request("textDocument/codeAction", ask)
        (edit,) = action["edit"]["changes"][uri(entry)]
        expect("joined", edit["newText"] == ",wsk-missing-deregister")
        expect("place", edit["range"]["start"]["character"] == len(lines[line]) - 1)
        # With it applied, though not saved, nothing is shown any more.
        silenced = lines[:]
        silenced[line] = silenced[line][:-1] + ",wsk-missing-deregister)"
        client.change(entry, "\n".join(silenced), 3)
        expect("silence", client.diagnostics(entry, 3) == [])
        # A line that goes on in the next has no room for a comment.
        lines[line] = lines[line].partition("//")[0][:-2] + "\\  \n}"
        client.change(entry, "\n".join(lines), 4)
        expect("still there", rules(client.diagnostics(entry, 4)))
        expect("continued", client.request("textDocument/codeAction", ask) == [])
        client.change(entry, ENTRY, 5)
        client.diagnostics(entry, 5)
        ask["context"]["only"] = ["source.organizeImports"]
        expect("other kinds", client.request("textDocument/codeAction", ask) == [])
        ask["context"]["only"] = ["quickfix"]
        ask["range"] = {"start": {"line": 0, "character": 0},
                        "end": {"line": 1, "character": 0}}
        expect("other lines", client.request("textDocument/codeAction", ask) == [])


def discovery(command, folder):
    """Which sources make up the driver of a file."""
    source = folder / "driver" / "sys"
    source.mkdir(parents=True)
    entry, stop, _ = make_driver(source, NO_STOP)
    with Client(command, folder) as client:
        # No database: the folder, and the user is told.
        client.open(stop)
        client.diagnostics(stop, 1)
        expect("the neighbour is part of the driver", client.diagnostics(entry))
        said = client.wait_for(lambda m: m.get("method") == "window/logMessage")
        expect("said so", "no compile_commands.json and no .vcxproj names" in said["params"]["message"])
    # A database above, in build/, for some of the files and with their flags.
    (folder / "build").mkdir()
    text = ENTRY.replace("    return Wsk", "#ifdef ON\n    return Wsk").replace(
        "Registration);\n}", "Registration);\n#endif\n    return 0;\n}")
    entry.write_text(text, encoding="utf-8")
    database(source, folder / "build", entry, stop, flags=["/DON=1"])
    with Client(command, folder) as client:
        client.open(entry)
        shown = client.diagnostics(entry, 1)
        expect("its flags count", rules(shown) == ["wsk-missing-deregister"], shown)
        lonely = source / "lonely.c"
        lonely.write_text("int Lonely(void) { return 1; }\n", encoding="utf-8")
        client.open(lonely)
        client.diagnostics(lonely, 1)


PROJECT = """<Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
<ItemDefinitionGroup><ClCompile>
<PreprocessorDefinitions>ON=1;%(PreprocessorDefinitions)</PreprocessorDefinitions>
</ClCompile></ItemDefinitionGroup>
<ItemGroup><ClCompile Include="sys\\entry.c" /><ClCompile Include="sys\\stop.c" /></ItemGroup>
</Project>
"""


def project(command, folder):
    """Without a database a Visual Studio project says what the driver is."""
    source = folder / "sys"
    source.mkdir()
    entry, stop, shared = make_driver(source, NO_STOP)
    text = ENTRY.replace("    return Wsk", "#ifdef ON\n    return Wsk").replace(
        "Registration);\n}", "Registration);\n#endif\n    return 0;\n}")
    entry.write_text(text, encoding="utf-8")
    (folder / "driver.vcxproj").write_text(PROJECT, encoding="utf-8")
    (folder / "other.vcxproj").write_text("<Project/>", encoding="utf-8")
    with Client(command, folder) as client:
        client.open(stop)
        client.diagnostics(stop, 1)
        shown = client.diagnostics(entry)
        expect("its defines count", rules(shown) == ["wsk-missing-deregister"], shown)
        client.open(shared)
        client.diagnostics(shared, 1)


def one_named_driver(command, folder):
    """A driver named on the command line is that of every document."""
    entry, stop, _ = make_driver(folder, NO_STOP)
    database(folder, folder, entry, stop)
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(stop, elsewhere / "more.c")
    named = [*command, "-p", str(folder), "--rules", "missing-*"]
    with Client(named, elsewhere) as client:
        client.open(elsewhere / "more.c")
        client.diagnostics(elsewhere / "more.c", 1)
        expect("the named driver is analysed", client.diagnostics(entry))


def no_silence(command, folder):
    """What cannot be analysed is said in every open file."""
    entry, _, _ = make_driver(folder)
    with Client(command, folder) as client:
        client.open(entry, "#error nothing here\n")
        (shown,) = client.diagnostics(entry, 1)
        expect("an information", shown["severity"] == 3, shown)
        expect("why", "could not analyse" in shown["message"]
               or "cannot judge" in shown["message"], shown)
        client.change(entry, ENTRY.replace("Path) {", "Path) { if (= ;"), 2)
        (shown,) = client.diagnostics(entry, 2)
        expect("why", "DriverEntry" in shown["message"], shown)
    (folder / "compile_commands.json").write_text("[{]", encoding="utf-8")
    with Client(command, folder) as client:
        client.open(entry)
        (shown,) = client.diagnostics(entry, 1)
        expect("the broken database is named",
               "compile_commands.json" in shown["message"], shown)


def superseded(command, folder):
    """Quick edits end the runs before them; the last text is what shows."""
    entry, stop, _ = make_driver(folder)
    with Client(command, folder, window={"workDoneProgress": True}) as client:
        client.open(entry)
        client.open(stop)
        for version in range(2, 30):
            client.change(stop, NO_STOP if version % 2 else STOP, version)
        client.diagnostics(stop, 29)
        expect("the last one counts", client.wait_for(
            lambda m: "publish" in m.get("method", "")
            and m["params"]["uri"] == uri(entry)
            and rules(m["params"]["diagnostics"])))
        ends = [m for m in client.notifications if m.get("method") == "$/progress"
                and m["params"]["value"]["kind"] == "end"]
        begins = [m for m in client.notifications if m.get("method") == "$/progress"
                  and m["params"]["value"]["kind"] == "begin"]
        expect("few runs", 1 <= len(begins) < 10, len(begins))
        expect("each has an end", len(ends) >= len(begins) - 1)
        expect("goodbye", client.leave() == 0)


def endings(command, folder):
    """The exit status tells how the client left."""
    with Client(command, folder) as client:
        client.notify("exit", None)
        expect("exit without shutdown is 1", client.server.wait(60) == 1)
    with Client(command, folder) as client:
        client.server.stdin.close()
        expect("a vanished client is 2", client.server.wait(60) == 2)
    reader, writer = os.pipe()
    os.close(reader)
    deaf = subprocess.run(command, input=framed({
        "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {}}) * 9,
        stdout=writer, cwd=folder, timeout=60, check=False)
    os.close(writer)
    expect("one that reads nothing is 2", deaf.returncode == 2, deaf.returncode)


def dying_client(command, folder):
    """A client that goes while an analysis runs takes all of it along."""
    entry, _, _ = make_driver(folder)
    scratch = folder / "scratch"
    scratch.mkdir()
    os.environ["TMPDIR"] = str(scratch)
    with Client(command, folder, window={"workDoneProgress": True}) as client:
        client.open(entry, "#include <ntddk.h>\n" * 20000 + ENTRY)
        client.wait_for(lambda m: m.get("method") == "$/progress")
        # Progress is told just before the analysis is started.
        expect("the analysis has begun", soon(lambda: any(scratch.iterdir())))
        client.server.stdin.close()
        client.server.stdout.close()
        expect("a vanished client is 2", client.server.wait(60) == 2)
    expect("nothing stays on the disk", list(scratch.iterdir()) == [])
    expect("no process stays", processes_with(folder) == [], processes_with(folder))


def soon(holds):
    """Whether it holds within half a minute."""
    end = time.monotonic() + 30
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)
    return holds()


def processes_with(folder):
    """Those other than this one whose command line names `folder`."""
    return [p for p in pathlib.Path("/proc").glob("[0-9]*/cmdline")
            if str(folder).encode() in read_or_empty(p)
            and p.parent.name != str(os.getpid())]


def read_or_empty(file):
    """Processes may end while they are looked at."""
    try:
        return file.read_bytes()
    except OSError:
        return b""


def run_case(cases, arguments):
    """Runs the one of `cases` that the command line names."""
    case, program, folder = arguments[1:]
    folder = pathlib.Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    cases[case]([os.path.abspath(program), "--lsp"], folder.resolve())


if __name__ == "__main__":
    run_case(globals(), sys.argv)
