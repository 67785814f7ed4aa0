//===- WskState.h - Questions about a path ----------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The read side of the model: what rules may ask. Nothing here changes state.
//===----------------------------------------------------------------------===//
#ifndef WSK_MODEL_WSKSTATE_H
#define WSK_MODEL_WSKSTATE_H

#include "model/Registration.h"
#include "model/Socket.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"
#include <optional>

namespace wsk {

using clang::ento::MemRegion;
using clang::ento::ProgramStateRef;
using clang::ento::SVal;
using clang::ento::SymbolRef;

/// The one region that stands for a registration block, however its address
/// was spelt; null if \p Value is no address.
const MemRegion *registrationBlock(ProgramStateRef State, SVal Value);

/// State of the block \p Block (from registrationBlock).
Registration registration(ProgramStateRef State, const MemRegion *Block);

/// Every block this path has touched, in a stable order.
std::vector<std::pair<const MemRegion *, Registration>>
registrations(ProgramStateRef State);

/// The pointer symbol that identifies a socket; null for NULL and constants.
SymbolRef socketSymbol(SVal Value);
std::optional<Socket> socket(ProgramStateRef State, SymbolRef Pointer);
std::vector<std::pair<SymbolRef, Socket>> sockets(ProgramStateRef State);

/// Which capture a WSK_PROVIDER_DISPATCH or PWSK_CLIENT symbol came from.
struct Capture {
  const MemRegion *Block = nullptr;
  /// Captures held right after this one, counted as Registration::captures().
  int Level = 0;
  /// The capture failed: the symbol stands for what the NPI held then.
  bool Failed = false;
  /// The NPI is a variable of the path itself: nothing older can be in it.
  bool Local = false;

  bool operator==(const Capture &O) const {
    return Block == O.Block && Failed == O.Failed && Level == O.Level &&
           Local == O.Local;
  }
  void Profile(llvm::FoldingSetNodeID &ID) const {
    ID.AddPointer(Block);
    ID.AddInteger(Level);
    ID.AddBoolean(Failed);
    ID.AddBoolean(Local);
  }
};
std::optional<Capture> captureOf(ProgramStateRef State, SymbolRef Symbol);

/// Somebody can still reach a provider NPI captured on \p Block.
bool isCaptureReachable(clang::ento::CheckerContext &C, ProgramStateRef State,
                        const MemRegion *Block);

/// An IRP or pool allocation failed on this path: what follows is an
/// out-of-memory path, on which lost sockets are only suspicious (R28).
bool outOfMemory(ProgramStateRef State);

/// The path starts at the beginning of the driver's life: what was not done on
/// it was not done at all. False in libraries and orphaned functions.
bool startsAtLoad(ProgramStateRef State);

/// The object whose life the path is, from its constructor on; null for any
/// other path. Its memory holds nothing from before.
const MemRegion *freshObject(ProgramStateRef State);

/// True while \p State belongs to a root the rules judge.
bool isJudged(ProgramStateRef State);

/// The outcome of a status value as far as this path knows.
enum class Outcome { Success, Failure, Open };
Outcome outcomeOf(ProgramStateRef State, SVal Status);

/// "'g_Registration'", "'Context->Registration'" or "the registration".
std::string describeBlock(const MemRegion *Block);

/// Adds to \p ID all that tells one WSK state from another: registrations with
/// their captures, and how many sockets of which kind there are.
void profileWsk(ProgramStateRef State, llvm::FoldingSetNodeID &ID);

} // namespace wsk

#endif // WSK_MODEL_WSKSTATE_H
