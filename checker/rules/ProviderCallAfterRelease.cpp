//===- ProviderCallAfterRelease.cpp - WSK_PROVIDER_DISPATCH function c ----===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/PathRule.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {

class ProviderCallAfterRelease : public PathRule {
public:
  static constexpr RuleInfo Info{
      /*Name=*/"ProviderCallAfterRelease",
      /*Contract=*/"R2",
      /*Summary=*/
      "WSK_PROVIDER_DISPATCH function called after WskReleaseProviderNPI",
      /*Help=*/
      "No function of WSK_PROVIDER_DISPATCH may be called once the last "
      "capture "
      "is released. Release after the last such call. Functions of a "
      "socket stay usable.",
      /*Source=*/
      "windows-hardware/drivers/network/"
      "registering-a-winsock-kernel-application",
      Severity::Undefined, callBits(WskCall::ReleaseNpi)};

  void beforeCall(const ApiCall &Api, const CallEvent &Call,
                  RuleContext &Context) const override;
};

} // namespace

// In code that is not seen from the driver's load, the one block that was
// released here is the one the table belongs to.
static const MemRegion *releasedBlock(ProgramStateRef State) {
  const MemRegion *Found = nullptr;
  for (const auto &[Block, R] : registrations(State)) {
    if (Found)
      return nullptr;
    if (R.is(Registration::Unknown) && R.captures() < 0)
      Found = Block;
  }
  return Found;
}

// With a count that began unknown only the change since the capture says
// something; otherwise any capture that is held will do (contract Q2).
static bool isStillHeld(const Registration &R, const Capture &C) {
  return R.capturesKnown() ? R.captures() > 0 : R.captures() >= C.Level;
}

void ProviderCallAfterRelease::beforeCall(const ApiCall &Api,
                                          const CallEvent &Call,
                                          RuleContext &Context) const {
  if (Api.Row->Table != WskTable::Provider || !Api.Table)
    return;
  ProgramStateRef State = Context.state();
  std::optional<Capture> From = captureOf(State, Api.Table);
  if (From && From->Failed)
    return;
  const MemRegion *Block = From ? From->Block : releasedBlock(State);
  if (!Block || (From && isStillHeld(registration(State, Block), *From)))
    return;
  std::string Name = describeBlock(Block);
  Context.report(*this, Info,
                 {Api.Row->Name.str() +
                      " is called through the provider NPI "
                      "of " +
                      Name + ", which has been released",
                  {Block},
                  {},
                  Name,
                  nullptr,
                  registration(State, Block).release()});
}

WSK_RULE(ProviderCallAfterRelease)
