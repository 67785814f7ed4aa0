//===- HostWritersTest.cpp - Formats CI hosts read ------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "TestReports.h"
#include "report/StoryText.h"
#include "report/Writers.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "gtest/gtest.h"

using namespace llvm;
using namespace wsk;
using namespace wsk::test;

template <typename Writer, typename Options>
static std::string written(Writer Write, const Report &R, const Options &O) {
  std::string Out;
  raw_string_ostream OS(Out);
  Write(R, OS, O);
  return Out;
}

static HostedOptions inRepository() {
  HostedOptions O;
  O.Root = "/repo";
  O.Here = "/repo/sys";
  return O;
}

TEST(StoryText, LeavesCallsAndBranchesOut) {
  EXPECT_EQ(join(storyLines(sampleFinding()), "\n"),
            "[DriverEntry]\ninit.c:2: Probe made\n"
            "[DriverUnload]\nmain.c:10: the driver is unloaded");
}

TEST(StoryText, NamesAreSeenFromTheRoot) {
  EXPECT_EQ(pathBelow("/repo", "/repo/sys", "src/a.c"), "sys/src/a.c");
  EXPECT_EQ(pathBelow("/repo/", "/repo/sys", "../a.c"), "a.c");
  EXPECT_EQ(pathBelow("/repo", "/repo", "/repository/a.c"), "/repository/a.c");
  EXPECT_EQ(pathBelow("", "/repo", "./src/a.c"), "src/a.c");
}

TEST(GithubWriter, PutsTheStoryIntoTheAnnotation) {
  Report R = sampleReport();
  R.Verdicts.clear();
  EXPECT_EQ(written(writeGithub, R, inRepository()),
            "::error file=sys/src/main.c,line=12,endLine=12,col=3,endColumn=8,"
            "title=wsk-probe-hang::'g_Probe' is never woken"
            "%0A[DriverEntry]%0Ainit.c:2: Probe made"
            "%0A[DriverUnload]%0Amain.c:10: the driver is unloaded\n");
}

TEST(GithubWriter, EscapesWhatEndsAProperty) {
  Report R;
  Finding F;
  F.Rule = &LeakRule;
  F.At = {"a,b:c%.c", 3, 0, 0, 0};
  F.Message = "100%\n::error::x";
  R.Findings = {F};
  EXPECT_EQ(written(writeGithub, R, HostedOptions()),
            "::warning file=a%2Cb%3Ac%25.c,line=3,title=wsk-probe-leak::"
            "100%25\\x0a::error::x\n");
}

TEST(GithubWriter, OneOfEachRuleComesBeforeTheEleventh) {
  Report R;
  for (unsigned Line = 1; Line <= 12; ++Line)
    R.Findings.push_back(sampleFinding(Line));
  R.Findings.push_back(sampleFinding(13));
  R.Findings.back().Rule = &LeakRule;
  std::string Text = written(writeGithub, R, HostedOptions());
  EXPECT_EQ(StringRef(Text).count("::error "), 10u);
  EXPECT_EQ(StringRef(Text).count("::warning "), 1u);
  EXPECT_NE(Text.find("::notice title=wsk-check::2 more findings are"),
            std::string::npos);
}

TEST(GithubWriter, SaysWhenAVerdictIsOpen) {
  std::string Text = written(writeGithub, sampleReport(), HostedOptions());
  EXPECT_NE(Text.find("::notice title=wsk-check::some rules are inconclusive"),
            std::string::npos);
}

TEST(MarkdownWriter, TextOfTheDriverIsNoMarkup) {
  Report R = sampleReport();
  R.Findings[0].Message = "<b>*x*</b>";
  std::string Text = written(writeMarkdown, R, inRepository());
  EXPECT_NE(Text.find("sys/src/main.c:12: \\<b\\>\\*x\\*\\</b\\>"),
            std::string::npos);
  EXPECT_NE(Text.find("wsk-probe-leak is inconclusive: function 'Lost'"),
            std::string::npos);
  EXPECT_NE(Text.find("not analysed: function 'Lost' \\(lost.c\\)"),
            std::string::npos);
}

