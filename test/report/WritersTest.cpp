//===- WritersTest.cpp - Formats of hand-made reports ---------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "report/Writers.h"
#include "TestReports.h"
#include "llvm/Support/JSON.h"
#include "gtest/gtest.h"

using namespace llvm;
using namespace wsk;
using namespace wsk::test;

/// A file of which every line reads the same.
static LineSource linesOf(std::string Text) {
  return [Text](StringRef, unsigned) { return Text; };
}

static std::string text(const Report &R, TextOptions O = {}) {
  std::string Out;
  raw_string_ostream OS(Out);
  writeText(R, OS, O);
  return Out;
}

static json::Value parsed(StringRef Text) {
  Expected<json::Value> V = json::parse(Text);
  EXPECT_TRUE(bool(V)) << toString(V.takeError());
  return V ? std::move(*V) : json::Value(nullptr);
}

static json::Value sarif(const Report &R, SarifOptions O = {}) {
  std::string Out;
  raw_string_ostream OS(Out);
  O.Version = "1.2.3";
  writeSarif(R, OS, O);
  return parsed(Out);
}

static const json::Object &run(const json::Value &Log) {
  return *(*Log.getAsObject()->getArray("runs"))[0].getAsObject();
}

static const json::Object &result(const json::Value &Log, size_t N = 0) {
  return *(*run(Log).getArray("results"))[N].getAsObject();
}

static const json::Object &physical(const json::Object &Holder) {
  return *(*Holder.getArray("locations"))[0].getAsObject()->getObject(
      "physicalLocation");
}

/// Bytes a careless writer would trip over, in every field.
static Report hostileReport() {
  const std::string Evil = "q\"\\ \x1b[2J \xff\xc3 \n <&> %s";
  Report R = sampleReport();
  R.Driver = R.Skipped[0].What = R.Skipped[0].Cause = Evil;
  R.Verdicts[1].Reasons = {Evil};
  R.Stats = {{Evil, 1}};
  Finding &F = R.Findings[0];
  F.Message = F.Function = F.Subject = F.Stage = Evil;
  F.At.File = "my dir/100%\"\xff.c";
  for (PathStep &Step : F.Path)
    Step.Message = Step.Stage = Evil;
  return R;
}

TEST(TextWriter, TellsTheStoryByStages) {
  EXPECT_EQ(
      text(sampleReport()),
      "src/main.c:12:3: warning: 'g_Probe' is never woken "
      "[wsk-probe-hang]\n"
      "  [DriverEntry]\n"
      "src/main.c:4:7: note: Calling 'Init'\n"
      "src/init.c:2:5: note:   Probe made\n"
      "  [DriverUnload]\n"
      "src/main.c:10:1: note: the driver is unloaded\n"
      "src/main.c:11:3: note:   Taking false branch\n"
      "\n"
      "Driver probe: 1 finding\n"
      "  defect          probe-hang (1)\n"
      "  inconclusive    probe-leak\n"
      "                    because function 'Lost' was not analysed\n"
      "Not analysed\n"
      "  function 'Lost' (lost.c): 'Foo' is undeclared (it may matter)\n");
}

TEST(TextWriter, MarksWhatItPointsAt) {
  Report R;
  Finding F = sampleFinding();
  F.Path.clear();
  R.Findings = {F};
  TextOptions O;
  O.Lines = linesOf("\xc3\xbc\tfree(p);"); // two bytes, a tab, then bytes 4-8
  R.Findings[0].At = {"a.c", 7, 4, 7, 8};
  std::string Out = text(R, O);
  EXPECT_NE(Out.find("    7 | \xc3\xbc      free(p);\n"
                     "      |        ^~~~\n"),
            std::string::npos)
      << Out;
}

TEST(TextWriter, TakesPlacesThatAreNotThere) {
  Report R;
  R.Findings = {sampleFinding(), sampleFinding(), sampleFinding()};
  R.Findings[0].At.Column = 500;
  R.Findings[1].At = {};
  R.Findings[2].At.EndLine = 99;
  TextOptions O;
  O.Lines = linesOf("x");
  EXPECT_NE(text(R, O).find("3 findings"), std::string::npos);
}

TEST(TextWriter, NoFindingIsSaid) {
  Report R;
  R.Verdicts = {{&HangRule, Verdict::Clean, {}},
                {&LeakRule, Verdict::NotApplicable, {}}};
  EXPECT_EQ(text(R), "Driver: no findings\n"
                     "  clean           probe-hang\n"
                     "  not applicable  probe-leak\n");
}

