//===- Evaluate.h - Effects of calls on a path ------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Inner interface of the model: what Model.cpp asks of the files that know
/// one family of calls each.
//===----------------------------------------------------------------------===//
#ifndef WSK_MODEL_EVALUATE_H
#define WSK_MODEL_EVALUATE_H

#include "api/KernelApi.h"
#include "model/Memory.h"
#include "model/PathRule.h"
#include "model/WskStateUpdate.h"

namespace wsk {

/// One call while it is being evaluated.
struct CallSite {
  const clang::ento::CallEvent &Call;
  CheckerContext &C;

  const clang::CallExpr *expr() const {
    return llvm::cast<clang::CallExpr>(Call.getOriginExpr());
  }
  const clang::LocationContext *frame() const { return C.getLocationContext(); }
  SVal arg(int Index) const {
    return Index < 0 || unsigned(Index) >= Call.getNumArgs()
               ? clang::ento::UnknownVal()
               : Call.getArgSVal(Index);
  }
  clang::QualType argType(int Index) const {
    return Index < 0 || unsigned(Index) >= Call.getNumArgs()
               ? clang::QualType()
               : Call.getArgExpr(Index)->IgnoreParenCasts()->getType();
  }
  /// What that argument points to; null if it is no pointer.
  clang::QualType pointee(int Index) const {
    clang::QualType T = argType(Index);
    return T.isNull() || !T->isPointerType() ? clang::QualType()
                                             : T->getPointeeType();
  }
  clang::QualType resultType() const { return Call.getResultType(); }
  ProgramStateRef returning(ProgramStateRef State, SVal Value) const {
    return State->BindExpr(expr(), frame(), Value);
  }
};

/// Evaluates a WSK call whose rules have been asked already.
void evaluateWskCall(const ApiCall &Api, const CallSite &Site);
/// Evaluates a routine without a body; a null row is an unknown routine.
void evaluateKernelCall(const KernelRow *Row, const CallSite &Site);

/// The same for a routine that is not known, from \p State on.
void evaluateUnknownCall(const CallSite &Site, ProgramStateRef State);

/// Effects of the operations of KernelApi.def that are more than their
/// argument roles: on memory and on code that runs later.
bool evaluateMemoryOp(const KernelRow &Row, const CallSite &Site,
                      ProgramStateRef State);
bool evaluateScheduleOp(const KernelRow &Row, const CallSite &Site,
                        ProgramStateRef State);
bool evaluateOnceOp(const KernelRow &Row, const CallSite &Site,
                    ProgramStateRef State);
bool evaluateGateOp(const KernelRow &Row, const CallSite &Site,
                    ProgramStateRef State);
bool evaluateLinkOp(const KernelRow &Row, const CallSite &Site,
                    ProgramStateRef State);
bool evaluateListOp(const KernelRow &Row, const CallSite &Site,
                    ProgramStateRef State);
bool evaluateDeviceOp(const KernelRow &Row, const CallSite &Site,
                      ProgramStateRef State);
bool evaluateFrameworkOp(const KernelRow &Row, const CallSite &Site,
                         ProgramStateRef State);
bool evaluateTableOp(const KernelRow &Row, const CallSite &Site,
                     ProgramStateRef State);

/// An unknown routine may call what it is given, by itself or in a record.
ProgramStateRef noteCallbacks(const CallSite &Site, ProgramStateRef State);

/// Both outcomes of a routine that returns NTSTATUS; \p Success is the state in
/// which it has done its work. Always true.
bool splitOutcome(const CallSite &Site, ProgramStateRef Success,
                  const clang::ento::NoteTag *Note = nullptr);

/// The end of a run-once routine decides what the call that ran it returns.
/// False if \p F is none that runs now.
bool endRunOnce(CheckerContext &C, const clang::FunctionDecl &F,
                const clang::ReturnStmt *Return);

/// Sets IoStatus of the IRP in argument \p Irp, as it will be when the IRP has
/// completed.
ProgramStateRef bindIoStatus(const CallSite &Site, ProgramStateRef State,
                             int Irp, SVal Status, SVal Information);

/// Continues the path inside \p Routine, as if the call at \p Site made it
/// run before returning (completion routines, run-once routines). \p State
/// already holds the value of the call.
void runInside(const CallSite &Site, ProgramStateRef State,
               const clang::FunctionDecl *Routine,
               llvm::ArrayRef<SVal> Arguments,
               const clang::ento::NoteTag *Note);
/// \p Routine is being executed in \p Frame or one of its callers.
bool isOnStack(const clang::LocationContext *Frame,
               const clang::FunctionDecl *Routine);

/// Code that is not followed gets a pointer to \p Object: it may close or keep
/// the sockets stored there.
ProgramStateRef escapeContent(CheckerContext &C, ProgramStateRef State,
                              SVal Object);

/// A call of \p Routine as an expression, one per AST and routine; arguments
/// are opaque values that the caller binds.
clang::CallExpr *syntheticCall(clang::ASTContext &Ctx,
                               const clang::FunctionDecl *Routine);
void forgetSyntheticCalls(const clang::ASTContext &Ctx);

/// A note shown when \p Block belongs to the story.
const clang::ento::NoteTag *noteAbout(CheckerContext &C, const MemRegion *Block,
                                      std::string Text);
const clang::ento::NoteTag *noteAbout(CheckerContext &C, SymbolRef Symbol,
                                      std::string Text);

} // namespace wsk

#endif // WSK_MODEL_EVALUATE_H
