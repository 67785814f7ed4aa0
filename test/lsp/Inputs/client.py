# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""A small language client for the tests; the real one is Neovim's."""

import json
import os
import pathlib
import queue
import subprocess
import threading

TIMEOUT = 120  # a loaded machine is no failure


class Client:
    """Speaks to one server. Use as a context manager."""

    def __init__(self, command, folder, **capabilities):
        self.server = subprocess.Popen(command, stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, cwd=folder)
        self.folder, self.ids, self.inbox = str(folder), 0, queue.Queue()
        self.notifications = []
        threading.Thread(target=self._read, daemon=True).start()
        self.info = self.request("initialize", {
            "processId": os.getpid(), "rootUri": uri(folder),
            "capabilities": capabilities})
        self.notify("initialized", {})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.server.poll() is None:
            self.server.kill()
        self.server.wait()

    def _read(self):
        while True:
            length = None
            for line in iter(self.server.stdout.readline, b"\r\n"):
                if not line:
                    return self.inbox.put(None)
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            body = self.server.stdout.read(length)
            self.inbox.put(json.loads(body))

    def send(self, message):
        self.server.stdin.write(framed(message))
        self.server.stdin.flush()

    def notify(self, method, params):
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def request(self, method, params):
        """The answer's result; an answer that is an error is an exception."""
        self.ids += 1
        self.send({"jsonrpc": "2.0", "id": self.ids, "method": method,
                   "params": params})
        while True:
            message = self._take()
            if message.get("id") == self.ids and "method" not in message:
                if "error" in message:
                    raise RuntimeError(message["error"])
                return message["result"]
            self.notifications.append(message)

    def _take(self):
        message = self.inbox.get(timeout=TIMEOUT)
        if message is None:
            raise EOFError("the server is gone")
        # What the server asks of us is granted.
        if "id" in message and "method" in message:
            self.send({"jsonrpc": "2.0", "id": message["id"], "result": None})
        return message

    def wait_for(self, wanted):
        """The first message, old or new, for which `wanted` is true."""
        for at, message in enumerate(self.notifications):
            if wanted(message):
                return self.notifications.pop(at)
        while True:
            message = self._take()
            if wanted(message):
                return message
            self.notifications.append(message)

    def open(self, file, text=None, version=1):
        if text is None:
            text = pathlib.Path(file).read_text(encoding="utf-8")
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": uri(file), "languageId": "c", "version": version,
            "text": text}})

    def change(self, file, text, version):
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": uri(file), "version": version},
            "contentChanges": [{"text": text}]})

    def diagnostics(self, file, version=None):
        """What is shown in a file next; for `version` if that is given."""
        found = self.wait_for(
            lambda m: m.get("method") == "textDocument/publishDiagnostics"
            and m["params"]["uri"] == uri(file)
            and (version is None or m["params"].get("version") == version))
        return found["params"]["diagnostics"]

    def forget(self):
        """Messages that came up to now are of no interest."""
        self.notifications.clear()

    def leave(self):
        """Says goodbye as the protocol asks; the server's exit status."""
        self.request("shutdown", None)
        self.notify("exit", None)
        return self.server.wait(TIMEOUT)


def framed(message):
    """A message as it goes over the wire."""
    body = json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def uri(path):
    return pathlib.Path(path).resolve().as_uri()
