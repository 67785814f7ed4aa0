#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Tests of the structure tests: each must complain about its fault and stay
silent without it."""

import os
import subprocess
import sys
import tempfile
import unittest

import sizes
import tree

HERE = os.path.dirname(os.path.abspath(__file__))
NOTICE = ("// Part of WskCheck, under the Apache License v2.0 with LLVM "
          "Exceptions.\n")


def run(check, files, *arguments):
    """(exit status, output) of a structure test on a tree of these files."""
    with tempfile.TemporaryDirectory() as root:
        for name, text in files.items():
            path = os.path.join(root, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            if text.startswith("#!"):
                os.chmod(path, 0o755 if "good" in name else 0o644)
        arguments = [a.replace("ROOT", root) for a in arguments]
        result = subprocess.run(
            [sys.executable, os.path.join(HERE, check + ".py"), root]
            + arguments, capture_output=True, text=True, check=False)
        return result.returncode, result.stdout + result.stderr


class TreeTest(unittest.TestCase):
    def accepts(self, check, files, *arguments):
        self.assertEqual(run(check, files, *arguments), (0, ""))

    def refuses(self, check, files, words, *arguments):
        status, output = run(check, files, *arguments)
        self.assertEqual(status, 1, output)
        self.assertIn(words, output)

    def test_file_length(self):
        self.accepts("sizes", {"checker/core/A.cpp": "int a;\n" * 500})
        self.refuses("sizes", {"checker/core/A.cpp": "int a;\n" * 501},
                     "checker/core/A.cpp: 501 lines")
        self.refuses("sizes", {"checker/rules/A.cpp": "int a;\n" * 301},
                     "the limit is 300")
        self.accepts("sizes", {"checker/wdk/nt/wdm.h": "int a;\n" * 501,
                               "checker/api/A.def": "ROW\n" * 501})

    def test_portable(self):
        posix = "#include <unistd.h>\n"
        self.accepts("portable", {"checker/core/System.cpp": posix,
                                  "checker/wdk/nt/wdm.h": "#ifdef _WIN32\n",
                                  "test/kernel/A.cpp": posix,
                                  "tools/x/A.cpp": "// #include <unistd.h>\n"})
        self.refuses("portable", {"tools/x/A.cpp": "\n" + posix},
                     "tools/x/A.cpp:2: unistd.h is not everywhere")
        self.accepts("portable",
                     {"checker/core/Compat.h": "#if LLVM_VERSION_MAJOR > 19\n",
                      "tools/x/A.cpp": "sys::fs::make_absolute(Full);\n"})
        self.refuses("portable",
                     {"tools/x/A.cpp": "sys::fs::make_absolute(Here, Full);\n"},
                     "tools/x/A.cpp:1: fs::make_absolute is not the same")
        self.refuses("portable", {"checker/core/A.h": "#if defined(_WIN32)\n"},
                     "checker/core/A.h:1: _WIN32 asks which system it is")

    def test_function_length(self):
        body = "  a();\n" * 68
        self.accepts("sizes", {"tools/x/A.cpp": f"void f() {{\n{body}}}\n"})
        self.refuses("sizes",
                     {"tools/x/A.cpp": f"void f() {{\n{body}  a();\n}}\n"},
                     "tools/x/A.cpp:1: a function of 71 lines")

    def test_functions_found(self):
        text = """namespace n { // {
struct S : B {
  S() : a{1}, b(2) {
    "}"; '}';
  }
  int a = {0};
  auto m() const -> std::vector<int> {
    auto L = [&](int x) { return x; };
    if (x) {
    }
  }
};
static const T Table[] = {
    {1, [](int) { return 1; }},
};
template <int *P>
static void f(int x,
              int y)
{
  R"x(})x";
}
} // namespace n
"""
        self.assertEqual(sizes.functions(text),
                         [(3, 3), (7, 5), (14, 1), (16, 6)])

    def test_include_direction(self):
        self.accepts("includes",
                     {"checker/model/A.cpp": '#include "api/B.h"\n',
                      "checker/core/A.cpp": '#include "core/B.h"\n'
                                            '#include "clang/AST/Decl.h"\n'})
        self.refuses("includes",
                     {"checker/core/A.cpp": '#include "api/B.h"\n'},
                     "checker/core/A.cpp:1: core/ includes api/B.h")
        self.refuses("includes",
                     {"checker/rules/A.cpp": '\n#include "model/XUpdate.h"\n'},
                     "A.cpp:2: a rule includes model/XUpdate.h")
        self.refuses("includes",
                     {"test/kernel/A.cpp": '#include "core/Rule.h"\n'},
                     "must not know the checker")

    def test_banned_calls(self):
        self.accepts("banned",
                     {"checker/core/A.cpp": '// throw x\nauto s = "goto x";\n'
                                            "int runtime(int);\n",
                      "checker/core/Compat.h": "#if LLVM_VERSION_MAJOR > 9\n"})
        for call in ("std::cout << 1;", "throw 1;", "time(nullptr);",
                     "assert(false && 1);", "goto out;",
                     "#if LLVM_VERSION_MAJOR > 9"):
            self.refuses("banned", {"checker/core/A.cpp": f"\n{call}\n"},
                         "A.cpp:2: '")

    def test_licence(self):
        self.accepts("licence", {"checker/core/A.cpp": NOTICE,
                                 "test/rules/a.c": "int a;\n"})
        self.refuses("licence", {"checker/core/A.cpp": "int a;\n"},
                     "A.cpp: no licence notice")
        self.refuses("licence", {"tools/x": "#!/bin/sh\n"}, "tools/x: no lic")

    def test_places(self):
        slash = "/"
        self.accepts("places", {"docs/a.md": "[a](a.md#x) [w](https://x/y)",
                                "tools/good": "#!/bin/sh\n",
                                "x.py": "%S/work/x a/root/b\n"})
        self.refuses("places", {"docs/a.md": "\n[a](b.md)"},
                     "docs/a.md:2: dead link: b.md")
        self.refuses("places", {"a.cpp": f"// {slash}work/main/x"},
                     "a.cpp:1: names a place of one machine")
        self.refuses("places", {"tools/bad": "#!/bin/sh\n"}, "not executable")

    def test_run_lines(self):
        self.accepts("run_lines", {
            "test/rules/a.c": "// RUN: true\n",
            "test/rules/Inputs/b.c": "int a;\n",
            "test/report/ATest.cpp": "int a;\n",
            "test/drivers/x/driver.test": "RUN: true\n",
            "test/drivers/x/sub/x.c": "int a;\n",
            "test/tree/t.test": "RUN: a_test.py\n",
            "test/tree/a_test.py": ""})
        self.refuses("run_lines", {"test/rules/a.c": "int a;\n"},
                     "test/rules/a.c: no RUN line")
        self.refuses("run_lines", {"test/drivers/x/x.c": "int a;\n"},
                     "no RUN line")
        self.refuses("run_lines", {"test/tree/a_test.py": ""},
                     "no test runs it")

    def test_pairs(self):
        good = {"good-wsk-check": "#!/bin/sh\necho 'socket-leak   A socket'\n",
                "checker/rules/SocketLeak.cpp": "", "README.md":
                "[x](docs/rules/socket-leak.md)",
                "docs/rules/socket-leak.md": "",
                "test/rules/socket-leak.c": "",
                "test/rules/socket-leak-more.cpp": ""}
        ask = "ROOT/good-wsk-check"
        self.accepts("pairs", good, ask)
        for name, words in (("README.md", "README"),
                            ("docs/rules/socket-leak.md", "no docs/rules"),
                            ("test/rules/socket-leak.c", "no test/rules")):
            bad = dict(good)
            del bad[name]
            bad.setdefault("README.md", "")
            self.refuses("pairs", bad, words, ask)
        self.refuses("pairs", dict(good, **{"test/rules/other.c": ""}),
                     "named after no rule", ask)
        self.refuses("pairs", dict(good, **{"docs/rules/other.md": ""}),
                     "the page of no rule", ask)

    def test_formatted(self):
        self.accepts("formatted", {"checker/core/A.cpp": "int a;\n"},
                     "clang-format")
        self.refuses("formatted", {"checker/core/A.cpp": "int  a ;\n"},
                     "A.cpp:1:4: not as clang-format leaves it", "clang-format")

    def test_comments_are_blanked(self):
        text = "a /* \n */ 'x' 1'000 \"//\" // b\nc"
        self.assertEqual(
            tree.blank_comments_and_strings(text).split(),
            ["a", "1'000", "c"])


if __name__ == "__main__":
    unittest.main()
