//===- RegistrationBlockReused.cpp - WskRegister on a block that is re ----===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/PathRule.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {

class RegistrationBlockReused : public PathRule {
public:
  static constexpr RuleInfo Info{
      /*Name=*/"RegistrationBlockReused",
      /*Contract=*/"R9",
      /*Summary=*/"WskRegister on a block that is registered",
      /*Help=*/
      "One WSK_REGISTRATION holds one registration at a time. Use a block of "
      "its "
      "own for each, or register once.",
      /*Source=*/"windows-hardware/drivers/ddi/wsk/nf-wsk-wskregister",
      Severity::Hang, callBits(WskCall::Register)};

  void beforeCall(const ApiCall &Api, const CallEvent &Call,
                  RuleContext &Context) const override;
};

} // namespace

void RegistrationBlockReused::beforeCall(const ApiCall &Api,
                                         const CallEvent &Call,
                                         RuleContext &Context) const {
  if (!Api.is(WskCall::Register))
    return;
  const MemRegion *Block =
      registrationBlock(Context.state(), Call.getArgSVal(1));
  if (!Block ||
      !registration(Context.state(), Block).is(Registration::Registered))
    return;
  std::string Name = describeBlock(Block);
  Context.report(*this, Info,
                 {"WskRegister on " + Name + ", which is still registered",
                  {Block},
                  {},
                  Name,
                  nullptr});
}

WSK_RULE(RegistrationBlockReused)
