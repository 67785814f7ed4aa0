//===- DoubleDeregister.cpp - WskDeregister twice for one registration ----===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/PathRule.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {

class DoubleDeregister : public PathRule {
public:
  static constexpr RuleInfo Info{
      /*Name=*/"DoubleDeregister",
      /*Contract=*/"R8",
      /*Summary=*/"WskDeregister twice for one registration",
      /*Help=*/
      "Each WskRegister is undone once. Clear the flag that guards the "
      "cleanup, or "
      "deregister in one place only.",
      /*Source=*/"windows-hardware/drivers/ddi/wsk/nf-wsk-wskderegister",
      Severity::Undefined, callBits(WskCall::Deregister)};

  void beforeCall(const ApiCall &Api, const CallEvent &Call,
                  RuleContext &Context) const override;
};

} // namespace

void DoubleDeregister::beforeCall(const ApiCall &Api, const CallEvent &Call,
                                  RuleContext &Context) const {
  if (!Api.is(WskCall::Deregister))
    return;
  const MemRegion *Block =
      registrationBlock(Context.state(), Call.getArgSVal(0));
  if (!Block)
    return;
  Registration R = registration(Context.state(), Block);
  if (!R.end())
    return;
  std::string Name = describeBlock(Block);
  Context.report(*this, Info,
                 {"WskDeregister on " + Name +
                      ", which is deregistered "
                      "already",
                  {Block},
                  {},
                  Name,
                  nullptr});
}

WSK_RULE(DoubleDeregister)
