//===- Memory.h - Values and memory the way the model needs them -*- C++
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Small steps on the analyzer's store, free of WSK: fields by name, fresh
/// values, and invalidation of exactly what a call writes.
//===----------------------------------------------------------------------===//
#ifndef WSK_MODEL_MEMORY_H
#define WSK_MODEL_MEMORY_H

#include "api/CallFacts.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"

namespace wsk {

using clang::ento::CheckerContext;
using clang::ento::ProgramStateRef;
using clang::ento::SVal;

/// The lvalue of field \p Name of the record at \p Base, also inside anonymous
/// structs and unions; unknown if there is none.
SVal fieldAddress(ProgramStateRef State, SVal Base, clang::QualType Record,
                  llvm::StringRef Name);
/// Value of that field.
SVal fieldValue(ProgramStateRef State, SVal Base, clang::QualType Record,
                llvm::StringRef Name);
ProgramStateRef setField(ProgramStateRef State, SVal Base,
                         clang::QualType Record, llvm::StringRef Name,
                         SVal Value, const clang::LocationContext *LC);

/// A value of type \p T nothing is known about, new at this call.
SVal freshValue(CheckerContext &C, const clang::Expr *Site, clang::QualType T,
                const void *Tag);
/// \p Status is no warning (0x8.......): it is a success or an error.
ProgramStateRef assumeNoWarning(CheckerContext &C, ProgramStateRef State,
                                SVal Status);
/// An NTSTATUS that is a failure; null state if infeasible.
std::pair<ProgramStateRef, SVal> freshFailure(CheckerContext &C,
                                              ProgramStateRef State,
                                              const clang::Expr *Site,
                                              clang::QualType T);

/// A call wrote the object \p Pointer points to: its old content is unknown,
/// nothing around it changes.
ProgramStateRef writePointee(CheckerContext &C, ProgramStateRef State,
                             SVal Pointer, clang::QualType PointerType,
                             const clang::Expr *Site);

/// A pointer type to what argument \p Index of \p Call may be written through a
/// reference; null if it is not passed by a reference to non-const.
clang::QualType writableReference(const clang::ento::CallEvent &Call,
                                  unsigned Index);

/// The memory at \p Region was freed: nothing is stored there any more.
ProgramStateRef forgetContent(CheckerContext &C, ProgramStateRef State,
                              const clang::ento::MemRegion *Region);

/// Whose variables do not count when somebody who holds a pointer is looked
/// for.
enum class Except { Nobody, CurrentFrame, EveryFrame };
/// Something in the memory of \p State holds \p Pointer, also to somewhere
/// inside what it points to.
bool isHeld(CheckerContext &C, ProgramStateRef State,
            clang::ento::SymbolRef Pointer, Except Variables);

/// Gives the driver's globals the values they had in \p Before.
ProgramStateRef restoreGlobals(CheckerContext &C, ProgramStateRef State,
                               ProgramStateRef Before);

/// Some code not followed has written \p Var.
ProgramStateRef forgetGlobal(CheckerContext &C, ProgramStateRef State,
                             const clang::VarDecl &Var);

/// The effect of a function that is not followed: what \p Facts says it
/// writes becomes unknown, the rest keeps its values.
ProgramStateRef applyWrites(CheckerContext &C, ProgramStateRef State,
                            const clang::ento::CallEvent &Call,
                            const FunctionFacts &Facts);

} // namespace wsk

#endif // WSK_MODEL_MEMORY_H
