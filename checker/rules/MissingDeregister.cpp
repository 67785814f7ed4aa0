//===- MissingDeregister.cpp - WskRegister without WskDeregister befor ----===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "api/CallFacts.h"
#include "model/Later.h"
#include "model/PathRule.h"
#include "clang/AST/DeclCXX.h"

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

static std::string routine(RuleContext &Context) {
  const Decl *D = Context.engine().getStackFrame()->getDecl();
  const auto *Named = dyn_cast_or_null<NamedDecl>(D);
  return Named ? "'" + Named->getNameAsString() + "'" : "the routine";
}

static std::string story(LifeEnd End, const std::string &Name,
                         RuleContext &Context) {
  if (End == LifeEnd::BeginFailed)
    return routine(Context) + " fails while " + Name +
           " is registered: WskDeregister is not called, and what has not "
           "begun is not ended";
  if (End == LifeEnd::Ended)
    return routine(Context) + " ends the use of the library while " + Name +
           " is registered: WskDeregister is not called on this path";
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

// A framework lets go of an object by a virtual call, or by a routine of the
// driver that is known then.
static bool hasVirtualCalls(const CXXRecordDecl *Class) {
  return Class && Class->hasDefinition() && Class->isPolymorphic();
}

static bool isOfFramework(const MemRegion *Block) {
  const auto *Base = dyn_cast<SymbolicRegion>(Block->getBaseRegion());
  if (!Base)
    return false;
  if (hasVirtualCalls(Base->getPointeeStaticType()->getAsCXXRecordDecl()))
    return true;
  for (const auto *Part = dyn_cast<SubRegion>(Block); Part && Part != Base;
       Part = dyn_cast<SubRegion>(Part->getSuperRegion()))
    if (const auto *Typed = dyn_cast<TypedValueRegion>(Part->getSuperRegion()))
      if (hasVirtualCalls(Typed->getValueType()->getAsCXXRecordDecl()))
        return true;
  return false;
}

// An object that was handed to a framework is let go of when the device is
// removed. Its destructor has not run here, and would deregister.
static bool isDestructorsWork(const MemRegion *Block, CheckerContext &C) {
  const CallFacts &Facts = CallFacts::get(C.getASTContext());
  if (!isOfFramework(Block))
    return false;
  for (const auto *Field = dyn_cast<FieldRegion>(Block); Field;
       Field = dyn_cast<FieldRegion>(Field->getSuperRegion())) {
    const auto *Class = dyn_cast<CXXRecordDecl>(Field->getDecl()->getParent());
    const CXXDestructorDecl *End = Class ? Class->getDestructor() : nullptr;
    const FunctionFacts *Does = End ? Facts.lookup(End) : nullptr;
    if (Does && Does->reaches(WskCall::Deregister))
      return true;
  }
  return false;
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
    if (End != LifeEnd::EntryFailed && End != LifeEnd::BeginFailed &&
        !isPedantic(Context.engine()) &&
        mayStillCall(Context.engine(), Context.state(), WskCall::Deregister))
      continue;
    if (End == LifeEnd::UnloadedBySystem && !isPedantic(Context.engine()) &&
        isDestructorsWork(Block, Context.engine()))
      continue;
    std::string Name = describeBlock(Block);
    return Context.report(
        *this, Info,
        {story(End, Name, Context),
         {Block},
         {},
         Name,
         // No routine to change is there: it is missing.
         End == LifeEnd::UnloadedBySystem ? R.site() : nullptr});
  }
}

WSK_RULE(MissingDeregister)
