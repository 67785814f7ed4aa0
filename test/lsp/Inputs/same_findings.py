#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""The language server shows what wsk-check finds, driver by driver.

usage: same_findings.py WSK_CHECK DRIVERS

DRIVERS is a folder of drivers; those of exactly one source file are opened in
one server. A library has no DriverEntry: the server would look for its driver in
the folders above, so it gets a workspace of its own. Two findings are the same if rule, file and line are.
"""

import json
import os
import pathlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from client import Client, uri


def single_files(folder):
    for driver in sorted(pathlib.Path(folder).iterdir()):
        files = [f for f in sorted(driver.rglob("*"))
                 if f.suffix in (".c", ".cpp")]
        if len(files) == 1:
            yield files[0]


def by_wsk_check(program, file):
    run = subprocess.run([program, "--quiet", "--json", "-", str(file)], text=True,
                         capture_output=True, check=False)
    return {(f["rule"], uri(f["file"]), f["line"])
            for f in json.loads(run.stdout)["findings"]}


def by_server(client, file):
    """All that is published up to the list of the document itself: files are
    told in the order of their names, so wait for the end of the run."""
    found = {}
    client.open(file)
    def keep(message):
        params = message.get("params", {})
        if message.get("method") == "textDocument/publishDiagnostics":
            found[params["uri"]] = params["diagnostics"]
        return (message.get("method") == "$/progress"
                and params["value"]["kind"] == "end" and uri(file) in found)
    client.wait_for(keep)
    client.notify("textDocument/didClose", {"textDocument": {"uri": uri(file)}})
    return {(d["code"], where, d["range"]["start"]["line"] + 1)
            for where, shown in found.items() for d in shown if "code" in d}


def main():
    program, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
    files = list(single_files(folder))
    found = different = 0
    with ThreadPoolExecutor(1) as pool, Client(
            [program, "--lsp"], folder, window={"workDoneProgress": True}) as client:
        wanted = pool.map(lambda file: by_wsk_check(program, file), files)
        for file, tool in zip(files, wanted):
            if "DriverEntry" in file.read_text(encoding="utf-8"):
                server = by_server(client, file)
            else:
                with Client([program, "--lsp"], file.parent,
                            window={"workDoneProgress": True}) as own:
                    server = by_server(own, file)
            client.forget()
            found += len(tool)
            different += tool != server
            for rule, place, line in sorted(tool ^ server):
                who = "wsk-check" if (rule, place, line) in tool else "the server"
                print(f"{place}:{line}: {rule}: only {who} reports it")
    print(f"{len(files)} drivers, {found} findings, {different} drivers differ")
    return 1 if different or not found else 0


if __name__ == "__main__":
    sys.exit(main())
