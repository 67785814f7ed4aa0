#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Compiles one use of every name of a list against the header pack.

usage: names.py CLANG OUR_FOLDER NAMES_FILE

A name counts as there if it is a macro, a builtin of the compiler or declared:
as a function, an enumerator or a type. The list has one name per line; what
follows # is a comment.
"""

import os
import re
import subprocess
import sys

DEFINES = ["--target=x86_64-pc-windows-msvc",
           "-fms-compatibility-version=19.40", "-D_AMD64_", "-D_WIN64",
           "-D_KERNEL_MODE", "-DWINNT=1", "-D_WIN32_WINNT=0x0A00",
           "-DWINVER=0x0A00", "-DNTDDI_VERSION=0x0A00000B"]
INCLUDES = ["ntifs.h", "ntstrsafe.h", "ntintsafe.h", "ip2string.h", "wsk.h"]


def source_of(names):
    lines = [f"#include <{name}>" for name in INCLUDES]
    for number, name in enumerate(names):
        lines += [f"#if !defined({name}) && !__has_builtin({name})",
                  f"typedef __typeof__({name}) *used_{number};", "#endif"]
    return "\n".join(lines) + "\n"


def undeclared(clang, root, names, language):
    flags = [f"-isystem{os.path.join(root, part)}" for part in ("net", "nt")]
    result = subprocess.run(
        [clang] + DEFINES + flags + ["-fsyntax-only", "-ferror-limit=0"]
        + language + ["-"], input=source_of(names), capture_output=True,
        text=True, check=False)
    missing = set(re.findall(r"undeclared identifier '(\w+)'", result.stderr))
    missing |= set(re.findall(r"unknown type name '(\w+)'", result.stderr))
    if result.returncode != 0 and not missing:
        sys.exit("names: the headers do not compile:\n" + result.stderr[:2000])
    return missing


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    with open(sys.argv[3], encoding="utf-8") as file:
        names = [line.split("#")[0].strip() for line in file]
    names = [name for name in names if name]
    missing = {}
    for label, language in (("C", ["-x", "c"]),
                            ("C++", ["-x", "c++", "-std=c++20"])):
        for name in undeclared(sys.argv[1], sys.argv[2], names, language):
            missing.setdefault(name, []).append(label)
    for name in sorted(missing):
        print(f"{name} is not declared in {' and '.join(missing[name])}")
    print(f"{len(names)} names, {len(missing)} missing")
    return 1 if missing or not names else 0


if __name__ == "__main__":
    sys.exit(main())
