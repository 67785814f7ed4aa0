//===- UncheckedCapture.cpp - Provider NPI used although the capture f ----===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/PathRule.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {

class UncheckedCapture : public PathRule {
public:
  static constexpr RuleInfo Info{
      /*Name=*/"UncheckedCapture",
      /*Contract=*/"R15",
      /*Summary=*/"Provider NPI used although the capture failed",
      /*Help=*/
      "WSK_PROVIDER_NPI holds nothing after a failed capture. Test the status "
      "of "
      "WskCaptureProviderNPI before Client or Dispatch is used.",
      /*Source=*/
      "windows-hardware/drivers/ddi/wsk/nf-wsk-wskcaptureprovidernpi",
      Severity::Undefined, callBits(WskCall::Capture)};

  void beforeCall(const ApiCall &Api, const CallEvent &Call,
                  RuleContext &Context) const override;
};

} // namespace

// A table pointer that is still NULL comes from an NPI no capture has filled.
static std::optional<Capture> captureBehindNull(ProgramStateRef State) {
  for (const auto &[Block, R] : registrations(State))
    if (R.captureFailed() && R.captures() <= 0)
      return Capture{Block, 0, true, false};
  return std::nullopt;
}

void UncheckedCapture::beforeCall(const ApiCall &Api, const CallEvent &Call,
                                  RuleContext &Context) const {
  if (Api.Row->Table != WskTable::Provider)
    return;
  std::optional<Capture> From = captureOf(Context.state(), Api.Table);
  if (!Api.Table)
    From = captureBehindNull(Context.state());
  if (!From || !From->Failed)
    return;
  std::string Name =
      From->Block ? describeBlock(From->Block) : "the registration";
  Context.report(*this, Info,
                 {Api.Row->Name.str() +
                      " is called through the provider NPI "
                      "of " +
                      Name + ", but its capture failed",
                  {From->Block},
                  {},
                  Name,
                  nullptr});
}

WSK_RULE(UncheckedCapture)
