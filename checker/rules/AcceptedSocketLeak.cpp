//===- AcceptedSocketLeak.cpp - Accepted socket is never closed -----------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/Later.h"
#include "model/Owner.h"
#include "model/PathRule.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {

class AcceptedSocketLeak : public PathRule {
public:
  static constexpr RuleInfo Info{
      /*Name=*/"AcceptedSocketLeak",
      /*Contract=*/"R29",
      /*Summary=*/"Accepted socket is never closed",
      /*Help=*/
      "A socket from WskAccept, or from WskAcceptEvent that returned "
      "STATUS_SUCCESS, is the driver's to close, also during teardown.",
      /*Source=*/"windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_accept_event",
      Severity::Leak, callBits(WskCall::Socket, WskCall::Accept)};

  void onSocketsLost(llvm::ArrayRef<SymbolRef> Lost,
                     RuleContext &Context) const override;
  void beforeCall(const ApiCall &Api, const CallEvent &Call,
                  RuleContext &Context) const override;
};

} // namespace

void AcceptedSocketLeak::onSocketsLost(llvm::ArrayRef<SymbolRef> Lost,
                                       RuleContext &Context) const {
  for (SymbolRef Pointer : Lost)
    if (socket(Context.state(), Pointer)->fromAccept())
      return Context.report(*this, Info,
                            {"the last reference to an accepted socket is "
                             "lost: nobody can close it",
                             {},
                             {Pointer},
                             "accepted socket",
                             nullptr});
}

void AcceptedSocketLeak::beforeCall(const ApiCall &Api, const CallEvent &Call,
                                    RuleContext &Context) const {
  ProgramStateRef State = Context.state();
  if (!Api.is(WskCall::Deregister) || outOfMemory(State) ||
      mayStillCall(Context.engine(), State, WskCall::CloseSocket))
    return;
  const MemRegion *Block = registrationBlock(State, Call.getArgSVal(0));
  for (const auto &[Pointer, S] : sockets(State))
    if (S.is(Socket::Open) && !S.escaped() && S.fromAccept() &&
        countsFor(State, S, Block))
      return Context.report(
          *this, Info,
          {S.leftOpen() ? "the thread that was given an accepted socket ends "
                          "without closing it, and nobody else does"
                        : "WskDeregister never returns: an accepted socket is "
                          "still open and nobody closes it",
           {},
           {Pointer},
           "accepted socket",
           S.leftOpen()});
}

WSK_RULE(AcceptedSocketLeak)
