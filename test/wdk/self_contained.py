#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Compiles every header of the pack alone, in each language it promises.

usage: self_contained.py CLANG OUR_FOLDER

The headers under nt/ stand alone; those under net/ need ntddk.h before them,
as in the kit. Warnings of the headers count: the folders are given by -I, not
-isystem. Headers that set packing come in pairs and are tried as a pair.
"""

import os
import subprocess
import sys

DEFINES = ["--target=x86_64-pc-windows-msvc",
           "-fms-compatibility-version=19.40", "-D_AMD64_", "-D_WIN64",
           "-D_KERNEL_MODE", "-DWINNT=1", "-D_WIN32_WINNT=0x0A00",
           "-DWINVER=0x0A00", "-DNTDDI_VERSION=0x0A00000B"]
# Anonymous records and fixed-width literals are the compiler's own extensions.
WARNINGS = ["-Wall", "-Werror", "-Wno-microsoft", "-Wno-pragma-pack"]
LANGUAGES = [("c", "c11"), ("c", "c17"), ("c", "c2x"), ("c++", "c++17"),
             ("c++", "c++20"), ("c++", "c++23")]


def headers(folder):
    for name in sorted(os.listdir(folder)):
        if name.endswith(".h"):
            yield name


def source_of(part, name):
    if name.startswith("pshpack"):
        return f"#include <{name}>\n#include <poppack.h>\n"
    if name == "poppack.h":
        return "#include <pshpack1.h>\n#include <poppack.h>\n"
    before = "#include <ntddk.h>\n" if part == "net" else ""
    # Twice, as drivers do.
    return before + f"#include <{name}>\n" * 2


def compile_one(clang, root, part, name, language, standard):
    flags = [f"-I{os.path.join(root, p)}" for p in ("net", "nt")]
    return subprocess.run(
        [clang] + DEFINES + WARNINGS + flags
        + ["-fsyntax-only", f"-std={standard}", "-x", language, "-"],
        input=source_of(part, name), capture_output=True, text=True,
        check=False)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    clang, root = sys.argv[1:]
    count, failures = 0, 0
    for part in ("net", "nt"):
        for name in headers(os.path.join(root, part)):
            count += 1
            for language, standard in LANGUAGES:
                result = compile_one(clang, root, part, name, language,
                                     standard)
                if result.returncode != 0:
                    failures += 1
                    print(f"{part}/{name} as {standard}:\n"
                          + result.stderr[:1000])
    print(f"{count} headers, {failures} failures")
    return 1 if failures or not count else 0


if __name__ == "__main__":
    sys.exit(main())
