//===- Synthesis.h - Statements that are not in the source ------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_SYNTHESIS_H
#define WSK_PROGRAM_SYNTHESIS_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"

namespace wsk {

/// Makes AST nodes of one function, all placed at one source location.
class Synthesis {
public:
  Synthesis(clang::FunctionDecl &F, clang::SourceLocation Loc)
      : F(F), Ctx(F.getASTContext()), Loc(Loc) {}

  Synthesis at(clang::SourceLocation Other) const { return {F, Other}; }

  clang::CompoundStmt *block(llvm::ArrayRef<clang::Stmt *> Body) const;
  clang::Expr *number(int Value) const;
  clang::VarDecl *variable(llvm::StringRef Name, clang::QualType Type,
                           clang::Expr *Init) const;
  clang::Stmt *declare(clang::VarDecl &Variable) const;
  clang::Stmt *assign(clang::VarDecl &To, clang::Expr *Value) const;
  clang::Expr *read(clang::VarDecl &Variable) const;
  clang::LabelDecl *label(llvm::StringRef Name) const;
  /// `Label: ;`
  clang::Stmt *place(clang::LabelDecl &Label) const;
  clang::Stmt *jump(clang::LabelDecl &Label) const;
  clang::Stmt *giveBack(clang::Expr *Value) const;
  /// `switch (On) { case 1: Cases[0]; case 2: Cases[1]; ... }`; the cases must
  /// not fall through.
  clang::Stmt *choose(clang::Expr *On,
                      llvm::ArrayRef<clang::Stmt *> Cases) const;

  /// `extern int Name(void);` in the function's own scope.
  clang::FunctionDecl &question(llvm::StringRef Name) const;
  /// `Question()`
  clang::Expr *ask(clang::FunctionDecl &Question) const;
  /// `if (Condition) Then`
  clang::Stmt *when(clang::Expr *Condition, clang::Stmt &Then) const;

private:
  clang::Expr *name(clang::VarDecl &Variable) const;

  clang::FunctionDecl &F;
  clang::ASTContext &Ctx;
  clang::SourceLocation Loc;
};

} // namespace wsk

#endif // WSK_PROGRAM_SYNTHESIS_H
