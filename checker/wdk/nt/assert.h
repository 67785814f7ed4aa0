//===- assert.h - C assertions ------------------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Evaluate the condition and go on, as the kernel's own assertions do here.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_ASSERT_H
#define WSK_WDK_ASSERT_H

#ifdef NDEBUG
#define assert(Condition) ((void)0)
#else
#define assert(Condition) ((void)(Condition))
#endif
#ifndef __cplusplus
#define static_assert _Static_assert
#endif

#endif // WSK_WDK_ASSERT_H
