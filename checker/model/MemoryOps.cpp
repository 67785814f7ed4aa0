//===- MemoryOps.cpp - Fill, copy and atomic operations -------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/Evaluate.h"

using namespace clang;
using namespace ento;
using namespace wsk;

static ProgramStateRef writeDestination(const CallSite &Site,
                                        ProgramStateRef State) {
  return writePointee(Site.C, State, Site.arg(0), Site.argType(0), Site.expr());
}

static bool coversWhole(const CallSite &Site, const MemRegion *Region,
                        SVal Size) {
  const auto *Typed = dyn_cast<TypedValueRegion>(Region);
  const llvm::APSInt *Bytes = Size.getAsInteger();
  if (!Typed || !Bytes || Typed->getValueType()->isIncompleteType())
    return false;
  CharUnits Whole =
      Site.C.getASTContext().getTypeSizeInChars(Typed->getValueType());
  return Bytes->getZExtValue() >= uint64_t(Whole.getQuantity());
}

// Zeroing a whole object makes each of its fields a known zero: guards like
// `if (Ctx->Socket)` depend on it.
static ProgramStateRef zeroPointee(const CallSite &Site, ProgramStateRef State,
                                   SVal Size) {
  const MemRegion *Region = Site.arg(0).getAsRegion();
  if (!Region)
    return State;
  State = wipeMemory(State, Region);
  Region = Region->StripCasts();
  State = writeDestination(Site, State);
  const auto *Typed = dyn_cast<TypedValueRegion>(Region);
  if (isa<SymbolicRegion>(Region) || coversWhole(Site, Region, Size)) {
    if (Typed && Typed->getValueType()->isScalarType())
      return State->bindLoc(
          loc::MemRegionVal(Region),
          Site.C.getSValBuilder().makeZeroVal(Typed->getValueType()),
          Site.frame());
    return State->bindDefaultZero(loc::MemRegionVal(Region), Site.frame());
  }
  return State;
}

static ProgramStateRef copyPointee(const CallSite &Site,
                                   ProgramStateRef State) {
  const MemRegion *To = Site.arg(0).getAsRegion();
  const MemRegion *From = Site.arg(1).getAsRegion();
  if (To)
    State = wipeMemory(State, To);
  State = writeDestination(Site, State);
  if (!To || !From)
    return State;
  To = To->StripCasts();
  From = From->StripCasts();
  const auto *Typed = dyn_cast<TypedValueRegion>(From);
  if (!Typed || !coversWhole(Site, From, Site.arg(2)))
    return State;
  SVal Value = State->getSVal(loc::MemRegionVal(From), Typed->getValueType());
  return State->bindLoc(loc::MemRegionVal(To), Value, Site.frame());
}

//===----------------------------------------------------------------------===//
// Atomic operations: exact reads and writes
//===----------------------------------------------------------------------===//

namespace {
/// The cell an atomic operation works on.
struct Cell {
  const CallSite &Site;
  ProgramStateRef State;
  Loc Address;
  QualType Type;

  SVal old() const { return State->getSVal(Address, Type); }
  ProgramStateRef store(SVal Value) const {
    return State->bindLoc(Address, Value, Site.frame());
  }
  SVal apply(BinaryOperatorKind Op, SVal Right) const {
    return Site.C.getSValBuilder().evalBinOp(State, Op, old(), Right, Type);
  }
  void finish(ProgramStateRef After, SVal Result) const {
    if (!Site.resultType()->isVoidType())
      After = Site.returning(After, Result);
    Site.C.addTransition(After);
  }
};
} // namespace

static void compareExchange(const Cell &C) {
  SValBuilder &SVB = C.Site.C.getSValBuilder();
  SVal Old = C.old();
  SVal Same =
      SVB.evalBinOp(C.State, BO_EQ, Old, C.Site.arg(2), SVB.getConditionType());
  auto Defined = Same.getAs<DefinedOrUnknownSVal>();
  if (!Defined)
    return C.finish(C.store(UnknownVal()), Old);
  auto [Equal, Different] = C.State->assume(*Defined);
  if (Equal)
    C.finish(Equal->bindLoc(C.Address, C.Site.arg(1), C.Site.frame()), Old);
  if (Different)
    C.finish(Different, Old);
}

