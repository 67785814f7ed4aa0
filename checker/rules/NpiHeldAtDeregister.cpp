//===- NpiHeldAtDeregister.cpp - WskDeregister while the provider NPI  ----===//
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

class NpiHeldAtDeregister : public PathRule {
public:
  static constexpr RuleInfo Info{
      /*Name=*/"NpiHeldAtDeregister",
      /*Contract=*/"R4",
      /*Summary=*/"WskDeregister while the provider NPI is captured",
      /*Help=*/
      "WskDeregister waits until every capture is released. Call "
      "WskReleaseProviderNPI once for each successful capture before it.",
      /*Source=*/"windows-hardware/drivers/ddi/wsk/nf-wsk-wskderegister",
      Severity::Hang, callBits(WskCall::Deregister)};

  void beforeCall(const ApiCall &Api, const CallEvent &Call,
                  RuleContext &Context) const override;
};

} // namespace

void NpiHeldAtDeregister::beforeCall(const ApiCall &Api, const CallEvent &Call,
                                     RuleContext &Context) const {
  if (!Api.is(WskCall::Deregister))
    return;
  const MemRegion *Block =
      registrationBlock(Context.state(), Call.getArgSVal(0));
  if (!Block)
    return;
  Registration R = registration(Context.state(), Block);
  if (R.captures() <= 0 || R.end() ||
      mayStillCall(Context.engine(), Context.state(), WskCall::ReleaseNpi,
                   Block))
    return;
  std::string Name = describeBlock(Block);
  Context.report(*this, Info,
                 {"WskDeregister never returns: the provider NPI of " + Name +
                      " is still captured",
                  {Block},
                  {},
                  Name,
                  nullptr});
}

WSK_RULE(NpiHeldAtDeregister)
