//===- RegistrationUsedUninitialised.cpp - Registration block used wit ----===//
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

class RegistrationUsedUninitialised : public PathRule {
public:
  static constexpr RuleInfo Info{
      /*Name=*/"RegistrationUsedUninitialised",
      /*Contract=*/"R16",
      /*Summary=*/"Registration block used without a successful WskRegister",
      /*Help=*/
      "Capture and query need a block that WskRegister has initialised.",
      /*Source=*/
      "windows-hardware/drivers/ddi/wsk/nf-wsk-wskcaptureprovidernpi",
      Severity::Undefined,
      callBits(WskCall::Capture, WskCall::QueryCharacteristics)};

  void beforeCall(const ApiCall &Api, const CallEvent &Call,
                  RuleContext &Context) const override;
};

} // namespace

void RegistrationUsedUninitialised::beforeCall(const ApiCall &Api,
                                               const CallEvent &Call,
                                               RuleContext &Context) const {
  if (!Api.is(WskCall::Capture) && !Api.is(WskCall::QueryCharacteristics))
    return;
  const MemRegion *Block =
      registrationBlock(Context.state(), Call.getArgSVal(0));
  if (!Block)
    return;
  Registration R = registration(Context.state(), Block);
  bool KnownFailed = R.is(Registration::Failed) && R.statusTested();
  if (!R.is(Registration::Raw) && !KnownFailed)
    return;
  if (R.is(Registration::Raw) &&
      mayStillCall(Context.engine(), Context.state(), WskCall::Register))
    return;
  std::string Name = describeBlock(Block);
  std::string Why = KnownFailed ? ", whose registration failed"
                                : ", which was never registered";
  Context.report(
      *this, Info,
      {Api.Row->Name.str() + " on " + Name + Why, {Block}, {}, Name, nullptr});
}

WSK_RULE(RegistrationUsedUninitialised)
