//===- SocketUseAfterClose.cpp - Socket used after WskCloseSocket ---------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/PathRule.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {

class SocketUseAfterClose : public PathRule {
public:
  static constexpr RuleInfo Info{
      /*Name=*/"SocketUseAfterClose",
      /*Contract=*/"R25",
      /*Summary=*/"Socket used after WskCloseSocket",
      /*Help=*/
      "From the WskCloseSocket call on, the socket belongs to WSK. Clear the "
      "pointer before or with the close.",
      /*Source=*/"windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_close_socket",
      Severity::Bugcheck, callBits(WskCall::CloseSocket)};

  void beforeCall(const ApiCall &Api, const CallEvent &Call,
                  RuleContext &Context) const override;
};

} // namespace

void SocketUseAfterClose::beforeCall(const ApiCall &Api, const CallEvent &Call,
                                     RuleContext &Context) const {
  if (Api.Row->Table != WskTable::Socket || Api.is(WskCall::CloseSocket))
    return;
  SymbolRef Pointer = socketSymbol(Call.getArgSVal(0));
  std::optional<Socket> S = socket(Context.state(), Pointer);
  if (!S || !S->is(Socket::Closing))
    return;
  Context.report(*this, Info,
                 {Api.Row->Name.str() + " uses a socket that was closed "
                                        "before",
                  {},
                  {Pointer},
                  "socket",
                  nullptr,
                  S->end()});
}

WSK_RULE(SocketUseAfterClose)
