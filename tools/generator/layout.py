# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""C from lines without indentation: what the rest of the generator writes is
indented by its braces and wrapped here, so that a statement can be composed
without knowing how deep it will stand."""

import re

WIDTH = 100
STEP = "    "
LABEL = re.compile(r"^[A-Za-z_]\w*:$")
CASE = re.compile(r"^(case\b.*|default):$")
ACCESS = re.compile(r"^(public|private|protected):$")
CONTROL = re.compile(r"^(\} )?(if|else|while|for)\b")


def code_of(line):
    """The line without its literals and comment, for counting braces."""
    line = re.sub(r'"(?:\\.|[^"\\])*"', '""', line)
    line = re.sub(r"'(?:\\.|[^'\\])+'", "0", line)
    return line.split("//")[0]


def leading_closers(code):
    return len(code) - len(code.lstrip("}"))


def wrapped(text, indent):
    """The statement in lines of at most WIDTH columns, broken after commas."""
    out, prefix = [], indent
    while len(prefix) + len(text) > WIDTH:
        room = WIDTH - len(prefix)
        cut = max(text.rfind(mark, 0, room) + len(mark) - 1
                  for mark in (", ", " && ", " || ", " = "))
        if cut < 20:
            break
        out.append(prefix + text[:cut].rstrip())
        text, prefix = text[cut:].lstrip(), indent + STEP
    return out + [prefix + text]


def comment(text, indent):
    """A // comment over as many lines as it needs."""
    words, out, line = text[2:].split(), [], indent + "//"
    for word in words:
        if len(line) + len(word) + 1 > 90 and line != indent + "//":
            out.append(line)
            line = indent + "//"
        line += " " + word
    return out + [line]


def layout(lines):
    """Indented text of a whole file."""
    out, depth, hanging = [], 0, 0
    for raw in lines:
        line = raw.strip()
        if not line or line.startswith("#"):
            out.append(line)
            continue
        code = code_of(line)
        depth -= leading_closers(code)
        if LABEL.match(line) and not CASE.match(line):
            out.append(STEP * (depth - 1 if ACCESS.match(line) else 0) + line)
            continue
        level = depth + hanging - (1 if CASE.match(line) else 0)
        write = comment if line.startswith("//") else wrapped
        out += write(line, STEP * max(level, 0))
        if line.startswith("//"):
            continue
        depth += code.count("{") - code.count("}") + leading_closers(code)
        opens = CONTROL.match(code) and not code.rstrip().endswith(("{", ";", "}"))
        hanging = hanging + 1 if opens else 0
    return "\n".join(out) + "\n"
