//===- NpiOverRelease.cpp - WskReleaseProviderNPI without a matching c ----===//
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

class NpiOverRelease : public PathRule {
public:
  static constexpr RuleInfo Info{
      /*Name=*/"NpiOverRelease",
      /*Contract=*/"R6",
      /*Summary=*/"WskReleaseProviderNPI without a matching capture",
      /*Help=*/
      "Release once per successful capture, and before WskDeregister; never "
      "after "
      "a failed capture.",
      /*Source=*/
      "windows-hardware/drivers/ddi/wsk/nf-wsk-wskreleaseprovidernpi",
      Severity::Undefined, callBits(WskCall::ReleaseNpi)};

  void beforeCall(const ApiCall &Api, const CallEvent &Call,
                  RuleContext &Context) const override;
};

} // namespace

static const char *whyNothingIsHeld(const Registration &R) {
  if (R.end())
    return "it has been deregistered already";
  if (R.captureFailed())
    return "the capture failed";
  if (R.is(Registration::Failed))
    return "it could not be registered";
  return "no capture is held";
}

void NpiOverRelease::beforeCall(const ApiCall &Api, const CallEvent &Call,
                                RuleContext &Context) const {
  if (!Api.is(WskCall::ReleaseNpi))
    return;
  const MemRegion *Block =
      registrationBlock(Context.state(), Call.getArgSVal(0));
  if (!Block)
    return;
  Registration R = registration(Context.state(), Block);
  bool Known = R.capturesKnown() || R.captureFailed();
  if (!Known || R.captures() > 0)
    return;
  if (R.is(Registration::Raw) &&
      mayStillCall(Context.engine(), Context.state(), WskCall::Capture))
    return;
  std::string Name = describeBlock(Block);
  Context.report(
      *this, Info,
      {"WskReleaseProviderNPI on " + Name + ": " + whyNothingIsHeld(R),
       {Block},
       {},
       Name,
       nullptr});
}

WSK_RULE(NpiOverRelease)
