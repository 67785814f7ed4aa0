//===- UncheckedRegister.cpp - Registration used although WskRegister  ----===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/PathRule.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {

class UncheckedRegister : public PathRule {
public:
  static constexpr RuleInfo Info{
      /*Name=*/"UncheckedRegister",
      /*Contract=*/"R14",
      /*Summary=*/"Registration used although WskRegister may have failed",
      /*Help=*/
      "Test the status of WskRegister with NT_SUCCESS before the registration "
      "is "
      "used.",
      /*Source=*/"windows-hardware/drivers/ddi/wsk/nf-wsk-wskregister",
      Severity::Undefined, callBits(WskCall::Register)};

  void beforeCall(const ApiCall &Api, const CallEvent &Call,
                  RuleContext &Context) const override;
};

} // namespace

void UncheckedRegister::beforeCall(const ApiCall &Api, const CallEvent &Call,
                                   RuleContext &Context) const {
  if (!Api.is(WskCall::Capture) && !Api.is(WskCall::QueryCharacteristics))
    return;
  const MemRegion *Block =
      registrationBlock(Context.state(), Call.getArgSVal(0));
  if (!Block)
    return;
  Registration R = registration(Context.state(), Block);
  if (!R.is(Registration::Failed) || R.statusTested())
    return;
  std::string Name = describeBlock(Block);
  Context.report(*this, Info,
                 {Api.Row->Name.str() + " uses " + Name +
                      ", but WskRegister may have failed: its status is not "
                      "tested",
                  {Block},
                  {},
                  Name,
                  nullptr});
}

WSK_RULE(UncheckedRegister)
