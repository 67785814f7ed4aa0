//===- SocketLeak.cpp - Open socket is lost -------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/PathRule.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {

class SocketLeak : public PathRule {
public:
  static constexpr RuleInfo Info{
      /*Name=*/"SocketLeak",
      /*Contract=*/"R24",
      /*Summary=*/"Open socket is lost",
      /*Help=*/
      "Store the socket where it will be found, or close it, on every path; an "
      "open socket blocks WskDeregister.",
      /*Source=*/"windows-hardware/drivers/network/closing-a-socket",
      Severity::Leak, callBits(WskCall::Socket, WskCall::SocketConnect)};

  void onSocketsLost(llvm::ArrayRef<SymbolRef> Lost,
                     RuleContext &Context) const override;
};

} // namespace

void SocketLeak::onSocketsLost(llvm::ArrayRef<SymbolRef> Lost,
                               RuleContext &Context) const {
  for (SymbolRef Pointer : Lost)
    if (!socket(Context.state(), Pointer)->fromAccept())
      return Context.report(*this, Info,
                            {"the last reference to an open socket is lost: "
                             "nobody can close it",
                             {},
                             {Pointer},
                             "socket",
                             nullptr});
}

WSK_RULE(SocketLeak)
