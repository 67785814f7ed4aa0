//===- Bits.cpp - What is known of single bits of a value -----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/Bits.h"
#include "llvm/Support/KnownBits.h"

using namespace clang;
using namespace ento;
using llvm::APSInt;
using llvm::KnownBits;

namespace {

/// Follows the operations a value was made by.
class BitReader {
public:
  explicit BitReader(ProgramStateRef State)
      : State(State), Ctx(State->getStateManager().getContext()) {}

  KnownBits read(SymbolRef S, unsigned Depth = 0) const;

private:
  unsigned width(SymbolRef S) const { return Ctx.getIntWidth(S->getType()); }
  KnownBits adjusted(SymbolRef S, unsigned Width, unsigned Depth) const;
  KnownBits ranged(SymbolRef S, unsigned Width) const;
  KnownBits combine(BinaryOperatorKind Op, QualType T, const KnownBits &L,
                    const KnownBits &R) const;

  ProgramStateRef State;
  const ASTContext &Ctx;
};

} // namespace

static constexpr unsigned Deepest = 8;
// A counter in the low bits does not run over into the flags above it.
static constexpr unsigned CounterBits = 16;

static bool isWholeNumber(SymbolRef S) {
  return S->getType()->isIntegralOrEnumerationType();
}

static KnownBits constantBits(const APSInt &Value, unsigned Width) {
  return KnownBits::makeConstant(Value.extOrTrunc(Width));
}

static KnownBits count(BinaryOperatorKind Op, const KnownBits &L,
                       const KnownBits &R) {
  KnownBits Exact = KnownBits::computeForAddSub(
      /*Add=*/Op == BO_Add, /*NSW=*/false, /*NUW=*/false, L, R);
  unsigned Width = L.getBitWidth();
  if (Exact.isConstant() || !R.isConstant() || Width <= CounterBits ||
      R.getConstant().abs().ugt(1))
    return Exact;
  llvm::APInt Flags = llvm::APInt::getHighBitsSet(Width, Width - CounterBits);
  Exact.One |= L.One & Flags;
  Exact.Zero &= ~Exact.One;
  return Exact;
}

static KnownBits shift(BinaryOperatorKind Op, QualType T, const KnownBits &L,
                       const KnownBits &R) {
  if (!R.isConstant() || R.getConstant().uge(L.getBitWidth()))
    return KnownBits(L.getBitWidth());
  if (Op == BO_Shl)
    return KnownBits::shl(L, R);
  return T->isSignedIntegerOrEnumerationType() ? KnownBits::ashr(L, R)
                                               : KnownBits::lshr(L, R);
}

KnownBits BitReader::combine(BinaryOperatorKind Op, QualType T,
                             const KnownBits &L, const KnownBits &R) const {
  switch (Op) {
  case BO_Shl:
  case BO_Shr:
    return shift(Op, T, L, R);
  case BO_And:
    return L & R;
  case BO_Or:
    return L | R;
  case BO_Xor:
    return L ^ R;
  case BO_Add:
  case BO_Sub:
    return count(Op, L, R);
  default:
    return KnownBits(L.getBitWidth());
  }
}

// The bits of \p S as an operand of another width.
KnownBits BitReader::adjusted(SymbolRef S, unsigned Width,
                              unsigned Depth) const {
  if (!isWholeNumber(S))
    return KnownBits(Width);
  KnownBits Bits = read(S, Depth);
  return S->getType()->isSignedIntegerOrEnumerationType()
             ? Bits.sextOrTrunc(Width)
             : Bits.zextOrTrunc(Width);
}

// The leading bits all values in the range of \p S have in common.
KnownBits BitReader::ranged(SymbolRef S, unsigned Width) const {
  ConstraintManager &Constraints = State->getConstraintManager();
  const APSInt *Least = Constraints.getSymMinVal(State, S);
  const APSInt *Most = Constraints.getSymMaxVal(State, S);
  if (!Least || !Most || Least->isNegative() != Most->isNegative())
    return KnownBits(Width);
  llvm::APInt Low = Least->extOrTrunc(Width), High = Most->extOrTrunc(Width);
  unsigned Common = (Low ^ High).countl_zero();
  KnownBits Bits(Width);
  llvm::APInt Known = llvm::APInt::getHighBitsSet(Width, Common);
  Bits.One = Low & Known;
  Bits.Zero = ~Low & Known;
  return Bits;
}

