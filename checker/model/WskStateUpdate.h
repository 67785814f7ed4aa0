//===- WskStateUpdate.h - Changes to a path's state -------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The write side of the model. Included only by model/ and lifecycle/.
//===----------------------------------------------------------------------===//
#ifndef WSK_MODEL_WSKSTATEUPDATE_H
#define WSK_MODEL_WSKSTATEUPDATE_H

#include "model/WskState.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/SymbolManager.h"

namespace wsk {

ProgramStateRef setRegistration(ProgramStateRef State, const MemRegion *Block,
                                const Registration &R);
ProgramStateRef setSocket(ProgramStateRef State, SymbolRef Pointer,
                          const Socket &S);
ProgramStateRef forgetSocket(ProgramStateRef State, SymbolRef Pointer);
ProgramStateRef setCapture(ProgramStateRef State, SymbolRef Symbol,
                           const Capture &C);

/// What an IRP does when it completes.
struct Completion {
  const clang::FunctionDecl *Routine = nullptr;
  SVal Context;

  bool operator==(const Completion &O) const {
    return Routine == O.Routine && Context == O.Context;
  }
  void Profile(llvm::FoldingSetNodeID &ID) const {
    ID.AddPointer(Routine);
    Context.Profile(ID);
  }
};
/// \p Irp is the base region of the IRP.
ProgramStateRef setCompletion(ProgramStateRef State, const MemRegion *Irp,
                              const Completion &C);
/// \p Object has been the context of a completion routine: who waits for it
/// waits for an IRP.
bool isCompletionContext(ProgramStateRef State, const MemRegion *Object);
ProgramStateRef clearCompletion(ProgramStateRef State, const MemRegion *Irp);
std::optional<Completion> completion(ProgramStateRef State,
                                     const MemRegion *Irp);

/// Draws the conclusions of a new assumption: sockets that now exist or do
/// not, failed allocations.
ProgramStateRef resolveStatuses(ProgramStateRef State);

/// The value will come back to the driver on this path: what it points to stays
/// alive.
ProgramStateRef keepAlive(ProgramStateRef State, SVal Value);
/// The same where the path does not follow what becomes of a socket.
ProgramStateRef keep(ProgramStateRef State, SVal Value);
/// Someone outside the driver's visible code may hold the value: what the
/// memory behind it points to stays alive.
ProgramStateRef escape(ProgramStateRef State, SVal Value);
/// The state without what nothing can depend on (empty traits, escaped memory
/// that holds no pointer): paths that differ in nothing else become one again.
ProgramStateRef canonical(clang::ento::CheckerContext &C,
                          ProgramStateRef State);
/// \p Pointer is a fresh allocation that may have failed.
ProgramStateRef trackAllocation(ProgramStateRef State, SymbolRef Pointer);
/// The memory behind \p Pointer is gone or overwritten.
ProgramStateRef wipeMemory(ProgramStateRef State, const MemRegion *Region);
/// A branch looked at \p Condition.
ProgramStateRef noteTested(ProgramStateRef State, SVal Condition);

ProgramStateRef setStartsAtLoad(ProgramStateRef State, bool AtLoad);
ProgramStateRef setFreshObject(ProgramStateRef State, const MemRegion *Object);
ProgramStateRef setJudged(ProgramStateRef State, bool Judged);

/// Keeps alive what the model needs; see Checker::checkLiveSymbols.
void markLive(ProgramStateRef State, clang::ento::SymbolReaper &Reaper);
/// The open sockets nobody can name any more, in a fixed order.
llvm::SmallVector<SymbolRef, 2> lostSockets(ProgramStateRef State,
                                            clang::ento::SymbolReaper &Reaper);
/// Drops entries about dead symbols, lost sockets too.
ProgramStateRef dropDead(ProgramStateRef State,
                         clang::ento::SymbolReaper &Reaper);
/// Prints the whole state, for tests (debug checker) and exploded graphs.
void dump(llvm::raw_ostream &Out, ProgramStateRef State);

} // namespace wsk

#endif // WSK_MODEL_WSKSTATEUPDATE_H
