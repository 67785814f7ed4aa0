//===- Registration.h - State of a WSK_REGISTRATION -------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The life of a registration block on one path (contract §1.1):
///
///                 WskRegister ok            WskDeregister
///   Raw/Failed ------------------> Registered ----------> Deregistered
///       ^  \                                                  |
///       |   `--- WskRegister fails ---> Failed                | block freed
///   memory of which nothing is known: Unknown                 v or zeroed
///                                                           Wiped
///
/// Captures count up and down while Registered; a block of Unknown history
/// starts with an unknown count, of which only the change is known.
//===----------------------------------------------------------------------===//
#ifndef WSK_MODEL_REGISTRATION_H
#define WSK_MODEL_REGISTRATION_H

#include "clang/StaticAnalyzer/Core/PathSensitive/SymExpr.h"
#include "llvm/ADT/FoldingSet.h"
#include <algorithm>

namespace wsk {

class Registration {
public:
  enum Phase { Unknown, Raw, Registered, Failed, Deregistered, Wiped };

  static Registration inPhase(Phase P) { return Registration(P); }
  static Registration registered(const clang::Expr *Site) {
    Registration R(Registered);
    R.Site = Site;
    return R;
  }
  static Registration failed(clang::ento::SymbolRef Status) {
    Registration R(Failed);
    R.Status = Status;
    return R;
  }

  Phase phase() const { return P; }
  bool is(Phase Other) const { return P == Other; }
  /// Captures minus releases seen on this path.
  int captures() const { return Captures; }
  /// The count is the whole truth, not only the change since an unknown start.
  bool capturesKnown() const { return P != Unknown; }
  /// The failing status of WskRegister was looked at by a branch.
  bool statusTested() const { return Tested; }
  clang::ento::SymbolRef status() const { return Status; }
  /// The call that registered the block; null if it was not on this path.
  const clang::Expr *site() const { return Site; }

  Registration withCaptures(int Count) const {
    Registration R = *this;
    R.Captures = Count;
    return R;
  }
  /// The last capture on this path failed and nothing was captured since.
  bool captureFailed() const { return BadCapture; }
  Registration withCaptureFailed(bool Failed,
                                 clang::ento::SymbolRef With = nullptr) const {
    Registration R = *this;
    R.BadCapture = Failed;
    R.CaptureStatus = With;
    return R;
  }
  /// The status that capture failed with.
  clang::ento::SymbolRef captureStatus() const { return CaptureStatus; }
  Registration withStatusTested() const {
    Registration R = *this;
    R.Tested = true;
    return R;
  }
  /// The latest release, or null.
  const clang::Expr *release() const { return Release; }
  Registration withRelease(const clang::Expr *Where) const {
    Registration R = *this;
    R.Release = Where;
    return R;
  }
  /// Deregistered by the call \p Where. Captures that are held make that call
  /// wait: whatever the path releases later, it did hold.
  Registration deregistered(const clang::Expr *Where) const {
    Registration R(Deregistered);
    R.Site = Site;
    R.End = Where;
    R.Release = Release;
    R.Captures = std::max(Captures, 0);
    return R;
  }
  Registration wiped() const {
    Registration R = *this;
    R.P = Wiped;
    return R;
  }
  /// The call that deregistered the block, or null.
  const clang::Expr *end() const { return End; }

  bool operator==(const Registration &O) const {
    return P == O.P && Captures == O.Captures && Status == O.Status &&
           Tested == O.Tested && BadCapture == O.BadCapture &&
           CaptureStatus == O.CaptureStatus && Site == O.Site && End == O.End &&
           Release == O.Release;
  }
  void Profile(llvm::FoldingSetNodeID &ID) const {
    ID.AddInteger(P);
    ID.AddInteger(Captures);
    ID.AddBoolean(Tested);
    ID.AddBoolean(BadCapture);
    ID.AddPointer(CaptureStatus);
    ID.AddPointer(Status);
    ID.AddPointer(Site);
    ID.AddPointer(End);
    ID.AddPointer(Release);
  }
  llvm::StringRef word() const {
    static constexpr llvm::StringLiteral Words[] = {
        "unknown", "raw", "registered", "failed", "deregistered", "wiped"};
    return Words[P];
  }

private:
  explicit Registration(Phase P) : P(P) {}

  Phase P;
  bool Tested = false;
  bool BadCapture = false;
  clang::ento::SymbolRef CaptureStatus = nullptr;
  int Captures = 0;
  clang::ento::SymbolRef Status = nullptr;
  const clang::Expr *Site = nullptr;
  const clang::Expr *End = nullptr;
  const clang::Expr *Release = nullptr;
};

} // namespace wsk

#endif // WSK_MODEL_REGISTRATION_H
