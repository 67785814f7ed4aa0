//===- Walk.cpp - Simple walks over a unit's declarations -----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Walk.h"

using namespace clang;
using namespace wsk;

// Copies the list first: what is seen may be added to.
static std::vector<Decl *> declsOf(DeclContext &Context) {
  return {Context.decls_begin(), Context.decls_end()};
}

void wsk::forEachTopLevel(DeclContext &Context,
                          llvm::function_ref<void(Decl &)> See) {
  for (Decl *D : declsOf(Context)) {
    if (isa<NamespaceDecl, LinkageSpecDecl, ExportDecl>(D))
      forEachTopLevel(*cast<DeclContext>(D), See);
    else
      See(*D);
  }
}

static void functionsOfRecord(CXXRecordDecl &Record,
                              llvm::function_ref<void(FunctionDecl &)> See) {
  if (Record.isDependentContext())
    return;
  for (Decl *D : declsOf(Record)) {
    if (auto *F = dyn_cast<FunctionDecl>(D);
        F && F->doesThisDeclarationHaveABody())
      See(*F);
    else if (auto *R = dyn_cast<CXXRecordDecl>(D); R && !R->isImplicit())
      functionsOfRecord(*R, See);
  }
}

void wsk::forEachFunction(DeclContext &Context,
                          llvm::function_ref<void(FunctionDecl &)> See) {
  forEachTopLevel(Context, [&](Decl &D) {
    if (auto *F = dyn_cast<FunctionDecl>(&D);
        F && F->doesThisDeclarationHaveABody())
      See(*F);
    else if (auto *R = dyn_cast<CXXRecordDecl>(&D))
      functionsOfRecord(*R, See);
  });
}
