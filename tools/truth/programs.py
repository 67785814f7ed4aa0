# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""The programs that judge, and how they are run."""

import dataclasses
import functools
import json
import os
import shlex
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SOURCES = (".c", ".cc", ".cpp", ".cxx")


class Unusable(Exception):
    """A program cannot be run at all; the text says what to do."""


@dataclasses.dataclass(frozen=True)
class Programs:
    """Paths of the two judges, and how long one driver may take them."""

    check: str = os.path.join(ROOT, "build", "bin", "wsk-check")
    kernel: str = os.path.join(ROOT, "build", "bin", "wsk-kernel")
    seconds: float = 60.0

    def verify(self):
        for path in (self.check, self.kernel):
            if not os.access(path, os.X_OK):
                raise Unusable(f"{path} is no program; run tools/build first")
        return self


def add_options(parser):
    """The options every tool that judges drivers has."""
    normal = Programs()
    parser.add_argument("--wsk-check", metavar="PROGRAM", default=normal.check)
    parser.add_argument("--wsk-kernel", metavar="PROGRAM", default=normal.kernel)
    parser.add_argument("--timeout", metavar="SECONDS", type=float, default=normal.seconds,
                        help="of one program on one driver (default: %(default)s)")
    parser.add_argument("-j", dest="jobs", metavar="N", type=int, default=os.cpu_count() or 1,
                        help="judge N drivers at a time (default: all cores)")


def from_options(args):
    try:
        return Programs(os.path.abspath(args.wsk_check), os.path.abspath(args.wsk_kernel),
                        args.timeout).verify()
    except Unusable as error:
        sys.exit(f"{os.path.basename(sys.argv[0])}: {error}")


def sources_of(folder):
    """The sources of the driver in a folder, sorted, as absolute paths."""
    found = []
    for at, folders, names in os.walk(folder):
        folders.sort()
        found += [os.path.join(os.path.abspath(at), name) for name in names
                  if name.endswith(SOURCES)]
    return sorted(found)


@functools.lru_cache(maxsize=None)
def _syntax_check(check):
    done = subprocess.run([check, "--print-compiler-args"], capture_output=True, text=True, check=False)
    return ["clang-19", *shlex.split(done.stdout), "-fsyntax-only", "-Wno-everything", "-Werror=uninitialized",
            "-Werror=sometimes-uninitialized"]


def is_well_defined(programs, sources):
    """Compiles, and Clang sees no variable that is read before it is set: what
    such a driver does is anybody's guess."""
    for source in sources:
        standard = [] if source.endswith(".c") else ["-std=c++20"]
        done = subprocess.run([*_syntax_check(programs.check), *standard, source],
                              capture_output=True, check=False)
        if done.returncode:
            return False
    return True


def run_json(command, seconds, cwd=None):
    """(report or None, exit status, what went wrong or "", seconds used)"""
    begin = time.monotonic()
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False, cwd=cwd)
    except subprocess.TimeoutExpired:
        return None, -1, f"no answer within {seconds:g} s", seconds
    except OSError as error:
        raise Unusable(f"{command[0]}: {error.strerror}; run tools/build first") from error
    used = time.monotonic() - begin
    try:
        return json.loads(done.stdout.decode("utf-8", "replace")), done.returncode, "", used
    except json.JSONDecodeError:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        return None, done.returncode, said[0] if said else f"status {done.returncode}, no report", used
