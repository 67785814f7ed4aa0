//===- Rules.cpp - The contract's rules, as data --------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "monitor/Rules.h"
#include <cstdio>
#include <cstring>

namespace kernel {
namespace monitor {

static const Rule *const All[] = {
#define RULE(Name, Number, Id, Consequence, Text, Source) &Name,
#include "monitor/Rules.def"
};

const Rule *findRule(const char *Id) {
  for (const Rule *R : All)
    if (strcmp(R->Id, Id) == 0)
      return R;
  return nullptr;
}

Violation &violation(const Rule &R, const char *Format, ...) {
  char Text[512];
  va_list Arguments;
  va_start(Arguments, Format);
  vsnprintf(Text, sizeof(Text), Format, Arguments);
  va_end(Arguments);
  return report(R.Id, "%s", Text);
}

void fatal(const Rule &R, const char *Format, ...) {
  char Text[512];
  va_list Arguments;
  va_start(Arguments, Format);
  vsnprintf(Text, sizeof(Text), Format, Arguments);
  va_end(Arguments);
  bugcheck(R.Id, "%s", Text);
}

} // namespace monitor
} // namespace kernel
