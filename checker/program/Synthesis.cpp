//===- Synthesis.cpp - Statements that are not in the source --------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Synthesis.h"
#include "clang/AST/Expr.h"

using namespace clang;
using namespace llvm;
using namespace wsk;

CompoundStmt *Synthesis::block(ArrayRef<Stmt *> Body) const {
  return CompoundStmt::Create(Ctx, Body, FPOptionsOverride(), Loc, Loc);
}

Expr *Synthesis::number(int Value) const {
  return IntegerLiteral::Create(Ctx, APInt(Ctx.getIntWidth(Ctx.IntTy), Value),
                                Ctx.IntTy, Loc);
}

VarDecl *Synthesis::variable(StringRef Name, QualType Type, Expr *Init) const {
  VarDecl *V =
      VarDecl::Create(Ctx, &F, Loc, Loc, &Ctx.Idents.get(Name), Type,
                      Ctx.getTrivialTypeSourceInfo(Type, Loc), SC_None);
  V->setImplicit();
  V->setIsUsed();
  if (Init)
    V->setInit(Init);
  F.addDecl(V);
  return V;
}

Stmt *Synthesis::declare(VarDecl &Variable) const {
  return new (Ctx) DeclStmt(DeclGroupRef(&Variable), Loc, Loc);
}

Expr *Synthesis::name(VarDecl &Variable) const {
  return DeclRefExpr::Create(Ctx, NestedNameSpecifierLoc(), SourceLocation(),
                             &Variable, /*RefersToEnclosing=*/false, Loc,
                             Variable.getType(), VK_LValue);
}

Stmt *Synthesis::assign(VarDecl &To, Expr *Value) const {
  return BinaryOperator::Create(Ctx, name(To), Value, BO_Assign, To.getType(),
                                Ctx.getLangOpts().CPlusPlus ? VK_LValue
                                                            : VK_PRValue,
                                OK_Ordinary, Loc, FPOptionsOverride());
}

Expr *Synthesis::read(VarDecl &Variable) const {
  return ImplicitCastExpr::Create(Ctx, Variable.getType().getUnqualifiedType(),
                                  CK_LValueToRValue, name(Variable), nullptr,
                                  VK_PRValue, FPOptionsOverride());
}

LabelDecl *Synthesis::label(StringRef Name) const {
  LabelDecl *L = LabelDecl::Create(Ctx, &F, Loc, &Ctx.Idents.get(Name));
  L->setIsUsed();
  F.addDecl(L);
  return L;
}

Stmt *Synthesis::place(LabelDecl &Label) const {
  auto *S = new (Ctx) LabelStmt(Loc, &Label, new (Ctx) NullStmt(Loc));
  Label.setStmt(S);
  return S;
}

Stmt *Synthesis::jump(LabelDecl &Label) const {
  return new (Ctx) GotoStmt(&Label, Loc, Loc);
}

Stmt *Synthesis::giveBack(Expr *Value) const {
  return ReturnStmt::Create(Ctx, Loc, Value, nullptr);
}

Stmt *Synthesis::choose(Expr *On, ArrayRef<Stmt *> Cases) const {
  SwitchStmt *Switch = SwitchStmt::Create(Ctx, nullptr, nullptr, On, Loc, Loc);
  SmallVector<Stmt *, 4> Body;
  for (unsigned I = 0; I < Cases.size(); ++I) {
    CaseStmt *Case =
        CaseStmt::Create(Ctx, number(I + 1), nullptr, Loc, Loc, Loc);
    Case->setSubStmt(Cases[I]);
    Switch->addSwitchCase(Case);
    Body.push_back(Case);
  }
  Switch->setBody(block(Body));
  return Switch;
}

FunctionDecl &Synthesis::question(StringRef Name) const {
  QualType Type = Ctx.getFunctionType(Ctx.IntTy, {}, {});
  auto *Question = FunctionDecl::Create(
      Ctx, &F, Loc, Loc, DeclarationName(&Ctx.Idents.get(Name)), Type,
      Ctx.getTrivialTypeSourceInfo(Type, Loc), SC_Extern);
  Question->setImplicit();
  F.addDecl(Question);
  return *Question;
}

Expr *Synthesis::ask(FunctionDecl &Question) const {
  Expr *Name = DeclRefExpr::Create(
      Ctx, NestedNameSpecifierLoc(), SourceLocation(), &Question,
      /*RefersToEnclosing=*/false, Loc, Question.getType(), VK_LValue);
  Expr *Callee = ImplicitCastExpr::Create(
      Ctx, Ctx.getPointerType(Question.getType()), CK_FunctionToPointerDecay,
      Name, nullptr, VK_PRValue, FPOptionsOverride());
  return CallExpr::Create(Ctx, Callee, {}, Ctx.IntTy, VK_PRValue, Loc,
                          FPOptionsOverride());
}

Stmt *Synthesis::when(Expr *Condition, Stmt &Then) const {
  return IfStmt::Create(Ctx, Loc, IfStatementKind::Ordinary, nullptr, nullptr,
                        Condition, Loc, Loc, &Then);
}
