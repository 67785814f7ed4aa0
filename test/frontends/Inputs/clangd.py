#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Opens a source in a clangd and prints what it publishes of it.

usage: clangd.py FILE [--edit OLD NEW] -- CLANGD ARG...

--edit replaces OLD by NEW in the editor, not on disk, and waits for the answer
to that. One line per diagnostic, line numbers from 1: "LINE CODE MESSAGE", and
one per related place: "  LINE MESSAGE".
"""

import json
import os
import subprocess
import sys


class Server:
    def __init__(self, command):
        self.process = subprocess.Popen(
            command + ["--log=error"], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def send(self, method, params, number=None):
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        if number is not None:
            message["id"] = number
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body)
                                 + body)
        self.process.stdin.flush()

    def receive(self):
        length = 0
        while True:
            line = self.process.stdout.readline()
            if not line:
                sys.exit("clangd.py: the server has ended")
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
            if not line.strip():
                return json.loads(self.process.stdout.read(length))

    def diagnostics(self, uri, version):
        while True:
            message = self.receive()
            params = message.get("params") or {}
            if message.get("method") == "textDocument/publishDiagnostics" \
                    and (params["uri"], params.get("version")) \
                    == (uri, version):
                return params["diagnostics"]

    def close(self):
        self.send("shutdown", None, 99)
        while self.receive().get("id") != 99:
            pass
        self.send("exit", None)
        self.process.communicate()
        return self.process.returncode


def show(diagnostics):
    for item in diagnostics:
        print(item["range"]["start"]["line"] + 1, item.get("code"),
              item["message"].replace("\n", " / "))
        for place in item.get("relatedInformation", []):
            print(" ", place["location"]["range"]["start"]["line"] + 1,
                  place["message"])


def main():
    split = sys.argv.index("--")
    file, *edit = sys.argv[1:split]
    uri = "file://" + os.path.abspath(file)
    with open(file, encoding="utf-8") as source:
        text = source.read()
    server = Server(sys.argv[split + 1:])
    server.send("initialize", {
        "processId": None, "rootUri": "file://" + os.getcwd(),
        "capabilities": {"textDocument": {"publishDiagnostics": {
            "relatedInformation": True}}}}, 1)
    while server.receive().get("id") != 1:
        pass
    server.send("initialized", {})
    server.send("textDocument/didOpen", {"textDocument": {
        "uri": uri, "languageId": "c", "version": 1, "text": text}})
    found = server.diagnostics(uri, 1)
    if edit:
        server.send("textDocument/didChange", {
            "textDocument": {"uri": uri, "version": 2},
            "contentChanges": [{"text": text.replace(edit[1], edit[2])}]})
        found = server.diagnostics(uri, 2)
    show(found)
    return server.close()


if __name__ == "__main__":
    sys.exit(main())
