//===- SocketDoubleClose.cpp - Socket closed twice ------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/PathRule.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {

class SocketDoubleClose : public PathRule {
public:
  static constexpr RuleInfo Info{
      /*Name=*/"SocketDoubleClose",
      /*Contract=*/"R26",
      /*Summary=*/"Socket closed twice",
      /*Help=*/
      "Close each socket once: exchange the shared pointer with NULL and close "
      "what "
      "the exchange returned.",
      /*Source=*/"windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_close_socket",
      Severity::Bugcheck, callBits(WskCall::CloseSocket)};

  void beforeCall(const ApiCall &Api, const CallEvent &Call,
                  RuleContext &Context) const override;
};

} // namespace

void SocketDoubleClose::beforeCall(const ApiCall &Api, const CallEvent &Call,
                                   RuleContext &Context) const {
  if (!Api.is(WskCall::CloseSocket))
    return;
  SymbolRef Pointer = socketSymbol(Call.getArgSVal(0));
  std::optional<Socket> S = socket(Context.state(), Pointer);
  if (!S || !S->is(Socket::Closing))
    return;
  Context.report(
      *this, Info,
      {"the socket is closed a second time", {}, {Pointer}, "socket", nullptr});
}

WSK_RULE(SocketDoubleClose)
