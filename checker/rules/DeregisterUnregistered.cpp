//===- DeregisterUnregistered.cpp - WskDeregister on a block that is n ----===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/Later.h"
#include "model/PathRule.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {

class DeregisterUnregistered : public PathRule {
public:
  static constexpr RuleInfo Info{
      /*Name=*/"DeregisterUnregistered",
      /*Contract=*/"R7",
      /*Summary=*/"WskDeregister on a block that is not registered",
      /*Help=*/
      "Deregister only what WskRegister registered with success. Test its "
      "status, "
      "and remember it where the cleanup can see it.",
      /*Source=*/"windows-hardware/drivers/ddi/wsk/nf-wsk-wskderegister",
      Severity::Undefined, callBits(WskCall::Deregister)};

  void beforeCall(const ApiCall &Api, const CallEvent &Call,
                  RuleContext &Context) const override;
};

} // namespace

void DeregisterUnregistered::beforeCall(const ApiCall &Api,
                                        const CallEvent &Call,
                                        RuleContext &Context) const {
  if (!Api.is(WskCall::Deregister))
    return;
  const MemRegion *Block =
      registrationBlock(Context.state(), Call.getArgSVal(0));
  if (!Block)
    return;
  Registration R = registration(Context.state(), Block);
  if (!R.is(Registration::Raw) && !R.is(Registration::Failed))
    return;
  // Something that has not run yet may register the block.
  if (R.is(Registration::Raw) &&
      mayStillCall(Context.engine(), Context.state(), WskCall::Register))
    return;
  std::string Name = describeBlock(Block);
  std::string Why = R.is(Registration::Failed) ? ", whose registration failed"
                                               : ", which was never registered";
  Context.report(
      *this, Info,
      {"WskDeregister on " + Name + Why, {Block}, {}, Name, nullptr});
}

WSK_RULE(DeregisterUnregistered)
