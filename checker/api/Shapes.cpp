//===- Shapes.cpp - What a type or an argument says -----------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "api/Shapes.h"
#include "api/WskApi.h"
#include "clang/AST/Decl.h"

using namespace clang;
using namespace wsk;

static bool holdsRoutine(QualType T) {
  const RecordDecl *R = T.isNull() ? nullptr : T->getAsRecordDecl();
  R = R ? R->getDefinition() : nullptr;
  return R && llvm::any_of(R->fields(), [](const FieldDecl *Field) {
           return Field->getType()->isFunctionPointerType() ||
                  (Field->getType()->isRecordType() &&
                   holdsRoutine(Field->getType()));
         });
}

bool wsk::givesRoutine(const CallExpr &Call) {
  return llvm::any_of(Call.arguments(), [](const Expr *Arg) {
    QualType T = Arg->IgnoreParenCasts()->getType();
    return T->isFunctionType() || holdsRoutine(T->getPointeeType());
  });
}

const RecordDecl *wsk::pointeeRecord(QualType T) {
  QualType Pointee = T->getPointeeType();
  return Pointee.isNull() ? nullptr : Pointee->getAsRecordDecl();
}

bool wsk::isSocketPointer(QualType T) {
  const RecordDecl *R = pointeeRecord(T);
  return R && publicName(*R) == "WSK_SOCKET";
}

static bool holdsSocket(QualType Pointer) {
  const RecordDecl *R = pointeeRecord(Pointer);
  R = R ? R->getDefinition() : nullptr;
  return R && llvm::any_of(R->fields(), [](const FieldDecl *Field) {
           return isSocketPointer(Field->getType());
         });
}

bool wsk::freesSocket(const Expr *Freed) {
  for (;; Freed = cast<CastExpr>(Freed)->getSubExpr()) {
    Freed = Freed->IgnoreParens();
    if (holdsSocket(Freed->getType()))
      return true;
    if (!isa<CastExpr>(Freed))
      return false;
  }
}
