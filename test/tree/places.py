#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Nothing names one machine or a package registry's host; every link inside
the documentation leads somewhere; every program of tools/ can be run.

usage: places.py ROOT
"""

import os
import re
import sys

from tree import finish, is_script, project_files, read

# Split so that this file does not complain about itself.
MACHINE = re.compile(
    r"(?<![\w.%}])/(?:wo" r"rk|ho" r"me)/[\w.-]+|(?<![\w%}])/t"
    r"mp/\w+|\bde" r"b\.debian\.org|\bregi" r"stry\.npmjs|\bpy"
    r"pi\.org|\bproxy\.go" r"lang")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s#]+)(?:#[^)]*)?\)")


def machine_names(name, text):
    for match in MACHINE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield f"{name}:{line}: names a place of one machine: {match.group()}"


def dead_links(root, name, text):
    for match in LINK.finditer(text):
        target = match.group(1)
        if "://" in target or target.startswith("mailto:"):
            continue
        path = os.path.join(root, os.path.dirname(name), target)
        if not os.path.exists(path):
            line = text.count("\n", 0, match.start()) + 1
            yield f"{name}:{line}: dead link: {target}"


def main():
    root = sys.argv[1]
    found = []
    for name in project_files(root):
        text = read(root, name)
        found += machine_names(name, text)
        if name.endswith(".md"):
            found += dead_links(root, name, text)
        if name.startswith("tools/") and is_script(root, name) \
                and text.startswith("#!") \
                and not os.access(os.path.join(root, name), os.X_OK):
            found.append(f"{name}: starts with #! but is not executable")
    finish(found)


if __name__ == "__main__":
    main()
