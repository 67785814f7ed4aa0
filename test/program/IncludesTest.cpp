//===- IncludesTest.cpp - Headers that a build generates ------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Includes.h"
#include "TestDriver.h"
#include "program/MessageFile.h"
#include "program/TraceConfig.h"
#include "program/Unit.h"
#include "llvm/ADT/StringRef.h"
#include "gtest/gtest.h"

using namespace wsk;
using namespace wsk::test;
using llvm::StringRef;

namespace {
using Set = std::set<std::string>;

std::set<std::string> errors(const Unit &U) {
  Set Out;
  for (const ParseError &E : U.Errors)
    Out.insert(E.Text);
  return Out;
}
} // namespace

TEST(TraceHeaders, EvaluateValuesAndDropWhatIsDeclaredNowhere) {
  TestDriver D;
  D.file("a.c", R"(
// begin_wpp config
// FUNC Trace{FLAGS=F}(LEVEL, MSG, ...);
// FUNC Note{LEVEL=L, FLAGS=F}(MSG, ...);
// FUNC Nothing{LEVEL=L}();
// FUNC Failed{LEVEL=L}(STATUS, MSG, ...);
// end_wpp
#include "a.tmh"
int Value(int X);
void F(void) {
  Trace(NOT_DECLARED, "%d", Value(1));
  Note("only text");
  Nothing();
  Failed(Value(2), "%s");
  DoTraceMessage(NOR_THIS, "%d %d", Value(3), 1);
}
)");
  auto U = D.unit("a.c");
  ASSERT_TRUE(*U);
  EXPECT_EQ(errors(*U), Set());
  EXPECT_EQ(U->StubbedHeaders, Set{"a.tmh: 9 tracing functions"});
  EXPECT_EQ(U->MissingHeaders, Set());
  std::string Body = printed(*U, "F");
  for (StringRef Call : {"Value(1)", "Value(2)", "Value(3)"})
    EXPECT_NE(Body.find(Call.str()), std::string::npos) << Body;
}

TEST(TraceHeaders, UseTheProjectsConfiguration) {
  TestDriver D;
  D.file("my.ini", "; comment\nFUNC TraceMine{LEVEL=L}(FLAGS, MSG, ...);\n");
  D.file("a.c", "#include \"a.tmh\"\n"
                "int Value(void);\n"
                "void F(void) { TraceMine(NO_FLAG, \"x\", Value()); }\n");
  UnitCommand Command = D.command("a.c");
  Command.Generators.TraceConfigs = {D.path("my.ini"), D.path("gone.ini")};
  auto U = parseUnit(Command);
  ASSERT_TRUE(*U);
  EXPECT_EQ(errors(*U), Set());
}

TEST(MessageHeaders, ComeFromTheFileBeside) {
  TestDriver D;
  D.file("res/messages.mc", "MessageIdTypedef=long\n"
                            "SeverityNames=(Bad=0x3:SEV_BAD)\n"
                            "FacilityNames=(Own=0x10)\n"
                            "MessageId=0x7 Severity=Bad Facility=Own\n"
                            "SymbolicName=OWN_BROKEN\n"
                            "Language=English\n"
                            "SymbolicName=NO_STATEMENT here.\n.\n"
                            "MessageId=\nSymbolicName=OWN_NEXT\n"
                            "Language=English\nText\n.\n");
  D.file("a.c", "#include \"res/messages.h\"\n"
                "_Static_assert(OWN_BROKEN == (long)0xC0100007, \"\");\n"
                "_Static_assert(OWN_NEXT == (long)0xC0100008, \"\");\n");
  auto U = D.unit("a.c");
  ASSERT_TRUE(*U);
  EXPECT_EQ(errors(*U), Set());
  EXPECT_EQ(U->StubbedHeaders, Set{"messages.h: 2 messages of messages.mc"});
  EXPECT_EQ(U->MissingHeaders, Set());
}

TEST(MessageHeaders, ComeFromWhereHeadersAreLookedFor) {
  TestDriver D;
  D.file("shared/text/messages.mc",
         "MessageId=0x7\nSymbolicName=OWN_TEXT\nLanguage=English\nText\n.\n");
  D.file("driver/a.c", "#include <text\\messages.h>\nlong A = OWN_TEXT;\n");
  auto U = D.unit("driver/a.c", {"-I", D.path("shared")});
  ASSERT_TRUE(*U);
  EXPECT_EQ(errors(*U), Set());
  EXPECT_EQ(U->MissingHeaders, Set());
}

TEST(MessageHeaders, AreMissingWithoutTheirFile) {
  TestDriver D;
  D.file("a.c", "#include \"messages.h\"\nint F(void) { return 1; }\n");
  auto U = D.unit("a.c");
  EXPECT_EQ(U->MissingHeaders, Set{"messages.h"});
  EXPECT_EQ(U->StubbedHeaders, Set());
}

TEST(MessagesIn, OddFiles) {
  EXPECT_TRUE(messagesIn("").empty());
  EXPECT_TRUE(messagesIn("=\n==\n(\nSeverityNames=(").empty());
  EXPECT_EQ(messagesIn("MessageId=1 SymbolicName=A\r\nMessageId=+2 "
                       "SymbolicName=B\r\n"),
            (std::map<std::string, std::string>{{"A", "((long)0x0fff0001)"},
                                                {"B", "((long)0x0fff0003)"}}));
}

TEST(TraceConfigFile, DeclarationsOfAnyForm) {
  TraceConfig Config;
  Config.Functions.clear();
  for (StringRef Line :
       {"// begin_wpp config", "//FUNC A(MSG,...);",
        "//   FUNC B{LEVEL=X,FLAGS=Y}(COMPNAME, MSG, ...);", "// FUNC C",
        "// USEPREFIX (A, \"x\");", "// end_wpp", "// FUNC D(MSG, ...);"})
    Config.readComment(Line);
  EXPECT_EQ(Config.Functions,
            (std::map<std::string, unsigned>{{"A", 0}, {"B", 1}}));
}
