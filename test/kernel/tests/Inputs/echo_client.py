#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Runs an echo driver in real mode and talks to it as 20 clients would.

usage: echo_client.py WSK-KERNEL DRIVER PORT
"""

import re
import signal
import socket
import subprocess
import sys

CLIENTS = 20
PATIENCE = 60  # seconds; only a fault is that slow


def echo(port, text):
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as connection:
        connection.sendall(text)
        answer = b""
        while len(answer) < len(text):
            part = connection.recv(100)
            if not part:
                break
            answer += part
        return answer == text


def main():
    kernel, driver, port = sys.argv[1:4]
    run = subprocess.Popen([kernel, "run", driver, "--port", f"{port}=0"],
                           stdout=subprocess.PIPE, text=True)
    try:
        first = run.stdout.readline()
        host_port = int(re.search(r"is port (\d+) of loopback", first).group(1))
        good = sum(echo(host_port, b"client %d" % i) for i in range(CLIENTS))
        print(f"connections echoed: {good}")
        run.send_signal(signal.SIGTERM)
        print(run.communicate(timeout=PATIENCE)[0])
    finally:
        run.kill()
    print(f"exit status {run.returncode}")


if __name__ == "__main__":
    main()
