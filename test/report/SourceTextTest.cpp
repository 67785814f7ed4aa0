//===- SourceTextTest.cpp - Source lines and text encodings ---------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "report/SourceText.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

using namespace llvm;
using namespace wsk;

TEST(Utf16Column, CountsUnitsNotBytes) {
  EXPECT_EQ(utf16Column("abc", 1), 1u);
  EXPECT_EQ(utf16Column("abc", 3), 3u);
  EXPECT_EQ(utf16Column("\xc3\xbc x", 3), 2u);         // u with dots: one unit
  EXPECT_EQ(utf16Column("\xf0\x9f\x98\x80 x", 5), 3u); // a pair: two units
}

TEST(Utf16Column, TakesAnyBytes) {
  EXPECT_EQ(utf16Column("\xff\xfe x", 4), 4u); // no UTF-8
  EXPECT_EQ(utf16Column("\xf0\x9f", 3), 3u);   // cut off
  EXPECT_EQ(utf16Column("", 1), 1u);
  EXPECT_EQ(utf16Column("ab", 10), 10u); // past the end
}

TEST(Printable, LeavesNothingForATerminalToObey) {
  EXPECT_EQ(printable("plain 'text'"), "plain 'text'");
  EXPECT_EQ(printable("a\x1b[31mb\nc\x7f"), "a\\x1b[31mb\\x0ac\\x7f");
  EXPECT_EQ(printable("\xff"), "\xef\xbf\xbd"); // the replacement character
}

TEST(PathToUri, EncodesWhatIsNotUnreserved) {
  EXPECT_EQ(pathToUri("src/a-b_c.d~e/f.c"), "src/a-b_c.d~e/f.c");
  EXPECT_EQ(pathToUri("my dir/100%.c"), "my%20dir/100%25.c");
  EXPECT_EQ(pathToUri("a:b?c#d.c"), "a%3Ab%3Fc%23d.c");
  EXPECT_EQ(pathToUri("\xc3\xbc\xff.c"), "%C3%BC%FF.c");
  EXPECT_EQ(pathToUri("/abs/a b.c"), "file:///abs/a%20b.c");
}

TEST(LinesOnDisk, GivesLinesWithoutTheirEnds) {
  SmallString<128> File;
  int Handle;
  ASSERT_FALSE(sys::fs::createTemporaryFile("lines", "c", Handle, File));
  raw_fd_ostream(Handle, /*shouldClose=*/true) << "one\r\ntwo\nlast";
  LineSource Lines = linesOnDisk();
  EXPECT_EQ(Lines(File, 1), "one");
  EXPECT_EQ(Lines(File, 2), "two");
  EXPECT_EQ(Lines(File, 3), "last");
  EXPECT_EQ(Lines(File, 0), std::nullopt);
  EXPECT_EQ(Lines(File, 4), std::nullopt);
  EXPECT_EQ(Lines("no/such/file.c", 1), std::nullopt);
  sys::fs::remove(File);
}