TEST(GitlabWriter, GivesWhatCodeQualityReads) {
  Report R = sampleReport();
  Expected<json::Value> V =
      json::parse(written(writeGitlab, R, inRepository()));
  ASSERT_TRUE(bool(V)) << toString(V.takeError());
  ASSERT_EQ(V->getAsArray()->size(), 1u);
  const json::Object &Issue = *(*V->getAsArray())[0].getAsObject();
  EXPECT_EQ(Issue.getString("check_name"), "wsk-probe-hang");
  EXPECT_EQ(Issue.getString("severity"), "critical");
  EXPECT_EQ(Issue.getString("description"), "'g_Probe' is never woken");
  EXPECT_EQ(Issue.getString("fingerprint"), fingerprints(R.Findings)[0]);
  const json::Object &At = *Issue.getObject("location");
  EXPECT_EQ(At.getString("path"), "sys/src/main.c");
  EXPECT_EQ(At.getObject("lines")->getInteger("begin"), 12);
}

TEST(GitlabWriter, NoFindingIsAnEmptyArray) {
  Report R;
  EXPECT_EQ(written(writeGitlab, R, HostedOptions()), "[]\n");
}

TEST(JunitWriter, CountsAndNamesEveryCase) {
  Report R = sampleReport();
  R.Findings.push_back(sampleFinding(14));
  std::string Text = written(writeJunit, R, JunitOptions());
  EXPECT_NE(Text.find("<testsuite name=\"probe\" tests=\"3\" failures=\"2\" "
                      "errors=\"1\" skipped=\"0\" time=\"0\">"),
            std::string::npos)
      << Text;
  EXPECT_NE(Text.find("name=\"wsk-probe-hang in Unload #2\""),
            std::string::npos);
  EXPECT_NE(Text.find("<failure type=\"hang\" message=\"&apos;g_Probe&apos; "
                      "is never woken\">"),
            std::string::npos)
      << Text;
  EXPECT_NE(Text.find("<error type=\"inconclusive\""), std::string::npos);
}

TEST(JunitWriter, AllowedDoubtIsSkipped) {
  JunitOptions O;
  O.AllowInconclusive = true;
  std::string Text = written(writeJunit, sampleReport(), O);
  EXPECT_EQ(Text.find("<error"), std::string::npos);
  EXPECT_NE(Text.find("errors=\"0\" skipped=\"1\""), std::string::npos);
}

TEST(JunitWriter, HoldsNothingXmlForbids) {
  Report R = sampleReport();
  R.Driver = "a<b>&\"\x1b\xef\xbf\xbf";
  R.Findings[0].Message = "]]> \x01 \xff";
  std::string Text = written(writeJunit, R, JunitOptions());
  for (StringRef Bad : {"\x1b", "\x01", "\xef\xbf\xbf", "a<b", "]]>"})
    EXPECT_EQ(Text.find(Bad.str()), std::string::npos) << Bad.str();
}

TEST(JsonReader, ReadsWhatTheWriterWrote) {
  Report R = sampleReport();
  const RuleInfo *Real = findRule("MissingDeregister");
  ASSERT_TRUE(Real);
  R.Findings[0].Rule = R.Verdicts[0].Rule = R.Verdicts[1].Rule = Real;
  std::string Text, Again;
  {
    raw_string_ostream OS(Text);
    writeJson(R, OS);
  }
  Expected<Report> Read = readJson(Text);
  ASSERT_TRUE(bool(Read)) << toString(Read.takeError());
  raw_string_ostream OS(Again);
  writeJson(*Read, OS);
  EXPECT_EQ(Text, Again);
}

TEST(JsonReader, SaysWhatIsWrong) {
  for (StringRef Bad : {"", "[]", "{}", R"({"driver":1})",
                        R"({"driver":"d","verdicts":[{"rule":"wsk-none"}]})"}) {
    Expected<Report> Read = readJson(Bad);
    EXPECT_FALSE(bool(Read)) << Bad.str();
    EXPECT_NE(toString(Read.takeError()), "") << Bad.str();
  }
}
