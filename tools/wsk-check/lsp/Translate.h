//===- Translate.h - Findings in the words of the protocol ------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_TOOLS_LSP_TRANSLATE_H
#define WSK_TOOLS_LSP_TRANSLATE_H

#include "Protocol.h"
#include "report/Finding.h"
#include "report/SourceText.h"
#include <map>

namespace wsk::lsp {

/// Absolute path -> what is shown in that file.
using FileDiagnostics = std::map<std::string, std::vector<Diagnostic>>;

/// \p Report's findings. File names start from \p Here; \p Lines gives the
/// lines as the report saw them. Every file of \p OpenFiles is in the result,
/// and its list empty if nothing is to be shown there. Verdicts that are open
/// are told at the top of every file of \p OpenFiles, and \p Hint with them:
/// silence must mean "clean".
FileDiagnostics translate(const Report &R, llvm::StringRef Here,
                          const LineSource &Lines,
                          llvm::ArrayRef<std::string> OpenFiles,
                          llvm::StringRef Hint);

/// Tells at the top of \p OpenFiles that there was no analysis.
FileDiagnostics translateFailure(llvm::StringRef Why,
                                 llvm::ArrayRef<std::string> OpenFiles);

/// The edit that silences \p Rule on a line that reads \p Text, as a range in
/// \p Line (from 0) and its replacement. Nothing where a comment cannot go: a
/// line that is continued.
struct SuppressEdit {
  Range At;
  std::string Text;
};
std::optional<SuppressEdit> suppressOnLine(llvm::StringRef Text, int Line,
                                           llvm::StringRef Rule);

} // namespace wsk::lsp

#endif // WSK_TOOLS_LSP_TRANSLATE_H
