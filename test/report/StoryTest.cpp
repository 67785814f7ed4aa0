//===- StoryTest.cpp - Stage notes there and back -------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "core/Story.h"
#include "gtest/gtest.h"

using namespace wsk;

TEST(StageNote, ComesBackAsItWentIn) {
  std::string Note = stageNote("thread 'Worker'", "started: by Init");
  EXPECT_EQ(Note, "Stage thread 'Worker': started: by Init");
  std::optional<StageNote> Parsed = parseStageNote(Note);
  ASSERT_TRUE(Parsed.has_value());
  EXPECT_EQ(Parsed->Name, "thread 'Worker'");
  EXPECT_EQ(Parsed->Text, "started: by Init");
}

TEST(StageNote, QualifiedNamesAreNames) {
  std::optional<StageNote> Parsed =
      parseStageNote(stageNote("Driver::Unload", ""));
  ASSERT_TRUE(Parsed.has_value());
  EXPECT_EQ(Parsed->Name, "Driver::Unload");
  EXPECT_EQ(Parsed->Text, "");
}

TEST(StageNote, OtherTextsAreNone) {
  for (const char *Text : {"", "Stage", "Stage fright", "Stage : x",
                           "Calling 'Stage'", "stage a: b"})
    EXPECT_FALSE(parseStageNote(Text)) << Text;
}

TEST(Subject, ForeignTagsHaveNone) {
  EXPECT_EQ(subjectOfTag(""), "");
  EXPECT_EQ(subjectOfTag("some.Checker"), "");
}
