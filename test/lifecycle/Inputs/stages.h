//===- stages.h - What the lifecycle's tests share --------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Each stage appends its digit to Trace; the unload routine reports the
/// number, which tells the order in which the stages ran on its path.
//===----------------------------------------------------------------------===//
#ifndef WSK_TEST_STAGES_H
#define WSK_TEST_STAGES_H

#include <ntddk.h>
#include <wsk.h>

#include "inspect.h"

static ULONG Trace;
static WSK_REGISTRATION Reg;
static const WSK_CLIENT_DISPATCH Table = {MAKE_WSK_VERSION(1, 0), 0, NULL};
static WSK_CLIENT_NPI Client = {NULL, &Table};

// A routine that has nothing to do with WSK is no stage.
static void step(ULONG Digit) {
  WSK_PROVIDER_CHARACTERISTICS Versions;
  WskQueryProviderCharacteristics(&Reg, &Versions);
  Trace = Trace * 10 + Digit;
}

#endif // WSK_TEST_STAGES_H