TEST(TextWriter, ManyReasonsAreCutShort) {
  Report R;
  R.Verdicts = {
      {&HangRule, Verdict::Inconclusive, {"a", "b", "c", "d", "e"}},
      {&LeakRule, Verdict::Inconclusive, {"a", "b", "c", "d", "e", "f", "g"}}};
  std::string Out = text(R);
  StringRef Hang, Leak;
  std::tie(Hang, Leak) = StringRef(Out).split("probe-leak");
  EXPECT_EQ(Hang.count("because"), 5u);
  EXPECT_FALSE(Hang.contains("more reasons"));
  EXPECT_EQ(Leak.count("because"), 5u);
  EXPECT_TRUE(Leak.contains("and for 2 more reasons"));
}

TEST(TextWriter, WhatMattersComesFirst) {
  Report R;
  R.Skipped = {{"a.h", "not found", false}, {"f", "undeclared", true}};
  std::string Out = text(R);
  EXPECT_LT(Out.find("f: undeclared (it may matter)"), Out.find("a.h:"));
}

TEST(TextWriter, ColoursAndStatsOnlyOnDemand) {
  TextOptions O;
  EXPECT_EQ(text(sampleReport(), O).find("\x1b["), std::string::npos);
  EXPECT_EQ(text(sampleReport(), O).find("exploded"), std::string::npos);
  O.Color = O.Stats = true;
  EXPECT_NE(text(sampleReport(), O).find("\x1b["), std::string::npos);
  EXPECT_NE(text(sampleReport(), O).find("42  exploded nodes"),
            std::string::npos);
}

TEST(TextWriter, HostileStringsCannotDriveTheTerminal) {
  std::string Out = text(hostileReport());
  EXPECT_EQ(Out.find('\x1b'), std::string::npos);
  EXPECT_TRUE(json::isUTF8(Out));
}

TEST(JsonWriter, HasTheDocumentedShape) {
  std::string Out;
  raw_string_ostream OS(Out);
  writeJson(sampleReport(), OS);
  json::Value V = parsed(Out);
  const json::Object &O = *V.getAsObject();
  EXPECT_EQ(O.getString("driver"), "probe");
  const json::Object &F = *(*O.getArray("findings"))[0].getAsObject();
  EXPECT_EQ(F.getString("rule"), "wsk-probe-hang");
  EXPECT_EQ(F.getString("message"), "'g_Probe' is never woken");
  EXPECT_EQ(F.getString("file"), "src/main.c");
  EXPECT_EQ(F.getInteger("line"), 12);
  EXPECT_EQ(F.getInteger("column"), 3);
  ASSERT_EQ(F.getArray("path")->size(), 4u);
  const json::Object &Step = *(*F.getArray("path"))[1].getAsObject();
  EXPECT_EQ(Step.getString("file"), "src/init.c");
  EXPECT_EQ(Step.getInteger("line"), 2);
  EXPECT_EQ(Step.getInteger("column"), 5);
  EXPECT_EQ(Step.getString("message"), "Probe made");
  EXPECT_EQ(Step.getString("stage"), "DriverEntry");
  const json::Object &Verdict = *(*O.getArray("verdicts"))[1].getAsObject();
  EXPECT_EQ(Verdict.getString("rule"), "wsk-probe-leak");
  EXPECT_EQ(Verdict.getString("verdict"), "inconclusive");
  EXPECT_EQ(Verdict.getArray("reasons")->size(), 1u);
  const json::Object &Lost = *(*O.getArray("notAnalysed"))[0].getAsObject();
  EXPECT_EQ(Lost.getString("what"), "function 'Lost' (lost.c)");
  EXPECT_EQ(Lost.getString("cause"), "'Foo' is undeclared");
  EXPECT_EQ(O.getObject("stats")->getInteger("exploded nodes"), 42);
}

TEST(JsonWriter, HostileStringsStayJson) {
  std::string Out;
  raw_string_ostream OS(Out);
  writeJson(hostileReport(), OS);
  parsed(Out);
}

TEST(SarifWriter, ResultsPointIntoTheRules) {
  json::Value Log = sarif(sampleReport());
  const json::Object &R = result(Log);
  const json::Array &Rules =
      *run(Log).getObject("tool")->getObject("driver")->getArray("rules");
  const json::Object &Rule = *Rules[*R.getInteger("ruleIndex")].getAsObject();
  EXPECT_EQ(R.getString("ruleId"), "wsk-probe-hang");
  EXPECT_EQ(Rule.getString("id"), "wsk-probe-hang");
  EXPECT_EQ(R.getString("level"), "error");
}

TEST(SarifWriter, FingerprintsAreThoseOfTheFindings) {
  Report Rep = sampleReport();
  json::Value Log = sarif(Rep);
  EXPECT_EQ(result(Log)
                .getObject("partialFingerprints")
                ->getString("primaryLocationLineHash"),
            StringRef(fingerprints(Rep.Findings)[0]));
}

TEST(SarifWriter, UrisAreRelativeAndEncoded) {
  Report Rep = sampleReport();
  Rep.Findings[0].At.File = "my dir/100%.c";
  json::Value Log = sarif(Rep);
  const json::Object &At = *physical(result(Log)).getObject("artifactLocation");
  EXPECT_EQ(At.getString("uri"), "my%20dir/100%25.c");
  EXPECT_EQ(At.getString("uriBaseId"), "%SRCROOT%");
}

