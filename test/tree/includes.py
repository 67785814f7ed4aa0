#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Includes point one way between the folders of checker/, and the reference
kernel knows nothing of the checker (docs/architecture.md).

usage: includes.py ROOT
"""

import re
import sys

from tree import CPP, finish, project_files, read

ALL = {"core", "api", "model", "lifecycle", "rules", "report", "program",
       "embed"}
# Folder -> folders whose headers it may include, besides its own.
MAY_INCLUDE = {
    "core": set(),
    "api": {"core"},
    "report": {"core"},
    "model": {"core", "api"},
    "lifecycle": {"core", "api", "model"},
    "rules": {"core", "api", "model", "report"},
    "program": ALL,
    "embed": ALL,
}
# The write side of the path state; rules only read.
WRITE_SIDE = re.compile(r"model/\w*Update\.h")

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]',
                     re.MULTILINE)


def complaints_about(name, text):
    parts = name.split("/")
    for match in INCLUDE.finditer(text):
        header = match.group(1)
        place = f"{name}:{text.count(chr(10), 0, match.start()) + 1}"
        target = header.split("/")[0]
        if name.startswith("test/kernel/"):
            if target in ALL and "/" in header:
                yield (f"{place}: includes {header}; the reference kernel must "
                       "not know the checker it is there to judge")
        elif parts[0] == "checker" and len(parts) > 2 and target in ALL \
                and "/" in header:
            allowed = MAY_INCLUDE.get(parts[1], set()) | {parts[1]}
            if target not in allowed:
                yield (f"{place}: {parts[1]}/ includes {header}; it may use "
                       f"only {', '.join(sorted(allowed))}")
            elif parts[1] == "rules" and WRITE_SIDE.fullmatch(header):
                yield (f"{place}: a rule includes {header}; rules read the "
                       "path state, only the model writes it")


def main():
    root = sys.argv[1]
    found = []
    for name in project_files(root):
        if name.endswith(CPP + (".c", ".def", ".inc")) \
                and not name.startswith("checker/wdk/"):
            found += complaints_about(name, read(root, name))
    finish(found)


if __name__ == "__main__":
    main()
