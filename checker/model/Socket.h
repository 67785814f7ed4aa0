//===- Socket.h - State of a WSK_SOCKET -------------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The life of a socket on one path (contract §1.5.2):
///
///   creation call ---> Maybe --status is success--> Open --WskCloseSocket-->
///                        \--status is failure--> forgotten        Closing
///   WskAcceptEvent --> Offered --returns success--> Open
///                         \--returns failure--> forgotten (WSK closes it)
///
/// A socket of which nothing is known is in no state; closing it makes it
/// Closing. From the close call on the socket belongs to WSK again.
//===----------------------------------------------------------------------===//
#ifndef WSK_MODEL_SOCKET_H
#define WSK_MODEL_SOCKET_H

#include "clang/StaticAnalyzer/Core/PathSensitive/MemRegion.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/SymExpr.h"

namespace wsk {

class Socket {
public:
  enum Phase { Maybe, Offered, Open, Closing };

  /// A socket that exists if \p Status turns out to be a success.
  static Socket maybe(clang::ento::SymbolRef Status, const clang::Expr *Site,
                      const clang::ento::MemRegion *Registration,
                      bool Accepted) {
    Socket S(Maybe);
    S.Status = Status;
    S.Site = Site;
    S.Owner = Registration;
    S.FromAccept = Accepted;
    return S;
  }
  /// A socket handed to WskAcceptEvent.
  static Socket offered() {
    Socket S(Offered);
    S.FromAccept = true;
    return S;
  }
  /// A socket of unknown origin that is closed here.
  static Socket closedUnseen(const clang::Expr *Where) {
    return Socket(Closing).closed(Where);
  }

  Phase phase() const { return P; }
  bool is(Phase Other) const { return P == Other; }
  clang::ento::SymbolRef status() const { return Status; }
  /// The call that made it; null when it came from a callback or from unseen
  /// code.
  const clang::Expr *site() const { return Site; }
  /// The registration it was made under; null if unknown.
  const clang::ento::MemRegion *owner() const { return Owner; }
  bool fromAccept() const { return FromAccept; }
  /// Code that is not seen may hold the pointer: losing it proves nothing.
  bool escaped() const { return Escaped; }

  Socket inPhase(Phase Next) const {
    Socket S = *this;
    S.P = Next;
    if (Next != Maybe)
      S.Status = nullptr;
    return S;
  }
  /// Closed by the call \p Where.
  Socket closed(const clang::Expr *Where) const {
    Socket S = inPhase(Closing);
    S.End = Where;
    return S;
  }
  /// The call that closed it, or null.
  const clang::Expr *end() const { return End; }
  /// The routine it was handed to has returned there with the socket open.
  Socket leftOpenAt(const clang::Stmt *Return) const {
    Socket S = *this;
    S.LeftOpen = Return;
    return S;
  }
  /// That return, or null.
  const clang::Stmt *leftOpen() const { return LeftOpen; }
  Socket withEscape() const {
    Socket S = *this;
    S.Escaped = true;
    return S;
  }

  bool operator==(const Socket &O) const {
    return P == O.P && Status == O.Status && Site == O.Site &&
           Owner == O.Owner && FromAccept == O.FromAccept &&
           Escaped == O.Escaped && End == O.End && LeftOpen == O.LeftOpen;
  }
  void Profile(llvm::FoldingSetNodeID &ID) const {
    ID.AddInteger(P);
    ID.AddPointer(Status);
    ID.AddPointer(Site);
    ID.AddPointer(Owner);
    ID.AddBoolean(FromAccept);
    ID.AddBoolean(Escaped);
    ID.AddPointer(End);
    ID.AddPointer(LeftOpen);
  }
  llvm::StringRef word() const {
    static constexpr llvm::StringLiteral Words[] = {"maybe", "offered", "open",
                                                    "closing"};
    return Words[P];
  }

private:
  explicit Socket(Phase P) : P(P) {}

  Phase P;
  bool FromAccept = false;
  bool Escaped = false;
  clang::ento::SymbolRef Status = nullptr;
  const clang::Expr *Site = nullptr;
  const clang::ento::MemRegion *Owner = nullptr;
  const clang::Expr *End = nullptr;
  const clang::Stmt *LeftOpen = nullptr;
};

} // namespace wsk

#endif // WSK_MODEL_SOCKET_H
