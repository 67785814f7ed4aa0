//===- NpiCaptureLeak.cpp - Captured provider NPI is never released -------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "api/CallFacts.h"
#include "model/PathRule.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {

class NpiCaptureLeak : public PathRule {
public:
  static constexpr RuleInfo Info{
      /*Name=*/"NpiCaptureLeak",
      /*Contract=*/"R5",
      /*Summary=*/"Captured provider NPI is never released",
      /*Help=*/
      "Every successful WskCaptureProviderNPI needs one WskReleaseProviderNPI "
      "on "
      "every path; otherwise the next WskDeregister hangs.",
      /*Source=*/
      "windows-hardware/drivers/ddi/wsk/nf-wsk-wskcaptureprovidernpi",
      Severity::Hang, callBits(WskCall::Capture)};

  void atFunctionEnd(const FunctionDecl &F,
                     RuleContext &Context) const override;
};

} // namespace

// Some function releases without capturing: it may balance this one.
static bool someoneReleases(CheckerContext &C) {
  return CallFacts::get(C.getASTContext())
      .hasNet(WskCall::ReleaseNpi, WskCall::Capture);
}

// A caller that is still running may release.
static bool callerReleases(CheckerContext &C) {
  const CallFacts &All = CallFacts::get(C.getASTContext());
  for (const LocationContext *LC = C.getStackFrame()->getParent(); LC;
       LC = LC->getParent()) {
    const FunctionFacts *Facts =
        All.lookup(dyn_cast<FunctionDecl>(LC->getDecl()));
    if (Facts && Facts->makes(WskCall::ReleaseNpi))
      return true;
  }
  return false;
}

void NpiCaptureLeak::atFunctionEnd(const FunctionDecl &F,
                                   RuleContext &Context) const {
  CheckerContext &C = Context.engine();
  // A capture made for the whole life of the driver shows at WskDeregister.
  bool IsEntry = startsAtLoad(Context.state()) && C.inTopFrame();
  const FunctionFacts *Facts = CallFacts::get(C.getASTContext()).lookup(&F);
  if (IsEntry || !Facts || !Facts->reaches(WskCall::Capture))
    return;
  for (const auto &[Block, R] : registrations(Context.state())) {
    if (R.captures() <= 0 || R.end() ||
        isCaptureReachable(C, Context.state(), Block) || someoneReleases(C) ||
        callerReleases(C))
      continue;
    std::string Name = describeBlock(Block);
    return Context.report(*this, Info,
                          {"'" + F.getNameAsString() +
                               "' loses the captured provider NPI of " + Name +
                               ": nothing releases it",
                           {Block},
                           {},
                           Name,
                           nullptr});
  }
}

WSK_RULE(NpiCaptureLeak)
