#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Compares our kernel headers with the DDK of mingw-w64, by the compiler.

usage: compare-layouts.py CLANG OUR_FOLDER MINGW_INCLUDE KNOWN_FILE

Both header sets are compiled with the same target. Every record both define
must have the same size, and every named member the same offset; every constant
and enumerator both define must have the same value. What differs for a reason
stands in KNOWN_FILE, one name and its reason per line; a line there that no
longer differs is an error too, so that the file cannot rot.
"""

import os
import re
import subprocess
import sys
import tempfile

DEFINES = ["--target=x86_64-pc-windows-msvc",
           "-fms-compatibility-version=19.40", "-D_AMD64_", "-D_WIN64",
           "-D_KERNEL_MODE", "-DWINNT=1", "-D_WIN32_WINNT=0x0A00",
           "-DWINVER=0x0A00", "-DNTDDI_VERSION=0x0A00000B", "-w",
           "-ferror-limit=0"]
# Kernel types, and the socket and filtering types, which mingw has for user
# mode only.
KERNEL = "#include <ntifs.h>\n"
OUR_SOCKETS = ("#include <ntifs.h>\n#include <ws2def.h>\n"
               "#include <ws2ipdef.h>\n#include <mstcpip.h>\n")
CODES = ("#include <ntddscsi.h>\n#include <ntddstor.h>\n"
         "#include <ntdddisk.h>\n#include <mountmgr.h>\n")
OUR_STORAGE = "#include <ntddk.h>\n#include <storport.h>\n" + CODES
THEIR_STORAGE = ("#include <ntddk.h>\n#include <srb.h>\n#include <scsi.h>\n"
                 + CODES)
USB = ("#include <ntddk.h>\n#include <usb.h>\n#include <usbioctl.h>\n"
       "#include <usbuser.h>\n#include <usbdlib.h>\n")
FILTERING = "#include <ntifs.h>\n#include <fwpmk.h>\n#include <fwpsk.h>\n"
THEIR_FILTERING = "#include <winsock2.h>\n#include <fwpmu.h>\n"
THEIR_SOCKETS = ("#include <winsock2.h>\n#include <ws2tcpip.h>\n"
                 "#include <mstcpip.h>\n")


class HeaderSet:
    """A compiler line and the includes that bring one header set in."""

    def __init__(self, clang, flags, text):
        self.command = [clang] + DEFINES + flags
        self.text = text

    def run(self, extra, tail=""):
        with tempfile.NamedTemporaryFile("w", suffix=".c") as file:
            file.write(self.text + tail)
            file.flush()
            return subprocess.run(self.command + extra + [file.name],
                                  capture_output=True, text=True, check=False)


def records(header_set):
    """Tag -> (size, {member: offset}) of all records that have a tag."""
    result = header_set.run(["-fsyntax-only", "-Xclang",
                             "-fdump-record-layouts-complete"])
    if result.returncode != 0:
        sys.exit("compare-layouts: headers do not compile:\n"
                 + result.stderr[:2000])
    found = {}
    for block in result.stdout.split("*** Dumping AST Record Layout")[1:]:
        add_record(block, found)
    return found


def add_record(block, found):
    lines = block.strip().splitlines()
    head = re.match(r"\s*0 \| (?:struct|union) (\w+)$", lines[0])
    size = re.search(r"sizeof=(\d+)", block)
    if not head or not size:
        return
    members = {}
    # Indent -> path of the open record whose members stand at that indent.
    # Only records without a tag are opened; the others have blocks of their own.
    open_paths = {2: ""}
    for line in lines[1:]:
        match = re.match(r"\s*(\d+)(:[\d-]+)? \| ( +)(.*?) *$", line)
        if not match:
            continue
        offset, bits, indent, text = match.groups()
        depth = len(indent)
        open_paths = {i: p for i, p in open_paths.items() if i <= depth}
        if depth not in open_paths:
            continue
        path = open_paths[depth]
        # The place of an unnamed type is printed: "(unnamed at f.h:1:2) Name".
        unnamed = re.search(r"\((?:anonymous|unnamed)[^)]*\)(?: (\w+))?$", text)
        # A bit-field without a name ends in its type and is no member.
        named = unnamed or re.search(r" \**(\w+)$", text)
        name = named.group(1) if named else None
        if name:
            members[path + name] = offset + (bits or "")
        if unnamed:
            open_paths[depth + 2] = path + (name + "." if name else "")
    found[head.group(1)] = (int(size.group(1)), members)


def constant_names(header_set):
    """Names of object-like macros with a value, and of enumerators."""
    macros = header_set.run(["-dM", "-E"]).stdout
    names = set(re.findall(r"^#define ([A-Za-z]\w*) +\S", macros, re.M))
    text = header_set.run(["-E", "-P"]).stdout
    for body in re.findall(r"\benum\b[^{;()]*\{([^}]*)\}", text):
        names |= set(re.findall(r"(?:^|,)\s*([A-Za-z]\w*)", body))
    return names


def values(header_set, names):
    """Name -> value, for the names that are integer constants in this set."""
    names = sorted(names)
    while True:
        base = header_set.text.count("\n") + 1
        tail = "".join(
            f"const unsigned long long value_{n} = (unsigned long long)({n});\n"
            for n in names)
        result = header_set.run(["-S", "-emit-llvm", "-o", "-"], tail)
        if result.returncode == 0:
            break
        bad = {int(n) - base for n in
               re.findall(r"^[^:\n]+:(\d+):\d+: (?:fatal )?error",
                          result.stderr, re.M)}
        kept = [n for i, n in enumerate(names) if i not in bad]
        if len(kept) == len(names):
            sys.exit("compare-layouts: cannot evaluate constants:\n"
                     + result.stderr[:2000])
        names = kept
    return {m.group(1): int(m.group(2)) % 2**32 for m in re.finditer(
        r"^@value_(\w+) = .*constant i64 (-?\d+)", result.stdout, re.M)}


def compare_records(ours, theirs):
    differences = {}
    for tag in sorted(ours.keys() & theirs.keys()):
        (our_size, our_members), (their_size, their_members) = \
            ours[tag], theirs[tag]
        if our_size != their_size:
            differences[tag] = f"sizeof {our_size}, mingw {their_size}"
        for name in sorted(our_members.keys() & their_members.keys()):
            if our_members[name] != their_members[name]:
                differences[f"{tag}.{name}"] = (
                    f"offset {our_members[name]}, mingw {their_members[name]}")
    return differences


def compare_values(ours, theirs):
    return {name: f"value {ours[name]:#x}, mingw {theirs[name]:#x}"
            for name in sorted(ours.keys() & theirs.keys())
            if ours[name] != theirs[name]}


def read_known(path):
    known = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.split("#")[0].strip()
            if line:
                name, _, reason = line.partition(" ")
                known[name] = reason.strip()
    return known


def compare(label, ours, theirs, seen):
    our_records, their_records = records(ours), records(theirs)
    names = constant_names(ours) & constant_names(theirs)
    our_values, their_values = values(ours, names), values(theirs, names)
    seen.update(compare_records(our_records, their_records))
    seen.update(compare_values(our_values, their_values))
    shared_records = len(our_records.keys() & their_records.keys())
    shared_values = len(our_values.keys() & their_values.keys())
    shared_members = sum(
        len(our_records[tag][1].keys() & their_records[tag][1].keys())
        for tag in our_records.keys() & their_records.keys())
    print(f"{label}: {shared_records} records, {shared_members} members, "
          f"{shared_values} constants")


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    clang, our_folder, mingw, known_file = sys.argv[1:]
    ours = ["-isystem", os.path.join(our_folder, "net"),
            "-isystem", os.path.join(our_folder, "nt")]
    theirs = ["-fgnuc-version=4.2.1", "-isystem", mingw,
              "-isystem", os.path.join(mingw, "ddk")]
    differences = {}
    compare("kernel", HeaderSet(clang, ours, KERNEL),
            HeaderSet(clang, theirs, KERNEL), differences)
    compare("sockets", HeaderSet(clang, ours, OUR_SOCKETS),
            HeaderSet(clang, theirs, THEIR_SOCKETS), differences)
    compare("storage", HeaderSet(clang, ours, OUR_STORAGE),
            HeaderSet(clang, theirs, THEIR_STORAGE), differences)
    compare("usb", HeaderSet(clang, ours, USB),
            HeaderSet(clang, theirs, USB), differences)
    compare("filtering", HeaderSet(clang, ours, FILTERING),
            HeaderSet(clang, theirs, THEIR_FILTERING), differences)
    known = read_known(known_file)
    new = sorted(differences.keys() - known.keys())
    stale = sorted(known.keys() - differences.keys())
    for name in new:
        print(f"differs: {name}: {differences[name]}")
    for name in stale:
        print(f"{known_file}: {name} no longer differs; remove the line")
    return 1 if new or stale else 0


if __name__ == "__main__":
    sys.exit(main())
