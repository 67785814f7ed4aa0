//===- Bits.h - What is known of single bits of a value ---------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The engine's constraints are ranges; drivers keep flags in bits. A branch
/// that contradicts the bits of its own condition is none.
//===----------------------------------------------------------------------===//
#ifndef WSK_MODEL_BITS_H
#define WSK_MODEL_BITS_H

#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"

namespace wsk {

/// True if \p Condition cannot be \p Assumed, judging by the constants that
/// were or-ed into and masked out of the values it is made of.
bool contradictsBits(clang::ento::ProgramStateRef State,
                     clang::ento::SVal Condition, bool Assumed);

/// What \p Condition being \p Assumed says of the sign of a number it shifts or
/// masks: NT_ERROR(s) is how some drivers ask for a failure. Null if that is
/// impossible.
clang::ento::ProgramStateRef refineSign(clang::ento::ProgramStateRef State,
                                        clang::ento::SVal Condition,
                                        bool Assumed);

} // namespace wsk

#endif // WSK_MODEL_BITS_H
