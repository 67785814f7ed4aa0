#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""An editor whose files come, go and move while they are open.

usage: disk.py CASE WSK_CHECK FOLDER

FOLDER is emptied and used for the files of the case. Prints nothing when all is
well.
"""

import os
import subprocess
import sys
import time

from cases import (ENTRY, NO_STOP, STOP, database, expect, make_driver,
                   processes_with, rules, run_case)
from client import Client, uri


def shown_at_last(client, file, wanted):
    """Waits until `file` shows just the rules `wanted`."""
    client.wait_for(lambda m: "publish" in m.get("method", "")
                    and m["params"]["uri"] == uri(file)
                    and rules(m["params"]["diagnostics"]) == wanted)


def saved(client, file):
    client.notify("textDocument/didSave", {"textDocument": {"uri": uri(file)}})


def not_saved_yet(command, folder):
    """A new source counts before it is on the disk, beside those that are."""
    entry, stop, _ = make_driver(folder)
    stop.unlink()
    with Client(command, folder) as client:
        client.open(entry)
        expect("nothing deregisters", rules(client.diagnostics(entry, 1))
               == ["wsk-missing-deregister"])
        client.open(stop, STOP)
        expect("until it is typed", client.diagnostics(entry) == [])
        client.forget()
        client.change(stop, NO_STOP, 2)
        shown_at_last(client, entry, ["wsk-missing-deregister"])


def moved(command, folder):
    """A file that is deleted is what its open document says; renamed, it is
    where it went."""
    entry, stop, _ = make_driver(folder)
    with Client(command, folder) as client:
        client.open(entry)
        client.open(stop)
        shown_at_last(client, stop, [])
        stop.unlink()
        client.forget()
        client.change(entry, ENTRY + "\n", 2)
        expect("the open text counts", client.diagnostics(entry, 2) == [])
        client.notify("textDocument/didClose", {"textDocument": {"uri": uri(stop)}})
        shown_at_last(client, entry, ["wsk-missing-deregister"])
        stop = folder / "stopping.c"
        stop.write_text(STOP, encoding="utf-8")
        client.open(stop)
        shown_at_last(client, entry, [])


def database_on_save(command, folder):
    """A client that cannot watch files saves, and the database of that moment
    counts."""
    entry, stop, _ = make_driver(folder)
    entry.write_text(ENTRY.replace("return Wsk", "return MY_"), encoding="utf-8")
    with Client(command, folder) as client:
        client.open(entry)
        expect("its flags are unknown", rules(client.diagnostics(entry, 1)) == [None])
        database(folder, folder, entry, flags=["/DMY_Register=WskRegister"])
        saved(client, entry)
        shown_at_last(client, entry, ["wsk-missing-deregister"])
        database(folder, folder, entry, stop, flags=["/DMY_Register=WskRegister"])
        saved(client, entry)
        shown_at_last(client, entry, [])
        (folder / "compile_commands.json").unlink()
        saved(client, entry)
        shown_at_last(client, entry, [None])


def only_new(command, folder):
    """The options that say what is known count while one types, too."""
    entry, stop, _ = make_driver(folder, NO_STOP)
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "start"]):
        subprocess.run(["git", "-c", "user.name=Test", "-c", "user.email=t@example.org",
                        *words], cwd=folder, check=True)
    with Client([*command, "--new-from", "HEAD"], folder) as client:
        client.open(stop)
        client.diagnostics(stop, 1)
        expect("what is committed is known", not any(
            m["params"]["diagnostics"] for m in client.notifications
            if "publish" in m.get("method", "")))
        client.change(stop, NO_STOP.replace(
            "/* later */", "WskDeregister(&g_Registration); Twice();").replace(
            "VOID Stop", "static VOID Twice(VOID) {\n"
            "  WskDeregister(&g_Registration);\n}\nVOID Stop"), 2)
        shown = client.diagnostics(stop, 2)
        expect("what is typed is new", "wsk-double-deregister" in rules(shown), shown)


def killed(command, folder):
    """A server that an editor ends by a signal leaves nothing, above all no
    text that was never saved."""
    entry, _, _ = make_driver(folder)
    scratch = folder / "scratch"
    scratch.mkdir()
    os.environ["TMPDIR"] = str(scratch)
    with Client(command, folder, window={"workDoneProgress": True}) as client:
        client.open(entry, "#include <ntddk.h>\n" * 20000 + ENTRY)
        client.wait_for(lambda m: m.get("method") == "$/progress")
        expect("the analysis has begun", any(scratch.iterdir()))
        # A file that another thread makes in the same instant may stay.
        time.sleep(0.1)
        client.server.terminate()
        client.server.wait(60)
    expect("nothing stays on the disk", not any(scratch.iterdir()))
    for _ in range(100):
        if not processes_with(scratch):
            return
        time.sleep(0.1)
    expect("no process stays", False, processes_with(scratch))


if __name__ == "__main__":
    run_case(globals(), sys.argv)
