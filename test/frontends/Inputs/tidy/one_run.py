#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""All checks together cost about what one costs: they share one analyzer run.

usage: one_run.py FILE -- CLANG_TIDY ARG... -- COMPILER_ARG...

FILE is written: a source that is quickly parsed and slowly analysed. Compared
is processor time, so that a busy machine makes no difference.
"""

import resource
import subprocess
import sys

FUNCTION = """
int Walk{0}(int *A) {{
  int Sum = 0;
{1}  WskDeregister(&Registration);
  return Sum;
}}
"""


def seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def main():
    start = sys.argv.index("--")
    end = sys.argv.index("--", start + 1)
    file, tidy, compiler = sys.argv[1], sys.argv[start + 1:end], sys.argv[end + 1:]
    branches = "".join(f"  if (A[{n}] > {n})\n    Sum += {n};\n"
                       for n in range(9))
    with open(file, "w", encoding="utf-8") as source:
        source.write("#include <ntddk.h>\n#include <wsk.h>\nstatic WSK_REGISTRATION Registration;\n" + "".join(
            FUNCTION.format(n, branches) for n in range(120)))

    def tell(checks):
        return seconds([*tidy, f"-checks=-*,{checks}", file, "--", *compiler])
    parse = tell("misc-misleading-identifier")
    one, every = (tell(checks) - parse for checks in ("wsk-socket-leak", "wsk-*"))
    print(f"parsing {parse:.2f} s, one check {one:.2f} s, all {every:.2f} s")
    if one < 0.1:
        sys.exit("too quick to be compared")
    return 1 if every > 3 * one else 0


if __name__ == "__main__":
    sys.exit(main())
