//===- Verdicts.h - The verdict of every rule -------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_VERDICTS_H
#define WSK_PROGRAM_VERDICTS_H

#include "report/Finding.h"
#include "llvm/ADT/ArrayRef.h"

namespace wsk {

/// The verdict of every enabled rule, in the order of \p Rules.
std::vector<RuleVerdict> verdicts(llvm::ArrayRef<const RuleInfo *> Rules,
                                  llvm::ArrayRef<Finding> Findings,
                                  const RunLog &Log);

} // namespace wsk

#endif // WSK_PROGRAM_VERDICTS_H
