//===- SocketOpenAtDeregister.cpp - WskDeregister while a socket is open --===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "api/CallFacts.h"
#include "model/Later.h"
#include "model/Owner.h"
#include "model/PathRule.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {

class SocketOpenAtDeregister : public PathRule {
public:
  static constexpr RuleInfo Info{
      /*Name=*/"SocketOpenAtDeregister",
      /*Contract=*/"R3",
      /*Summary=*/"WskDeregister while a socket is open",
      /*Help=*/
      "WskDeregister waits for ever for sockets that nobody closes. Close "
      "every "
      "socket before it.",
      /*Source=*/"windows-hardware/drivers/ddi/wsk/nf-wsk-wskderegister",
      Severity::Hang, callBits(WskCall::Deregister)};

  void beforeCall(const ApiCall &Api, const CallEvent &Call,
                  RuleContext &Context) const override;
};

} // namespace

// A socket that is closed only after the block was deregistered was open then.
// Where the path starts at load this was seen at WskDeregister itself. In a
// program that registers in several places it may be another block's socket.
static const Expr *earlierDeregister(CheckerContext &C, ProgramStateRef State,
                                     SymbolRef Pointer) {
  std::optional<Socket> Known = socket(State, Pointer);
  if (startsAtLoad(State) || !Pointer || Known ||
      CallFacts::get(C.getASTContext()).countMakers(WskCall::Register) > 1)
    return nullptr;
  for (const auto &[Block, R] : registrations(State))
    if (R.end())
      return R.end();
  return nullptr;
}

void SocketOpenAtDeregister::beforeCall(const ApiCall &Api,
                                        const CallEvent &Call,
                                        RuleContext &Context) const {
  ProgramStateRef State = Context.state();
  if (Api.is(WskCall::CloseSocket)) {
    SymbolRef Pointer = socketSymbol(Call.getArgSVal(0));
    if (const Expr *Where = earlierDeregister(Context.engine(), State, Pointer))
      Context.report(*this, Info,
                     {"WskDeregister never returns: a socket is closed only "
                      "after it",
                      {},
                      {Pointer},
                      "socket",
                      Where});
    return;
  }
  if (!Api.is(WskCall::Deregister) || outOfMemory(State) ||
      mayStillCall(Context.engine(), State, WskCall::CloseSocket))
    return;
  const MemRegion *Block = registrationBlock(State, Call.getArgSVal(0));
  for (const auto &[Pointer, S] : sockets(State)) {
    if (!S.is(Socket::Open) || S.escaped() || S.fromAccept() ||
        !countsFor(State, S, Block))
      continue;
    return Context.report(*this, Info,
                          {"WskDeregister never returns: a socket made under " +
                               describeBlock(Block) +
                               " is still open and nobody closes it",
                           {Block},
                           {Pointer},
                           describeBlock(Block),
                           nullptr});
  }
}

WSK_RULE(SocketOpenAtDeregister)
