//===- ControlCodesTest.cpp - Control codes are found in code -------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "image/ControlCodes.h"
#include "gtest/gtest.h"
#include <algorithm>

using namespace kernel::image;

static bool holds(std::vector<uint8_t> Code, uint32_t Value) {
  Code.resize(Code.size() + 16, 0x90);
  std::vector<uint32_t> Found = controlCodesIn(Code.data(), Code.size());
  return std::find(Found.begin(), Found.end(), Value) != Found.end();
}

TEST(ControlCodes, AreWhatIsComparedWith) {
  EXPECT_TRUE(holds({0x3D, 0x04, 0x20, 0x22, 0x00}, 0x222004));
  EXPECT_TRUE(holds({0x81, 0xF9, 0x00, 0xE4, 0x12, 0x00}, 0x12E400));
  // cmp dword ptr [rax + 24], number
  EXPECT_TRUE(holds({0x81, 0x78, 0x18, 0x00, 0x20, 0x22, 0x00}, 0x222000));
  EXPECT_TRUE(holds({0x3D, 0x08, 0x24, 0x40, 0x9C}, 0x9C402408));
}

TEST(ControlCodes, OfASwitchFollowItsLowestCase) {
  // lea eax, [rcx - 0x222000]
  EXPECT_TRUE(holds({0x8D, 0x81, 0x00, 0xE0, 0xDD, 0xFF}, 0x222000));
  EXPECT_TRUE(holds({0x8D, 0x81, 0x00, 0xE0, 0xDD, 0xFF}, 0x222008));
}

TEST(ControlCodes, AreAddends) {
  // mov ecx, -0x222004; add ecx, [rax + 24]
  EXPECT_TRUE(
      holds({0xB9, 0xFC, 0xDF, 0xDD, 0xFF, 0x03, 0x48, 0x18}, 0x222004));
}

TEST(ControlCodes, AreNotStatusesAndTags) {
  EXPECT_FALSE(holds({0x3D, 0x05, 0x00, 0x00, 0xC0}, 0xC0000005));
  EXPECT_FALSE(holds({0x3D, 0x74, 0x65, 0x73, 0x74}, 0x74736574));
  EXPECT_FALSE(holds({0x3D, 0x10, 0x00, 0x00, 0x00}, 0x10));
  // What is moved, not compared.
  EXPECT_FALSE(holds({0xB8, 0x04, 0x20, 0x22, 0x00}, 0x222004));
}
