# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""C and C++ text as far as mutations need it: tokens with their places, and
the statements, conditions and labels of function bodies. No preprocessor: what
stands in macros is left alone, and a mutant that does not compile is dropped."""

import bisect
import dataclasses
import re

TOKEN = re.compile(
    r"""(?P<skip>\s+|//[^\n]*|/\*.*?\*/|^[ \t]*\#(?:[^\n]*\\\n)*[^\n]*)
      |(?P<word>[A-Za-z_]\w*)
      |(?P<literal>L?"(?:\\.|[^"\\\n])*"|L?'(?:\\.|[^'\\\n])*'|\.?\d(?:\w|[.]|[eE][+-])*)
      |(?P<sign>->|\+\+|--|<<=?|>>=?|[<>=!]=|&&|\|\||::|\.\.\.|[-+*/%&|^]=|.)""",
    re.VERBOSE | re.DOTALL | re.MULTILINE)
CONTROL = {"if", "else", "for", "while", "do", "switch", "case", "default", "return", "goto", "break",
           "continue", "__try", "__finally", "__except", "__leave", "try", "catch"}


@dataclasses.dataclass(frozen=True)
class Token:
    kind: str
    text: str
    begin: int
    end: int


@dataclasses.dataclass(frozen=True)
class Piece:
    """A stretch of text that a mutation may replace. `kind`: statement (an
    expression and its semicolon), return, goto, condition (of an if, without
    parentheses). `block` tells the statements of one list apart; statements
    that are the body of an if have a list of their own."""

    kind: str
    begin: int
    end: int
    function: str
    block: int


@dataclasses.dataclass
class Function:
    name: str
    begin: int
    end: int
    result: str
    labels: list


def tokens(text):
    return [Token(m.lastgroup, m.group(), m.start(), m.end()) for m in TOKEN.finditer(text)
            if m.lastgroup != "skip"]


class Source:
    """The pieces of one file, in order of the text."""

    def __init__(self, text):
        self.text = text
        self.tokens = tokens(text)
        self.functions, self.pieces = [], []
        self._lists = 0
        self._find_functions()
        self._starts = [0] + [m.end() for m in re.finditer("\n", text)]

    def line(self, at):
        return bisect.bisect_right(self._starts, at)

    def of(self, piece):
        return self.text[piece.begin:piece.end]

    def function(self, name):
        return next(f for f in self.functions if f.name == name)

    def _closing(self, at, opened, closed):
        depth = 0
        for index in range(at, len(self.tokens)):
            depth += (self.tokens[index].text == opened) - (self.tokens[index].text == closed)
            if depth == 0:
                return index
        return len(self.tokens) - 1

    def _find_functions(self):
        index = 0
        head = 0
        while index < len(self.tokens):
            text = self.tokens[index].text
            if text == "{" and index and self.tokens[index - 1].text in (")", "const", "noexcept", "override"):
                index = self._function(head, index)
                head = index
            elif text == "{" and index and self.tokens[index - 1].text in ("=", ",", "]"):
                index = self._closing(index, "{", "}")
            elif text in ("{", "}", ";"):
                head = index + 1
            index += 1

    def _function(self, head, opening):
        closing = self._closing(opening, "{", "}")
        names = [t for t, after in zip(self.tokens[head:opening], self.tokens[head + 1:opening + 1])
                 if t.kind == "word" and after.text == "("]
        if names:
            function = Function(names[0].text, self.tokens[opening].begin, self.tokens[closing].end,
                                self.text[self.tokens[head].begin:names[0].begin], [])
            self.functions.append(function)
            self._statements(function, opening + 1, closing)
        return closing + 1

    def _statements(self, function, begin, end):
        """The statements from begin up to end, which closes their block."""
        self._lists += 1
        block = self._lists
        index = begin
        while index < end:
            index = self._statement(function, index, end, block)

    def _nested(self, function, index, end):
        """One statement that is the body of another."""
        self._lists += 1
        return self._statement(function, index, end, self._lists)

    def _statement(self, function, index, end, block):
        token = self.tokens[index]
        if token.text == "{":
            closing = self._closing(index, "{", "}")
            self._statements(function, index + 1, closing)
            return closing + 1
        if token.text in ("if", "while", "for", "switch", "__except") and self.tokens[index + 1].text == "(":
            closing = self._closing(index + 1, "(", ")")
            if token.text == "if":
                self.pieces.append(Piece("condition", self.tokens[index + 1].end,
                                         self.tokens[closing].begin, function.name, block))
            if self.tokens[closing + 1].text == ";":
                return closing + 2
            return self._nested(function, closing + 1, end)
        if token.text in ("else", "do", "__try", "__finally", "try"):
            return self._nested(function, index + 1, end)
        if token.text in ("case", "default"):
            while self.tokens[index].text != ":":
                index += 1
            return index + 1
        if token.kind == "word" and self.tokens[index + 1].text == ":" and token.text not in CONTROL:
            function.labels.append(token.text)
            return index + 2
        return self._simple(function, index, end, block)

    def _simple(self, function, index, end, block):
        """Up to the semicolon; braces of initialisers and lambdas are skipped."""
        first, at, depth = self.tokens[index], index, 0
        while at < end and (depth or self.tokens[at].text != ";"):
            depth += (self.tokens[at].text in "([{") - (self.tokens[at].text in ")]}")
            at += 1
        words = [t.text for t in self.tokens[index:at]]
        kind = first.text if first.text in ("return", "goto") else "statement"
        is_declaration = (len(words) > 1 and self.tokens[index].kind == "word"
                          and (self.tokens[index + 1].kind == "word" or words[1] in ("*", "::"))
                          and kind == "statement")
        if at < end and first.text not in CONTROL - {"return", "goto"} and words and not is_declaration:
            self.pieces.append(Piece(kind, first.begin, self.tokens[at].end, function.name, block))
        return at + 1
