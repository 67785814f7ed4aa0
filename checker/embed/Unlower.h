//===- Unlower.h - Takes the lowering of SEH back ---------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// lowerSeh() rewrites function bodies in place. A host that goes on using its
/// AST (clang-tidy's other checks, an editor's hovers) must get back what was
/// written.
//===----------------------------------------------------------------------===//
#ifndef WSK_EMBED_UNLOWER_H
#define WSK_EMBED_UNLOWER_H

#include "clang/AST/Decl.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <vector>

namespace wsk {

/// Lowers the SEH of functions for as long as it lives.
class ScopedLowering {
public:
  explicit ScopedLowering(clang::ASTContext &Ctx) : Ctx(Ctx) {}
  ~ScopedLowering();
  ScopedLowering(const ScopedLowering &) = delete;

  /// Does nothing to a function without SEH.
  void lower(clang::FunctionDecl &F);

private:
  /// What a pointer in the AST pointed to before.
  struct Slot {
    clang::Stmt **Where;
    clang::Stmt *Before;
  };
  struct Body {
    clang::FunctionDecl *F;
    clang::Stmt *Before;
    llvm::SmallPtrSet<clang::Decl *, 16> Decls;
  };

  void remember(clang::Stmt *S);

  clang::ASTContext &Ctx;
  std::vector<Slot> Slots;
  std::vector<Body> Bodies;
};

} // namespace wsk

#endif // WSK_EMBED_UNLOWER_H
