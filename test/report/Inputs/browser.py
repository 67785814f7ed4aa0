#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Drives a headless Chromium by the WebDriver protocol.

usage: browser.py PAGE.html SCRIPT.json

SCRIPT is a list of actions, done in order; the first that fails ends it:

  {"click": CSS}             clicks the element
  {"key": TEXT}              types into the page
  {"check": JS}              an expression that must be true
  {"screenshot": FILE}       writes a PNG, which must not be blank
  {"size": [WIDTH, HEIGHT]}  resizes the window

Any message of the page's console of level SEVERE is a failure, too.
"""

import base64
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zlib

START_SECONDS = 60


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Browser:
    def __init__(self, folder):
        self.port = free_port()
        self.driver = subprocess.Popen(
            [shutil.which("chromedriver"), f"--port={self.port}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.session = ""
        options = {
            "binary": shutil.which("chromium"),
            "args": ["--headless=new", "--no-sandbox", "--disable-gpu",
                     "--disable-dev-shm-usage", "--window-size=1500,950",
                     "--hide-scrollbars", "--force-color-profile=srgb",
                     f"--user-data-dir={folder}"],
        }
        self.session = "/session/" + self.ask_when_ready("POST", "/session", {
            "capabilities": {"alwaysMatch": {
                "browserName": "chrome", "goog:chromeOptions": options,
                "goog:loggingPrefs": {"browser": "ALL"},
                "unhandledPromptBehavior": "ignore"}}})["sessionId"]

    def ask(self, method, path, body=None):
        data = json.dumps(body or {}).encode() if method == "POST" else None
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", data, method=method,
            headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            sys.exit(f"browser.py: {path}: "
                     f"{json.load(error)['value']['message']}")

    def ask_when_ready(self, method, path, body):
        give_up = time.monotonic() + START_SECONDS
        while True:
            try:
                return self.ask(method, path, body)
            except (urllib.error.URLError, ConnectionError):
                if time.monotonic() > give_up or self.driver.poll() is not None:
                    raise
                time.sleep(0.1)

    def run(self, script):
        return self.ask("POST", self.session + "/execute/sync",
                        {"script": script, "args": []})

    def element(self, css):
        found = self.ask("POST", self.session + "/element",
                         {"using": "css selector", "value": css})
        return next(iter(found.values()))

    def close(self):
        if self.session:
            self.ask("DELETE", self.session)
        self.driver.terminate()
        self.driver.wait()


def is_blank(png):
    """True if every pixel row is the same: nothing was painted."""
    at, data, width = 8, b"", 0
    while at < len(png):
        length = int.from_bytes(png[at:at + 4], "big")
        kind = png[at + 4:at + 8]
        if kind == b"IHDR":
            width = int.from_bytes(png[at + 8:at + 12], "big")
        elif kind == b"IDAT":
            data += png[at + 8:at + 8 + length]
        at += length + 12
    rows = zlib.decompress(data)
    return not width or len(set(rows)) < 8


def act(browser, action):
    (kind, value), = action.items()
    path = browser.session
    if kind == "click":
        browser.ask("POST", f"{path}/element/{browser.element(value)}/click")
    elif kind == "key":
        browser.ask("POST",
                    f"{path}/element/{browser.element('body')}/value",
                    {"text": value})
    elif kind == "size":
        browser.ask("POST", path + "/window/rect",
                    {"width": value[0], "height": value[1]})
    elif kind == "check":
        got = browser.run("return (" + value + ")")
        if got is not True:
            sys.exit(f"browser.py: {value} is {got!r}")
    elif kind == "screenshot":
        png = base64.b64decode(browser.ask("GET", path + "/screenshot"))
        if is_blank(png):
            sys.exit("browser.py: the page is blank")
        with open(value, "wb") as file:
            file.write(png)
    else:
        sys.exit(f"browser.py: no action '{kind}'")


def main():
    page, script = sys.argv[1:]
    with open(script, encoding="utf-8") as file:
        actions = json.load(file)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = Browser(folder)
        try:
            browser.ask("POST", browser.session + "/url",
                        {"url": "file://" + os.path.abspath(page)})
            for action in actions:
                act(browser, action)
            log = browser.ask("POST", browser.session + "/se/log",
                              {"type": "browser"})
            bad = [entry["message"] for entry in log
                   if entry["level"] == "SEVERE"]
            if bad:
                sys.exit("browser.py: the page complains: " + "; ".join(bad))
        finally:
            browser.close()
    print(f"browser.py: {len(actions)} actions done")


if __name__ == "__main__":
    main()
