//===- MissingDeregister.cpp - WskRegister without WskDeregister befor ----===//
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

class MissingDeregister : public PathRule {
public:
  static constexpr RuleInfo Info{
      /*Name=*/"MissingDeregister",
      /*Contract=*/"R1",
      /*Summary=*/
      "WskRegister without WskDeregister before the driver goes away",
      /*Help=*/
      "Every successful WskRegister needs one WskDeregister that has returned "
      "before DriverEntry fails or the unload routine returns. Call "
      "WskDeregister on this path.",
      /*Source=*/
      "windows-hardware/drivers/network/"
      "unregistering-a-winsock-kernel-application",
      Severity::Bugcheck, callBits(WskCall::Register)};

  void atLifeEnd(LifeEnd End, RuleContext &Context) const override;
};

} // namespace

static std::string story(LifeEnd End, const std::string &Name) {
  if (End == LifeEnd::EntryFailed)
    return "DriverEntry fails while " + Name +
           " is registered: WskDeregister is not called, and no unload "
           "routine runs after a failed DriverEntry";
  if (End == LifeEnd::Destroyed)
    return "the object is destroyed while its " + Name +
           " is registered: WskDeregister is not called on this path";
  return "the driver is unloaded while " + Name +
         " is registered: WskDeregister is not called on this path";
}

void MissingDeregister::atLifeEnd(LifeEnd End, RuleContext &Context) const {
  for (const auto &[Block, R] : registrations(Context.state())) {
    if (!R.is(Registration::Registered))
      continue;
    // What is no part of an object may outlive it.
    if (End == LifeEnd::Destroyed &&
        !Block->isSubRegionOf(freshObject(Context.state())->StripCasts()))
      continue;
    // A routine that did not run here may be the one that deregisters.
    if (End != LifeEnd::EntryFailed && !isPedantic(Context.engine()) &&
        mayStillCall(Context.engine(), Context.state(), WskCall::Deregister))
      continue;
    std::string Name = describeBlock(Block);
    return Context.report(
        *this, Info,
        {story(End, Name),
         {Block},
         {},
         Name,
         // No routine to change is there: it is missing.
         End == LifeEnd::UnloadedBySystem ? R.site() : nullptr});
  }
}

WSK_RULE(MissingDeregister)
