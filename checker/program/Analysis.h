//===- Analysis.h - One analyzer run over the whole driver ------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_ANALYSIS_H
#define WSK_PROGRAM_ANALYSIS_H

#include "program/Program.h"
#include "clang/AST/Decl.h"

namespace clang {
class CompilerInstance;
}

namespace wsk {

/// True for a function with a body that the driver's own files define: what
/// the analysis may start in.
bool isOwnFunction(const clang::FunctionDecl &F);

/// Runs Clang's analyzer with the enabled rules once over the AST of \p CI.
/// \p Roots are offered to it last to first: it prefers to start in what it is
/// told last. Writes to the current RunLog.
void runAnalysis(clang::CompilerInstance &CI, const ProgramOptions &Options,
                 llvm::ArrayRef<clang::FunctionDecl *> Roots,
                 std::vector<Finding> &Findings);

} // namespace wsk

#endif // WSK_PROGRAM_ANALYSIS_H
