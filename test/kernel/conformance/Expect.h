//===- Expect.h - Facts a conformance driver looks at -------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// EXPECT(fact, condition) reports driver-assert, naming the fact, when the
/// kernel behaves otherwise. Facts W are observed on Windows, facts F stand in
/// its documentation.
//===----------------------------------------------------------------------===//
#ifndef WSK_TEST_KERNEL_EXPECT_H
#define WSK_TEST_KERNEL_EXPECT_H

#include "../drivers/Inputs/Driver.h"

NTSYSAPI VOID NTAPI RtlAssert(PVOID Condition, PVOID File, ULONG Line,
                              PCHAR Message);

#define EXPECT(Fact, Condition)                                                \
  ((Condition) ? (void)0 : RtlAssert(#Condition, __FILE__, __LINE__, Fact))

#endif // WSK_TEST_KERNEL_EXPECT_H
