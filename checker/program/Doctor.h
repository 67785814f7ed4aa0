//===- Doctor.h - Facts for a user who wonders ------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_DOCTOR_H
#define WSK_PROGRAM_DOCTOR_H

#include "program/Commands.h"

namespace clang {
class FunctionDecl;
}

namespace wsk {

/// Writes which headers and arguments the units are parsed with to the facts of
/// the current RunLog.
void noteCommands(const ProgramOptions &Options,
                  llvm::ArrayRef<UnitCommand> Commands);

/// The same for what the analysis starts in; \p Functions are all functions.
void noteRoots(llvm::ArrayRef<clang::FunctionDecl *> Functions);

} // namespace wsk

#endif // WSK_PROGRAM_DOCTOR_H
