# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""What every structure test needs: the project's files, and how to complain."""

import os
import re
import subprocess
import sys

CPP = (".h", ".cpp")
# Written as data: one declaration after the other, of any length.
DATA = (".def", ".inc")


def walk(root):
    """All files below root when git cannot be asked (a source archive)."""
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders
                      if not name.startswith("build") and name != ".git"]
        for name in names:
            yield os.path.relpath(os.path.join(folder, name), root)


def project_files(root):
    """Tracked files and new ones that git does not ignore, sorted."""
    git = subprocess.run(
        ["git", "-C", root, "ls-files", "-z", "--cached", "--others",
         "--exclude-standard"], capture_output=True, check=False)
    if git.returncode == 0:
        names = os.fsdecode(git.stdout).split("\0")
    else:
        names = walk(root)
    return sorted({name for name in names
                   if name and os.path.isfile(os.path.join(root, name))})


def read(root, name):
    with open(os.path.join(root, name), encoding="utf-8",
              errors="replace") as file:
        return file.read()


def is_script(root, name):
    """A program without suffix that names its interpreter."""
    if "." in os.path.basename(name):
        return name.endswith((".py", ".sh"))
    with open(os.path.join(root, name), "rb") as file:
        return file.read(2) == b"#!"


def rule_names(wsk_check):
    """Rule name -> summary, as wsk-check lists them."""
    run = subprocess.run([wsk_check, "--list-rules"], capture_output=True,
                         text=True, check=False)
    if run.returncode != 0:
        sys.exit(f"wsk-check --list-rules failed: {run.stderr}")
    rules = dict(line.split(None, 1) for line in run.stdout.splitlines())
    if not rules:
        sys.exit("wsk-check --list-rules lists no rule")
    return rules


BLANKED = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<raw>[^(\s]*)\(.*?\)(?P=raw)"'
    r"|\"(?:\\.|[^\"\\\n])*\"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'", re.DOTALL)


def blank_comments_and_strings(text):
    """C++ with comments and literals turned into spaces, lines kept."""
    return BLANKED.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def finish(complaints):
    """Prints the complaints; the process ends with 1 if there are any."""
    for complaint in complaints:
        print(complaint)
    if complaints:
        print(f"{len(complaints)} complaint(s)")
    sys.exit(1 if complaints else 0)
