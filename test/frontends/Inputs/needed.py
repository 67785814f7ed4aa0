#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""A package asks for whatever its programs load.

usage: needed.py LLVM DEB FOLDER

FOLDER holds what DEB installs. Names each shared library that a program there
needs and that is in no package DEB depends on.
"""

import pathlib
import re
import subprocess
import sys


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def needed(llvm, program):
    listed = output(f"{llvm}/bin/llvm-readelf", "--needed-libs", str(program))
    return re.findall(r"^  (\S+)$", listed, re.MULTILINE)


def owners(library):
    """The Debian packages that bring a shared library."""
    found = subprocess.run(["dpkg", "-S", f"*/{library}"], check=False,
                           capture_output=True, text=True).stdout
    return {line.partition(":")[0] for line in found.splitlines()}


def main():
    llvm, deb, folder = sys.argv[1:]
    depends = output("dpkg-deb", "-f", deb, "Depends")
    asked = set(re.findall(r"(?:^|,) *([a-z0-9.+-]+)", depends))
    folder = pathlib.Path(folder)
    programs = [*folder.glob("bin/*"), *folder.glob("lib/llvm-*/lib/*.so")]
    libraries = {library for program in programs for library in needed(llvm, program)}
    bad = sorted(library for library in libraries if not owners(library) & asked)
    for library in bad:
        print(f"{library} is in {owners(library) or 'no package'}")
    return 1 if bad or len(programs) < 4 or len(libraries) < 4 else 0


if __name__ == "__main__":
    sys.exit(main())
