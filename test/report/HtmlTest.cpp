//===- HtmlTest.cpp - A report as one page --------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "TestReports.h"
#include "report/HtmlSource.h"
#include "report/Writers.h"
#include "gtest/gtest.h"

using namespace llvm;
using namespace wsk;
using namespace wsk::test;

namespace {
std::string page(const Report &R, LineSource Lines = nullptr) {
  std::string Text;
  raw_string_ostream OS(Text);
  writeHtml(R, OS, {"1.2.3", std::move(Lines)});
  return Text;
}

LineSource textOf(std::vector<std::string> Text) {
  return [Text](StringRef, unsigned Line) -> std::optional<std::string> {
    if (Line < 1 || Line > Text.size())
      return std::nullopt;
    return Text[Line - 1];
  };
}

unsigned times(StringRef Text, StringRef What) { return Text.count(What); }

constexpr StringLiteral Attack =
    "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;";
} // namespace

TEST(Html, EscapesEverythingThatIsMarkup) {
  EXPECT_EQ(escaped("a<b>&\"'\x01\xff"),
            "a&lt;b&gt;&amp;&quot;&#39;" + escaped("\x01\xff"));
  EXPECT_EQ(escaped("\x01").find('\x01'), std::string::npos);
}

TEST(Html, NothingOfAReportIsMarkup) {
  Report R = sampleReport();
  std::string Text = Attack.str();
  Finding &F = R.Findings[0];
  R.Driver = F.Message = F.Function = F.Subject = F.Stage = Text;
  F.At.File = Text + ".c";
  for (PathStep &S : F.Path) {
    S.Message = S.Stage = Text;
    S.At.File = Text + ".c";
  }
  R.Verdicts[1].Reasons = {Text};
  R.Skipped = {{Text, Text, true}};
  R.UnusedSuppressions = R.Gone = {Text};
  R.Silenced.push_back({F, SilencedFinding::Source, Text, Text});
  std::string Page = page(R, textOf({Text, "/* " + Text, Text + " */"}));
  EXPECT_EQ(times(Page, "<script"), 1u);
  EXPECT_EQ(times(Page, "<img"), 0u);
  EXPECT_EQ(times(Page, "onerror=alert(1)>"), 0u);
  EXPECT_GT(times(Page, "&lt;script&gt;alert(1)"), 10u);
}

TEST(Html, NeedsNothingElse) {
  std::string Page = page(sampleReport());
  EXPECT_EQ(times(Page, "src="), 0u);
  EXPECT_EQ(times(Page, "<link"), 0u);
  EXPECT_EQ(times(Page, "@import"), 0u);
  EXPECT_EQ(times(Page, "url("), 0u);
  EXPECT_EQ(times(Page, "style=\""), 0u); // the policy would drop it
  EXPECT_EQ(times(Page, "default-src 'none'; style-src 'sha256-"), 1u);
}

TEST(Html, StepsPointIntoTheListings) {
  std::vector<std::string> Text(20, "int x = 12;");
  std::string Page = page(sampleReport(), textOf(Text));
  // src/init.c is the first file by name, src/main.c the second.
  EXPECT_EQ(times(Page, "data-name=\"src/init.c\""), 1u);
  EXPECT_EQ(times(Page, "id=\"L1-12\""), 1u);
  EXPECT_EQ(times(Page, "data-file=\"1\" data-line=\"12\" data-column=\"3\" "
                        "data-end-line=\"12\" data-end-column=\"9\""),
            1u);
  EXPECT_EQ(times(Page, "<li class=\"step "), 5u);
  EXPECT_EQ(times(Page, "class=\"stage-name\""), 2u);
  EXPECT_NE(Page.find("<span class=\"k\">int</span> x = "), std::string::npos);
}

TEST(Html, LongFilesAreShownAroundTheSteps) {
  std::vector<std::string> Text(9000, "x");
  Report R = sampleReport();
  R.Findings[0].At.Line = 5000;
  std::string Page = page(R, textOf(Text));
  EXPECT_NE(Page.find("id=\"L1-4850\""), std::string::npos);
  EXPECT_EQ(Page.find("id=\"L1-4849\""), std::string::npos);
  EXPECT_EQ(Page.find("id=\"L1-9000\""), std::string::npos);
  EXPECT_NE(Page.find("class=\"gap\""), std::string::npos);
}

TEST(Html, WithoutSourceOrFindings) {
  EXPECT_NE(page(sampleReport()).find("This file could not be read."),
            std::string::npos);
  Report R = sampleReport();
  R.Findings.clear();
  EXPECT_NE(page(R).find("No findings."), std::string::npos);
}

TEST(Html, EqualReportsGiveEqualPages) {
  EXPECT_EQ(page(sampleReport()), page(sampleReport()));
}
