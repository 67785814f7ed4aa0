//===- LinkOps.cpp - Routines that are found by name at run time ----------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// MmGetSystemRoutineAddress and its like return the routine the headers
/// declare under that name, or NULL. What is called through the pointer is then
/// that routine.
//===----------------------------------------------------------------------===//
#include "model/Evaluate.h"

using namespace clang;
using namespace ento;
using namespace wsk;

// The text a pointer to characters points to, if it is a literal's beginning.
static std::optional<std::string> textOf(SVal Pointer) {
  const MemRegion *Region = Pointer.getAsRegion();
  const auto *String =
      Region ? dyn_cast<StringRegion>(Region->StripCasts()) : nullptr;
  if (!String)
    return std::nullopt;
  const StringLiteral &Literal = *String->getStringLiteral();
  std::string Text;
  for (unsigned I = 0; I != Literal.getLength(); ++I)
    Text += char(Literal.getCodeUnit(I));
  return Text;
}

// A counted string, or plain characters.
static std::optional<std::string> nameAt(const CallSite &Site,
                                         ProgramStateRef State, int Arg) {
  QualType T = Site.pointee(Arg);
  if (T.isNull() || !T->isRecordType())
    return textOf(Site.arg(Arg));
  return textOf(fieldValue(State, Site.arg(Arg), T, "Buffer"));
}

static const FunctionDecl *declaredRoutine(ASTContext &Ctx, StringRef Name) {
  DeclarationName Key(&Ctx.Idents.get(Name));
  for (NamedDecl *D : Ctx.getTranslationUnitDecl()->lookup(Key))
    if (const auto *F = dyn_cast<FunctionDecl>(D))
      if (!F->hasBody())
        return F->getCanonicalDecl();
  return nullptr;
}

static bool findRoutine(const CallSite &Site, ProgramStateRef State) {
  CheckerContext &C = Site.C;
  int Name = int(Site.Call.getNumArgs()) - 1;
  std::optional<std::string> Text = nameAt(Site, State, Name);
  const FunctionDecl *F =
      Text ? declaredRoutine(C.getASTContext(), *Text) : nullptr;
  if (!F)
    return false;
  SVal Found = C.getSValBuilder().getFunctionPointer(F);
  SVal None = C.getSValBuilder().makeZeroVal(Site.resultType());
  C.addTransition(Site.returning(State, Found));
  C.addTransition(Site.returning(State, None));
  return true;
}

static bool initString(const CallSite &Site, ProgramStateRef State) {
  QualType T = Site.pointee(0);
  if (T.isNull() || !T->isRecordType() || !textOf(Site.arg(1)))
    return false;
  State = setField(State, Site.arg(0), T, "Buffer", Site.arg(1), Site.frame());
  if (!Site.resultType()->isVoidType())
    State = Site.returning(
        State, Site.C.getSValBuilder().makeZeroVal(Site.resultType()));
  Site.C.addTransition(State);
  return true;
}

bool wsk::evaluateLinkOp(const KernelRow &Row, const CallSite &Site,
                         ProgramStateRef State) {
  switch (Row.Op) {
  case KernelOp::InitString:
    return initString(Site, State);
  case KernelOp::SystemRoutine:
    return findRoutine(Site, State);
  default:
    return false;
  }
}
