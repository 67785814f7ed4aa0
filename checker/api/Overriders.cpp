//===- Overriders.cpp - What a virtual call may run -----------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "api/CallFacts.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;
using namespace wsk;

static void
forEachOverridden(const CXXMethodDecl &Method,
                  llvm::function_ref<void(const CXXMethodDecl &)> Do) {
  for (const CXXMethodDecl *Base : Method.overridden_methods()) {
    Do(*Base);
    forEachOverridden(*Base, Do);
  }
}

// A virtual call may reach whatever overrides the function it names.
void CallFacts::findOverriders() {
  for (const FunctionDecl *F : Order)
    if (const auto *Method = dyn_cast<CXXMethodDecl>(F))
      forEachOverridden(*Method, [&](const CXXMethodDecl &Base) {
        Overriders[Base.getCanonicalDecl()].push_back(F);
      });
  if (Overriders.empty())
    return;
  for (const FunctionDecl *F : Order) {
    auto &Callees = Facts[F->getCanonicalDecl()].Callees;
    for (const FunctionDecl *Callee :
         llvm::SmallVector<const FunctionDecl *, 8>(Callees.begin(),
                                                    Callees.end()))
      for (const FunctionDecl *Instead : Overriders.lookup(Callee))
        Callees.insert(Instead->getCanonicalDecl());
  }
}

llvm::ArrayRef<const FunctionDecl *>
CallFacts::overriders(const CXXMethodDecl &Method) const {
  auto It = Overriders.find(Method.getCanonicalDecl());
  return It == Overriders.end() ? llvm::ArrayRef<const FunctionDecl *>()
                                : llvm::ArrayRef(It->second);
}
