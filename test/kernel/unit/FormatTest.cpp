//===- FormatTest.cpp - Formatted output of drivers -----------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "rtl/Format.h"
#include "nt/Types.h"
#include <gtest/gtest.h>
#include <string>

using namespace kernel;

namespace {
MSABI std::string *formatInto(std::string *Out, const char *Format, ...) {
  char Text[256];
  __builtin_ms_va_list List;
  __builtin_ms_va_start(List, Format);
  size_t Length = rtl::format(Text, sizeof(Text), Format, rtl::Arguments(List));
  __builtin_ms_va_end(List);
  Out->assign(Text, Length);
  return Out;
}

template <class... Args>
std::string formatted(const char *Format, Args... Arguments) {
  std::string Out;
  formatInto(&Out, Format, Arguments...);
  return Out;
}
} // namespace

TEST(Format, IntegersAreLlp64) {
  EXPECT_EQ(formatted("%ld|%lu", 0x1ffffffffLL, -1LL), "-1|4294967295");
  EXPECT_EQ(formatted("%I64d %I64x", -5LL, 0xabcdef0123LL), "-5 abcdef0123");
  EXPECT_EQ(formatted("%lld %Iu", 1LL << 40, size_t(1) << 33),
            "1099511627776 8589934592");
  EXPECT_EQ(formatted("%hu %hhx", 0x12345, 0x1ff), "9029 ff");
}

TEST(Format, WidthsAndFlags) {
  EXPECT_EQ(formatted("[%5d][%-5d][%05d][%+d]", 42, 42, 42, 42),
            "[   42][42   ][00042][+42]");
  EXPECT_EQ(formatted("[%*d][%.3d][%#x][%X]", 4, 7, 7, 255, 255),
            "[   7][007][0xff][FF]");
  EXPECT_EQ(formatted("%p", static_cast<void *>(nullptr)), "0000000000000000");
}

TEST(Format, Strings) {
  char16_t Wide[] = u"wide";
  nt::UNICODE_STRING Counted = {4, 8, Wide};
  EXPECT_EQ(formatted("%s|%ws|%S|%wZ", "narrow", Wide, Wide, &Counted),
            "narrow|wide|wide|wi");
  EXPECT_EQ(formatted("[%6s][%-6s][%.2s]", "abc", "abc", "abc"),
            "[   abc][abc   ][ab]");
  EXPECT_EQ(formatted("%s%%%c", static_cast<char *>(nullptr), 'x'), "(null)%x");
}

TEST(Format, CountsWhatDoesNotFit) {
  char Text[4];
  const char *Format = "abcdefgh";
  EXPECT_EQ(rtl::format(Text, 4, Format, rtl::Arguments(nullptr)), 8u);
  EXPECT_EQ(std::string(Text, 4), "abcd");
}
