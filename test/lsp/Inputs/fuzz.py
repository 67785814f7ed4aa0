#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Whatever a client sends, the server neither crashes nor stops answering.

usage: fuzz.py WSK_CHECK FOLDER [SESSIONS [SEED]]

Each session sends valid messages mutated in one way or another, then asks a
question that must be answered. Sessions depend on the seed only.
"""

import copy
import json
import os
import pathlib
import random
import subprocess
import sys

FILE = "file:///nowhere/driver/a.c"
RANGE = {"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 2}}


def messages(source):
    document = {"uri": source, "languageId": "c", "version": 1,
                "text": "int f(void) { return 0; }\n"}
    return [
        {"id": 1, "method": "initialize", "params": {
            "processId": 1, "rootUri": FILE, "capabilities": {
                "window": {"workDoneProgress": True}},
            "workspaceFolders": [{"uri": FILE, "name": "x"}]}},
        {"method": "initialized", "params": {}},
        {"method": "textDocument/didOpen", "params": {"textDocument": document}},
        {"method": "textDocument/didChange", "params": {
            "textDocument": {"uri": source, "version": 2},
            "contentChanges": [{"text": "int g;"},
                               {"range": RANGE, "text": "x"}]}},
        {"id": 2, "method": "textDocument/codeAction", "params": {
            "textDocument": {"uri": source}, "range": RANGE,
            "context": {"diagnostics": [], "only": ["quickfix"]}}},
        {"method": "textDocument/didSave", "params": {"textDocument": {"uri": source}}},
        {"method": "workspace/didChangeWatchedFiles", "params": {"changes": []}},
        {"method": "$/cancelRequest", "params": {"id": 2}},
        {"id": "wsk-check/watch", "result": None},
        {"id": 1, "error": {"code": 1, "message": "no"}},
        {"method": "textDocument/didClose", "params": {"textDocument": {"uri": source}}},
        {"id": 3, "method": "shutdown"},
    ]


ODD = [None, True, -1, 0, 1 << 62, 1e300, "", "x" * 5000, [], {}, [[]], FILE,
       "file:///%zz", "untitled:one", "file://", "\ud800", "%s%n", {"uri": FILE},
       ["initialize"], "initialize", "exit ", -9223372036854775808]


def places(value, path=()):
    """Every place in a JSON value that could be something else."""
    items = value.items() if isinstance(value, dict) else \
        enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield path + (key,)
        yield from places(inner, path + (key,))


def mutated(message, rng):
    message = copy.deepcopy(message)
    spots = list(places(message))
    for _ in range(rng.randint(1, 3)):
        path = rng.choice(spots)
        holder = message
        try:
            for key in path[:-1]:
                holder = holder[key]
            if rng.random() < 0.2:
                del holder[path[-1]]
            else:
                holder[path[-1]] = rng.choice(ODD)
        except (KeyError, IndexError, TypeError):
            continue
    return message


def framed(body):
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def bytes_of(message, rng):
    """One message on the wire, rarely as the protocol wants it."""
    message.setdefault("jsonrpc", "2.0")
    body = json.dumps(message).encode("utf-8", "surrogatepass")
    kind = rng.randint(0, 9)
    if kind == 0:  # bytes that are no UTF-8, or no JSON
        at = rng.randrange(len(body))
        return framed(body[:at] + rng.choice([b"\xff", b"\0", b"{", b'"']) + body[at:])
    if kind == 1:  # cut short
        return framed(body[:rng.randrange(len(body))])
    if kind == 2:  # odd headers
        return rng.choice([b"", b"content-length: 0\r\n\r\n", b"\r\n\r\n",
                           b"Content-Length: -5\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n",
                           b"Content-Type: x\r\n" + b"h" * 20000 + b"\r\n",
                           b"Content-Length: 99999999999999999999\r\n\r\n"]) + framed(body)
    return framed(body)


def deep(depth):
    return framed(b"[" * depth) + framed(
        b'{"jsonrpc":"2.0","method":"x","params":' + b'{"a":' * depth + b"1"
        + b"}" * depth + b"}")


def stream(rng, source):
    """What one session sends."""
    todo = messages(source)
    if rng.random() < 0.5:
        rng.shuffle(todo)
    out = []
    if rng.random() < 0.7:  # most sessions begin well
        out.append(framed(json.dumps(dict(messages(source)[0], jsonrpc="2.0")).encode()))
    for message in todo:
        for _ in range(rng.randint(0, 3)):
            good = rng.random() < 0.3
            out.append(bytes_of(copy.deepcopy(message) if good
                                else mutated(message, rng), rng))
    return out


def leaves(chunk):
    """Some mutations ask the server to go; those sessions end there."""
    return b'"exit"' in chunk


def session(program, folder, chunks):
    """Complaint about one session, or nothing."""
    question = framed(b'{"jsonrpc":"2.0","id":"still there?","method":"nosuch"}')
    goodbye = framed(b'{"jsonrpc":"2.0","method":"exit"}')
    data = b"".join(c for c in chunks if not leaves(c)) + question + goodbye
    run = subprocess.run([program, "--lsp"], input=data, cwd=folder, check=False,
                         capture_output=True, timeout=100)
    if run.returncode not in (0, 1):
        return f"exit status {run.returncode}"
    if b"still there?" not in run.stdout:
        return "the last question was not answered"
    return None


def fixed_sessions(source):
    start = [framed(json.dumps(dict(m, jsonrpc="2.0")).encode())
             for m in messages(source)[:3]]
    yield "deep", start + [deep(1000), deep(2_000_000)]
    text = {"textDocument": {"uri": source, "version": 2}, "contentChanges": [
        {"text": "int x;\n" * 1_000_000}]}
    yield "large", start + [framed(json.dumps(
        {"jsonrpc": "2.0", "method": "textDocument/didChange", "params": text}).encode())]
    yield "oversized", start + [framed(b" " * (130 << 20))]
    yield "empty", []


def main():
    program, folder = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
    sessions = int(sys.argv[3]) if len(sys.argv) > 3 else 40
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / "a.c"
    source.write_text("int f(void) { return 0; }\n", encoding="utf-8")
    uri = source.resolve().as_uri()
    todo = list(fixed_sessions(uri))
    for number in range(seed, seed + sessions):
        rng = random.Random(number)
        todo.append((f"seed {number}", stream(rng, uri if rng.random() < 0.7 else FILE)))
    bad = 0
    for name, chunks in todo:
        complaint = session(program, folder, chunks)
        if complaint:
            bad += 1
            print(f"session '{name}': {complaint}")
    print(f"{len(todo)} sessions, {bad} bad")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