KnownBits BitReader::read(SymbolRef S, unsigned Depth) const {
  unsigned Width = width(S);
  // What is assumed of a whole expression is what is to be checked.
  if (isa<SymbolData>(S))
    return ranged(S, Width);
  if (Depth == Deepest)
    return KnownBits(Width);
  if (const auto *E = dyn_cast<SymIntExpr>(S))
    return combine(E->getOpcode(), E->getType(),
                   adjusted(E->getLHS(), Width, Depth + 1),
                   constantBits(E->getRHS(), Width));
  if (const auto *E = dyn_cast<IntSymExpr>(S))
    return combine(E->getOpcode(), E->getType(),
                   constantBits(E->getLHS(), Width),
                   adjusted(E->getRHS(), Width, Depth + 1));
  if (const auto *E = dyn_cast<SymSymExpr>(S))
    return combine(E->getOpcode(), E->getType(),
                   adjusted(E->getLHS(), Width, Depth + 1),
                   adjusted(E->getRHS(), Width, Depth + 1));
  if (const auto *E = dyn_cast<SymbolCast>(S))
    return E->getType()->isBooleanType()
               ? KnownBits(Width)
               : adjusted(E->getOperand(), Width, Depth + 1);
  return KnownBits(Width);
}

// Whether the bits of \p S decide if it is \p Value; nothing if they do not.
static std::optional<bool> equals(const BitReader &Reader, SymbolRef S,
                                  const APSInt &Value) {
  if (!isWholeNumber(S))
    return std::nullopt;
  KnownBits Bits = Reader.read(S);
  llvm::APInt Wanted = Value.extOrTrunc(Bits.getBitWidth());
  if (Bits.One.intersects(~Wanted) || Bits.Zero.intersects(Wanted))
    return false;
  return Bits.isConstant() ? std::optional(true) : std::nullopt;
}

static std::optional<bool> decide(const BitReader &Reader, SymbolRef S) {
  if (const auto *E = dyn_cast<SymIntExpr>(S)) {
    bool Equality = E->getOpcode() == BO_EQ || E->getOpcode() == BO_NE;
    if (Equality) {
      auto Same = equals(Reader, E->getLHS(), E->getRHS());
      return Same ? std::optional(*Same == (E->getOpcode() == BO_EQ)) : Same;
    }
    if (BinaryOperator::isComparisonOp(E->getOpcode()))
      return std::nullopt;
  }
  if (const auto *E = dyn_cast<SymbolCast>(S))
    if (E->getType()->isBooleanType())
      return decide(Reader, E->getOperand());
  auto Zero = equals(Reader, S, APSInt::getUnsigned(0));
  return Zero ? std::optional(!*Zero) : Zero;
}

bool wsk::contradictsBits(ProgramStateRef State, SVal Condition, bool Assumed) {
  SymbolRef S = Condition.getAsSymbol();
  // A plain value has no bits of its own.
  if (!S || !isWholeNumber(S) || isa<SymbolData>(S))
    return false;
  std::optional<bool> Truth = decide(BitReader(State), S);
  return Truth && *Truth != Assumed;
}

// The plain number whose sign a condition like `(s >> 30) == 3` or `s & 0x8...`
// tells, if it is one.
static SymbolRef shiftedOrMasked(SymbolRef S) {
  if (const auto *Compared = dyn_cast<SymIntExpr>(S))
    if (BinaryOperator::isEqualityOp(Compared->getOpcode()))
      S = Compared->getLHS();
  const auto *E = dyn_cast<SymIntExpr>(S);
  if (!E || (E->getOpcode() != BO_Shr && E->getOpcode() != BO_And))
    return nullptr;
  SymbolRef Inner = E->getLHS();
  if (const auto *Cast = dyn_cast<SymbolCast>(Inner))
    Inner = Cast->getOperand();
  return isa<SymbolData>(Inner) &&
                 Inner->getType()->isSignedIntegerOrEnumerationType()
             ? Inner
             : nullptr;
}

ProgramStateRef wsk::refineSign(ProgramStateRef State, SVal Condition,
                                bool Assumed) {
  SymbolRef S = Condition.getAsSymbol();
  SymbolRef Number = S ? shiftedOrMasked(S) : nullptr;
  if (!Number)
    return State;
  SValBuilder &SVB = State->getStateManager().getSValBuilder();
  SVal Negative =
      SVB.evalBinOp(State, BO_LT, nonloc::SymbolVal(Number),
                    SVB.makeZeroVal(Number->getType()), SVB.getConditionType());
  auto Sign = Negative.getAs<DefinedSVal>();
  if (!Sign)
    return State;
  auto [Below, NotBelow] = State->assume(*Sign);
  if (Below && contradictsBits(Below, Condition, Assumed))
    return NotBelow;
  if (NotBelow && contradictsBits(NotBelow, Condition, Assumed))
    return Below;
  return State;
}
