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
class AnalyzerOptions;
class CompilerInstance;
} // namespace clang

namespace wsk {

/// True for a function with a body that the driver's own files define: what
/// the analysis may start in.
bool isOwnFunction(const clang::FunctionDecl &F);

/// The functions of \p Functions, where the life of a driver starts put first.
std::vector<clang::FunctionDecl *>
analysisRoots(llvm::ArrayRef<clang::FunctionDecl *> Functions);

/// Sets up the analyzer for the enabled rules; the same in every host, so that
/// all find the same.
void configureAnalysis(clang::AnalyzerOptions &Analyzer,
                       const ProgramOptions &Options);

/// Runs Clang's analyzer, configured before, over the AST of \p CI: in breadth,
/// and once more in depth from the roots that meet the budget of nodes.
/// \p Roots are offered to it last to first: it prefers to start in what it is
/// told last. What the analyzer itself complains of goes to the diagnostics of
/// \p CI; writes to the current RunLog.
void explore(clang::CompilerInstance &CI,
             llvm::ArrayRef<clang::FunctionDecl *> Roots,
             std::vector<Finding> &Findings);

/// Takes the analyzer's own complaints: each makes every verdict doubtful.
std::unique_ptr<clang::DiagnosticConsumer> createTroubleLog();

/// Both steps for an AST of our own, in spite of errors in its sources.
void runAnalysis(clang::CompilerInstance &CI, const ProgramOptions &Options,
                 llvm::ArrayRef<clang::FunctionDecl *> Roots,
                 std::vector<Finding> &Findings);

} // namespace wsk

#endif // WSK_PROGRAM_ANALYSIS_H
