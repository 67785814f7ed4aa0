//===- SuppressTest.cpp - Comments and pragmas that silence findings ------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "report/Suppress.h"
#include "TestReports.h"
#include "gtest/gtest.h"

using namespace wsk;
using namespace wsk::test;

namespace {
/// "LINE FIRST-LAST rule,rule (reason)" of every suppression, one per line.
std::string shown(llvm::StringRef Text) {
  std::string Out;
  for (const Suppression &S : suppressionsIn(Text)) {
    Out += std::to_string(S.Line) + " " + std::to_string(S.First) + "-" +
           std::to_string(S.Last);
    for (const std::string &Rule : S.Rules)
      Out += " " + Rule;
    if (!S.Reason.empty())
      Out += " (" + S.Reason + ")";
    Out += "\n";
  }
  return Out;
}

Report reportWith(std::vector<unsigned> Lines) {
  Report R = sampleReport();
  R.Findings.clear();
  for (unsigned Line : Lines)
    R.Findings.push_back(sampleFinding(Line));
  return R;
}
} // namespace

TEST(SuppressionsIn, Comments) {
  EXPECT_EQ(shown("f(); // NOLINT\n"
                  "g(); /* NOLINT(wsk-a, wsk-b): never unloads */\n"
                  "// NOLINTNEXTLINE(wsk-*) - reviewed\n"
                  "h();\n"),
            "1 1-1\n"
            "2 2-2 wsk-a wsk-b (never unloads)\n"
            "3 4-4 wsk-* (reviewed)\n");
}

TEST(SuppressionsIn, LinesInsideABlockComment) {
  EXPECT_EQ(shown("/* one\n NOLINTNEXTLINE(wsk-a)\n*/ f();"), "2 3-3 wsk-a\n");
}

TEST(SuppressionsIn, Blocks) {
  EXPECT_EQ(shown("// NOLINTBEGIN(wsk-a)\n"
                  "// NOLINTBEGIN(wsk-b)\n"
                  "f();\n"
                  "// NOLINTEND(wsk-a)\n"
                  "g();\n"
                  "// NOLINTEND(wsk-c)\n"),
            "1 1-4 wsk-a\n"
            "2 2-1 wsk-b\n"); // never ended: covers nothing
}

TEST(SuppressionsIn, OtherWordsAndStrings) {
  EXPECT_EQ(shown("const char *S = \"// NOLINT(wsk-a)\";\n"
                  "const char *R = R\"(\n// NOLINT(wsk-a)\n)\";\n"
                  "int NOLINT; // XNOLINT NOLINTING NOLINT_X NOLINT()\n"),
            "");
}

TEST(SuppressionsIn, Pragmas) {
  EXPECT_EQ(
      shown("#pragma warning(suppress: wsk-a)\n"
            "\n"
            "// comment\n"
            "#pragma warning( push )\n"
            "f();\n"
            "#  pragma prefast ( suppress : 28193 wsk-b, \"it is fine\")\n"
            "g();\n"
            "__pragma(warning(suppress: wsk-c))\n"
            "h();\n"
            "#pragma warning(suppress: 28193)\n"
            "#pragma warning(disable: wsk-a)\n"
            "i();\n"),
      "1 5-5 wsk-a\n"
      "6 7-7 wsk-b (it is fine)\n"
      "8 9-9 wsk-c\n");
}

TEST(SuppressionsIn, ContinuedLines) {
  EXPECT_EQ(shown("#pragma warning \\\n(suppress: wsk-a)\n"
                  "f();\n"
                  "// a \\\n NOLINT(wsk-b)\n"),
            "1 3-3 wsk-a\n"
            "5 5-5 wsk-b\n");
}

TEST(SuppressionsIn, NothingAtTheEnd) {
  EXPECT_EQ(shown("#pragma warning(suppress: wsk-a)\n"), "1 1-0 wsk-a\n");
  EXPECT_EQ(shown(""), "");
  EXPECT_EQ(shown("/* NOLINT(wsk-a"), "");
}

TEST(Suppressions, MoveFindingsAside) {
  Report R = reportWith({2, 3, 4});
  Suppressions S;
  S.read("src/main.c", "// NOLINTNEXTLINE(wsk-probe-hang): why not\n\n"
                       "// NOLINT(wsk-other)\n// NOLINT(cert-*)\n");
  S.apply(R);
  ASSERT_EQ(R.Findings.size(), 2u);
  EXPECT_EQ(R.Findings[0].At.Line, 3u);
  ASSERT_EQ(R.Silenced.size(), 1u);
  EXPECT_EQ(R.Silenced[0].What.At.Line, 2u);
  EXPECT_EQ(R.Silenced[0].By, SilencedFinding::Source);
  EXPECT_EQ(R.Silenced[0].Where, "src/main.c:1");
  EXPECT_EQ(R.Silenced[0].Reason, "why not");
  // The verdict is about the driver, not about what was decided.
  EXPECT_EQ(R.Verdicts[0].Is, Verdict::Defect);
}

TEST(Suppressions, AnySpellingOfTheFile) {
  Report R = reportWith({1});
  Suppressions S;
  S.read("./other/../src/main.c", "f(); // NOLINT\n");
  S.apply(R);
  EXPECT_TRUE(R.Findings.empty());
}

TEST(Suppressions, UnusedOnes) {
  Report R = reportWith({});
  Suppressions S;
  S.read("a.c", "// NOLINT(wsk-no-such-rule)\n"
                "// NOLINT(cert-err33-c)\n"
                "// NOLINT\n"
                "// NOLINTBEGIN(wsk-*)\n");
  S.apply(R);
  EXPECT_EQ(
      R.UnusedSuppressions,
      (std::vector<std::string>{"a.c:1: NOLINT(wsk-no-such-rule) names no rule",
                                "a.c:4: NOLINTBEGIN(wsk-*) covers no line"}));
}