static void bitOperation(const Cell &C, KernelOp Op) {
  SValBuilder &SVB = C.Site.C.getSValBuilder();
  SVal One = SVB.makeIntVal(1, C.Type);
  SVal Mask = SVB.evalBinOp(C.State, BO_Shl, One, C.Site.arg(1), C.Type);
  SVal Old = C.apply(BO_And, Mask);
  SVal WasSet = SVB.evalBinOp(C.State, BO_NE, Old, SVB.makeZeroVal(C.Type),
                              C.Site.resultType());
  if (Op == KernelOp::BitTest)
    return C.finish(C.State, WasSet);
  SVal New = Op == KernelOp::BitSet
                 ? C.apply(BO_Or, Mask)
                 : C.apply(BO_And, SVB.evalComplement(Mask.castAs<NonLoc>()));
  C.finish(C.store(New), WasSet);
}

static void atomicOperation(KernelOp Op, const Cell &C) {
  SValBuilder &SVB = C.Site.C.getSValBuilder();
  SVal One = SVB.makeIntVal(1, C.Type);
  auto ReturnNew = [&](SVal New) { C.finish(C.store(New), New); };
  auto ReturnOld = [&](SVal New) { C.finish(C.store(New), C.old()); };
  switch (Op) {
  case KernelOp::Increment:
    return ReturnNew(C.apply(BO_Add, One));
  case KernelOp::Decrement:
    return ReturnNew(C.apply(BO_Sub, One));
  case KernelOp::AddReturnNew:
    return ReturnNew(C.apply(BO_Add, C.Site.arg(1)));
  case KernelOp::AddReturnOld:
    return ReturnOld(C.apply(BO_Add, C.Site.arg(1)));
  case KernelOp::AndReturnOld:
    return ReturnOld(C.apply(BO_And, C.Site.arg(1)));
  case KernelOp::OrReturnOld:
    return ReturnOld(C.apply(BO_Or, C.Site.arg(1)));
  case KernelOp::XorReturnOld:
    return ReturnOld(C.apply(BO_Xor, C.Site.arg(1)));
  case KernelOp::Exchange:
    return ReturnOld(C.Site.arg(1));
  case KernelOp::Load:
    return C.finish(C.State, C.old());
  case KernelOp::Store:
    return C.finish(C.store(C.Site.arg(1)), UnknownVal());
  case KernelOp::CompareExchange:
    return compareExchange(C);
  default:
    return bitOperation(C, Op);
  }
}

static bool evaluateAtomic(KernelOp Op, const CallSite &Site,
                           ProgramStateRef State) {
  auto Address = Site.arg(0).getAs<Loc>();
  QualType T = Site.argType(0);
  if (!Address || !Address->getAsRegion() || T.isNull() ||
      !T->isPointerType() || !T->getPointeeType()->isScalarType())
    return false;
  // Only whole numbers have bits and sums; a mask of unknown value is no use.
  bool Bits = Op >= KernelOp::BitSet && Op <= KernelOp::BitTest;
  if (Bits && !Site.arg(1).getAs<nonloc::ConcreteInt>())
    return false;
  atomicOperation(
      Op, {Site, State, *Address, T->getPointeeType().getUnqualifiedType()});
  return true;
}

bool wsk::evaluateMemoryOp(const KernelRow &Row, const CallSite &Site,
                           ProgramStateRef State) {
  auto Finish = [&](ProgramStateRef After) {
    if (!Site.resultType()->isVoidType())
      After = Site.returning(After, Site.arg(0));
    Site.C.addTransition(After);
    return true;
  };
  switch (Row.Op) {
  case KernelOp::Zero:
    return Finish(zeroPointee(Site, State, Site.arg(1)));
  case KernelOp::Fill:
    return Finish(Site.arg(1).isZeroConstant()
                      ? zeroPointee(Site, State, Site.arg(2))
                      : writeDestination(Site, State));
  case KernelOp::Copy:
    return Finish(copyPointee(Site, State));
  default:
    if (Row.Op < KernelOp::Load || Row.Op > KernelOp::BitTest)
      return false;
    return evaluateAtomic(Row.Op, Site, State);
  }
}
