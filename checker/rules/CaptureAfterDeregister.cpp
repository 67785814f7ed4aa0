//===- CaptureAfterDeregister.cpp - Capture on a deregistered block wh ----===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/PathRule.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {

class CaptureAfterDeregister : public PathRule {
public:
  static constexpr RuleInfo Info{
      /*Name=*/"CaptureAfterDeregister",
      /*Contract=*/"R17",
      /*Summary=*/"Capture on a deregistered block whose memory is gone",
      /*Help=*/
      "After WskDeregister a capture is tolerated only while the block is "
      "intact. "
      "Wait for all users of the block before it is freed or zeroed.",
      /*Source=*/
      "windows-hardware/drivers/ddi/wsk/nf-wsk-wskcaptureprovidernpi",
      Severity::Undefined, callBits(WskCall::Capture)};

  void beforeCall(const ApiCall &Api, const CallEvent &Call,
                  RuleContext &Context) const override;
};

} // namespace

void CaptureAfterDeregister::beforeCall(const ApiCall &Api,
                                        const CallEvent &Call,
                                        RuleContext &Context) const {
  if (!Api.is(WskCall::Capture))
    return;
  const MemRegion *Block =
      registrationBlock(Context.state(), Call.getArgSVal(0));
  if (!Block)
    return;
  Registration R = registration(Context.state(), Block);
  bool Definite = R.is(Registration::Wiped);
  bool Suspicious =
      R.is(Registration::Deregistered) && isPedantic(Context.engine());
  if (!Definite && !Suspicious)
    return;
  std::string Name = describeBlock(Block);
  Context.report(*this, Info,
                 {"WskCaptureProviderNPI on " + Name +
                      (Definite ? ", which was deregistered and then freed or "
                                  "overwritten"
                                : ", which was deregistered before"),
                  {Block},
                  {},
                  Name,
                  nullptr});
}

WSK_RULE(CaptureAfterDeregister)
