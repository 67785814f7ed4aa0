# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Small changes to a driver, each of which may break the contract or keep it.

An operator is a function from a Source to edits; an edit is a list of
(begin, end, new text). Which mutants are violations is the kernel's business."""

import dataclasses
import re

from .source import Source

CALL = re.compile(r"[A-Za-z_]\w*\s*\(")
# What a wrong argument is taken from: variables of these types.
HANDLES = ("WSK_REGISTRATION", "PWSK_SOCKET", "WSK_PROVIDER_NPI", "PIRP")


@dataclasses.dataclass(frozen=True)
class Mutant:
    operator: str
    line: int
    edits: tuple  # (begin, end, text), from the back of the file to its front

    def apply(self, text):
        for begin, end, new in self.edits:
            text = text[:begin] + new + text[end:]
        return text


def _mutant(operator, source, *edits):
    ordered = tuple(sorted(edits, reverse=True))
    return Mutant(operator, source.line(ordered[-1][0]), ordered)


def _acting(source):
    """Statements that call something or assign."""
    return [p for p in source.pieces if p.kind == "statement"
            and (CALL.search(source.of(p)) or "=" in source.of(p))
            and not source.of(p).startswith(("UNREFERENCED_PARAMETER", "DbgPrint", "(void)", "KdPrint"))]


def drop(source):
    for piece in _acting(source):
        yield _mutant("drop", source, (piece.begin, piece.end, ";"))


def duplicate(source):
    for piece in _acting(source):
        yield _mutant("duplicate", source, (piece.begin, piece.end, f"{{ {source.of(piece)} {source.of(piece)} }}"))


def _neighbours(source):
    pieces = _acting(source)
    for one, other in zip(pieces, pieces[1:]):
        if one.block == other.block and not source.text[one.end:other.begin].strip():
            yield one, other


def swap(source):
    for one, other in _neighbours(source):
        yield _mutant("swap", source, (one.begin, one.end, source.of(other)),
                      (other.begin, other.end, source.of(one)))


def _conditions(source, operator, shape):
    for piece in source.pieces:
        if piece.kind == "condition":
            yield _mutant(operator, source, (piece.begin, piece.end, shape.format(source.of(piece))))


def flip(source):
    yield from _conditions(source, "flip", "!({})")


def never(source):
    yield from _conditions(source, "never", "({}) && 0")


def always(source):
    yield from _conditions(source, "always", "({}) || 1")


def leave(source):
    """Returns, as the function does elsewhere, before a statement is reached."""
    returns = {}
    for piece in source.pieces:
        if piece.kind == "return":
            returns.setdefault(piece.function, set()).add(source.of(piece))
    for piece in _acting(source):
        result = source.function(piece.function).result
        ways = sorted(returns.get(piece.function, ())) or ["return;"] * bool(re.search(r"\b(VOID|void)\b", result))
        for way in ways[:2]:
            yield _mutant("leave", source, (piece.begin, piece.end, f"{{ {way} {source.of(piece)} }}"))


def status(source):
    """A failure is returned as success, and the other way round."""
    for piece in source.pieces:
        if piece.kind == "return" and re.search(r"\bNTSTATUS\b", source.function(piece.function).result):
            for value in ("STATUS_SUCCESS", "STATUS_UNSUCCESSFUL"):
                if value not in source.of(piece):
                    yield _mutant("status", source, (piece.begin, piece.end, f"return {value};"))


def label(source):
    for piece in source.pieces:
        if piece.kind == "goto":
            for name in source.function(piece.function).labels:
                if not re.search(rf"\b{name}\b", source.of(piece)):
                    yield _mutant("label", source, (piece.begin, piece.end, f"goto {name};"))


def handle(source):
    """Another variable of the same type is given to a call."""
    for kind in HANDLES:
        names = sorted(set(re.findall(rf"\b{kind}\s+(\w+)\s*(?:=[^;]*)?;", source.text)))
        for piece in _acting(source) if len(names) > 1 else ():
            for name in names:
                used = re.search(rf"(?<![\w.>]){name}\b", source.of(piece))
                for other in names:
                    if used and other != name:
                        begin = piece.begin + used.start()
                        yield _mutant("handle", source, (begin, begin + len(name), other))


OPERATORS = (drop, duplicate, swap, flip, never, always, leave, status, label, handle)


def mutants(text, operators=OPERATORS):
    """All mutants of a file, in a fixed order; none twice."""
    source, seen = Source(text), set()
    for operator in operators:
        for mutant in operator(source):
            changed = mutant.apply(text)
            if changed != text and changed not in seen:
                seen.add(changed)
                yield mutant
