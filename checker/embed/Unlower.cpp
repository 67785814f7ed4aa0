//===- Unlower.cpp - Takes the lowering of SEH back -----------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "embed/Unlower.h"
#include "program/LowerSeh.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/Stmt.h"

using namespace clang;
using namespace wsk;

void ScopedLowering::remember(Stmt *S) {
  if (!S)
    return;
  for (Stmt *&Child : S->children()) {
    Slots.push_back({&Child, Child});
    remember(Child);
  }
}

void ScopedLowering::lower(FunctionDecl &F) {
  if (!F.usesSEHTry() || !F.doesThisDeclarationHaveABody())
    return;
  Bodies.push_back({&F, F.getBody(), {}});
  Bodies.back().Decls.insert(F.decls_begin(), F.decls_end());
  remember(F.getBody());
  lowerSeh(F);
}

ScopedLowering::~ScopedLowering() {
  if (Bodies.empty())
    return;
  for (const Slot &S : Slots)
    *S.Where = S.Before;
  for (const Body &B : Bodies) {
    B.F->setBody(B.Before);
    B.F->setUsesSEHTry(true);
    std::vector<Decl *> Now(B.F->decls_begin(), B.F->decls_end());
    for (Decl *D : Now)
      if (!B.Decls.count(D))
        B.F->removeDecl(D);
  }
  // May have seen statements that are gone.
  Ctx.getParentMapContext().clear();
}
