//===- ObjectLife.cpp - The life of an object of a class ------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "lifecycle/ObjectLife.h"
#include "model/Later.h"
#include "model/WskStateUpdate.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;
using namespace ento;
using namespace wsk;

static const FunctionFacts *factsOfDestructor(const CallFacts &Facts,
                                              const CXXRecordDecl &Class) {
  const CXXDestructorDecl *Destructor = Class.getDestructor();
  return Destructor ? Facts.lookup(Destructor) : nullptr;
}

bool wsk::beginsObjectLife(const CallFacts &Facts, const FunctionDecl &F) {
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(&F);
  if (!Constructor || Constructor->isCopyOrMoveConstructor())
    return false;
  const FunctionFacts *Makes = Facts.lookup(Constructor);
  const FunctionFacts *Ends =
      factsOfDestructor(Facts, *Constructor->getParent());
  return Makes && Makes->Reaches && Ends && Ends->Reaches;
}

// One whose users may call it, and that does something to WSK itself.
static bool isUseful(const CallFacts &Facts, const CXXMethodDecl &Method) {
  const FunctionFacts *Does = Facts.lookup(&Method);
  return Method.isInstance() && Method.getAccess() == AS_public &&
         !isa<CXXConstructorDecl, CXXDestructorDecl>(Method) &&
         !Method.isOverloadedOperator() && Does &&
         (Does->Reaches || Does->HandlesSockets);
}

ProgramStateRef wsk::beginObjectLife(CheckerContext &C, ProgramStateRef State) {
  const StackFrameContext *Frame = C.getStackFrame();
  const auto *Constructor = cast<CXXConstructorDecl>(Frame->getDecl());
  const CXXRecordDecl *Class = Constructor->getParent();
  SVal This = State->getSVal(C.getSValBuilder().getCXXThis(Constructor, Frame));
  if (!This.getAsRegion())
    return State;
  State = setFreshObject(keep(State, This), This.getAsRegion());
  for (const CXXMethodDecl *Method : Class->methods())
    if (isUseful(CallFacts::get(C.getASTContext()), *Method))
      State = addLater(State, {Role::Method, Method, This, 0});
  return addLater(State, {Role::Destructor, Class->getDestructor(), This, 0});
}
