//===- Embedded.h - Analyse inside a host that owns the AST -----*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// clang-tidy and clangd parse a unit and hand its AST to checks. Here Clang's
/// own analyzer runs over that AST, set up as wsk-check sets it up, so that all
/// find the same; what lies in other files of the driver is not seen.
//===----------------------------------------------------------------------===//
#ifndef WSK_EMBED_EMBEDDED_H
#define WSK_EMBED_EMBEDDED_H

#include "report/Finding.h"

namespace clang {
class ASTContext;
class Preprocessor;
} // namespace clang

namespace wsk {

struct EmbeddedOptions {
  std::vector<const RuleInfo *> Rules; ///< enabled rules
  bool Pedantic = false;
};

/// Analyses the unit of \p Ctx, which \p PP has parsed, and leaves both as they
/// were. Nothing is done for a unit with errors: its host shows those. The
/// locations of the findings (Place::Raw) belong to \p Ctx. What was not
/// analysed goes to the current RunLog.
std::vector<Finding> analyseUnit(clang::ASTContext &Ctx,
                                 clang::Preprocessor &PP,
                                 const EmbeddedOptions &Options);

} // namespace wsk

#endif // WSK_EMBED_EMBEDDED_H