TEST(SarifWriter, FilesOutsideTheRootAreAbsolute) {
  Report Rep = sampleReport();
  Rep.Findings = {sampleFinding(), sampleFinding()};
  Rep.Findings[0].At.File = "/else where/a.c";
  Rep.Findings[1].At.File = "../beside/b.c";
  SarifOptions O;
  O.Root = "/drivers/here";
  json::Value Log = sarif(Rep, O);
  const char *Expected[] = {"file:///else%20where/a.c",
                            "file:///drivers/beside/b.c"};
  for (size_t N : {0, 1}) {
    const json::Object &At =
        *physical(result(Log, N)).getObject("artifactLocation");
    EXPECT_EQ(At.getString("uri"), Expected[N]);
    EXPECT_EQ(At.get("uriBaseId"), nullptr);
  }
}

TEST(SarifWriter, ColumnsAreUtf16) {
  Report Rep = sampleReport();
  Rep.Findings[0].At = {"a.c", 1, 5, 1, 9};
  SarifOptions O;
  O.Lines = linesOf("\xf0\x9f\x98\x80\xf0\x9f\x98\x80 x"); // two pairs
  json::Value Log = sarif(Rep, O);
  const json::Object &Region = *physical(result(Log)).getObject("region");
  EXPECT_EQ(Region.getInteger("startColumn"), 3);
  EXPECT_EQ(Region.getInteger("endColumn"), 5);
  EXPECT_EQ(run(Log).getString("columnKind"), "utf16CodeUnits");
}

TEST(SarifWriter, OneThreadFlowEndsInTheFinding) {
  json::Value Log = sarif(sampleReport());
  const json::Array &Flows = *result(Log).getArray("codeFlows");
  ASSERT_EQ(Flows.size(), 1u);
  const json::Array &Threads = *Flows[0].getAsObject()->getArray("threadFlows");
  ASSERT_EQ(Threads.size(), 1u);
  const json::Array &Steps = *Threads[0].getAsObject()->getArray("locations");
  ASSERT_EQ(Steps.size(), 5u);
  for (size_t N = 0; N < Steps.size(); ++N)
    EXPECT_EQ(Steps[N].getAsObject()->getInteger("executionOrder"),
              int64_t(N + 1));
  auto Message = [&](size_t N) {
    return Steps[N]
        .getAsObject()
        ->getObject("location")
        ->getObject("message")
        ->getString("text");
  };
  EXPECT_EQ(Message(2), "DriverUnload: the driver is unloaded");
  EXPECT_EQ(Message(4), "'g_Probe' is never woken");
}

TEST(SarifWriter, WhatWasNotAnalysedIsANotification) {
  json::Value Log = sarif(sampleReport());
  const json::Array &Notes =
      *(*run(Log).getArray("invocations"))[0].getAsObject()->getArray(
          "toolExecutionNotifications");
  ASSERT_EQ(Notes.size(), 2u);
  EXPECT_EQ(Notes[0].getAsObject()->getString("level"), "warning");
  EXPECT_EQ(Notes[0].getAsObject()->getObject("message")->getString("text"),
            "Not analysed: function 'Lost' (lost.c): 'Foo' is undeclared");
  EXPECT_EQ(
      Notes[1].getAsObject()->getObject("associatedRule")->getString("id"),
      "wsk-probe-leak");
}

TEST(SarifWriter, HostileStringsStayJson) { sarif(hostileReport()); }

TEST(DocWriter, TheBodyOfAPageSurvivesANewHead) {
  std::string Page;
  raw_string_ostream OS(Page);
  writeRuleHeader(LeakRule, OS);
  OS << "\nWritten by hand.\n";
  EXPECT_EQ(pageBody(Page), "\nWritten by hand.\n");
  EXPECT_EQ(pageBody("No head.\n"), "No head.\n");
  EXPECT_TRUE(StringRef(Page).contains("# wsk-probe-leak\n"));
  EXPECT_TRUE(StringRef(Page).contains("| contract | [R900]("));
}

TEST(SourceUri, CompletesPathsOnly) {
  EXPECT_EQ(sourceUri(LeakRule),
            "https://learn.microsoft.com/windows/probe-leak");
  RuleInfo Full{"A", "R", "S", "H", "https://example.org/x", Severity::Leak};
  EXPECT_EQ(sourceUri(Full), "https://example.org/x");
}

TEST(PageUri, PutsTheRuleIntoThePattern) {
  EXPECT_EQ(pageUri(LeakRule, "https://example.org/{rule}.html#top"),
            "https://example.org/probe-leak.html#top");
  EXPECT_EQ(pageUri(LeakRule, ""), sourceUri(LeakRule));
}
