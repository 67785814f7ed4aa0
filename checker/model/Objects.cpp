//===- Objects.cpp - Whole records and C++ objects ------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// wsk.Objects: where the engine is less exact about records, constructors and
/// destructors than the model needs.
//===----------------------------------------------------------------------===//
#include "core/Compat.h"
#include "model/Evaluate.h"
#include "model/WskStateUpdate.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {
class Objects : public Checker<check::Bind, check::PreCall, check::PostCall,
                               check::PostStmt<CXXDefaultInitExpr>> {
public:
  void checkBind(SVal Place, SVal Value, const Stmt *S,
                 WSK_AT_INIT CheckerContext &C) const;
  void checkPreCall(const CallEvent &Call, CheckerContext &C) const;
  void checkPostCall(const CallEvent &Call, CheckerContext &C) const;
  void checkPostStmt(const CXXDefaultInitExpr *Init, CheckerContext &C) const;
};
} // namespace

// The default of a member, where it is a list: the engine folds scalars only.
static SVal listValue(CheckerContext &C, const Expr *Init) {
  SValBuilder &SVB = C.getSValBuilder();
  Init = Init->IgnoreParenImpCasts();
  QualType T = Init->getType();
  const auto *List = dyn_cast<InitListExpr>(Init);
  if (isa<ImplicitValueInitExpr>(Init) || (List && !List->getNumInits()))
    return SVB.makeZeroVal(T);
  if (!List || T->isUnionType())
    return SVB.getConstantVal(Init).value_or(UnknownVal());
  llvm::ImmutableList<SVal> Parts =
      SVB.getBasicValueFactory().getEmptySValList();
  for (unsigned I = List->getNumInits(); I != 0; --I)
    Parts = SVB.getBasicValueFactory().prependSVal(
        listValue(C, List->getInit(I - 1)), Parts);
  return SVB.makeCompoundVal(T, Parts);
}

void Objects::checkPostStmt(const CXXDefaultInitExpr *Init,
                            CheckerContext &C) const {
  if (Init->getType()->isRecordType() && C.getSVal(Init).isUnknown())
    C.addTransition(C.getState()->BindExpr(Init, C.getLocationContext(),
                                           listValue(C, Init->getExpr())));
}

// Assigning a whole structure overwrites the blocks inside it.
static ProgramStateRef assignRecord(ProgramStateRef State,
                                    const MemRegion *Target, SVal Value) {
  return Value.getAs<nonloc::LazyCompoundVal>() ? wipeMemory(State, Target)
                                                : State;
}

// A socket, or memory that may hold one, is stored in an object the path was
// given from outside (a framework's context): who gave it can give it again,
// also when the path has no pointer to it any more.
static ProgramStateRef storeOutside(ProgramStateRef State,
                                    const MemRegion *Target, SVal Value) {
  const SymbolicRegion *Object = Target->getSymbolicBase();
  if (!Object || isa<HeapSpaceRegion>(memorySpace(*Object)))
    return State;
  const MemRegion *Pointee = Value.getAsRegion();
  bool Memory = Pointee && isa<HeapSpaceRegion>(memorySpace(*Pointee));
  if (!Memory && !socket(State, socketSymbol(Value)))
    return State;
  return keep(State, loc::MemRegionVal(Object));
}

void Objects::checkBind(SVal Place, SVal Value, const Stmt *,
                        WSK_AT_INIT CheckerContext &C) const {
  const MemRegion *Target = Place.getAsRegion();
  if (!Target || !isJudged(C.getState()))
    return;
  ProgramStateRef State = assignRecord(C.getState(), Target, Value);
  State = storeOutside(State, Target, Value);
  if (State != C.getState())
    C.addTransition(State);
}

// Constructors, destructors, `new`, `delete` and member functions that return
// objects are the engine's to evaluate. Those it does not go into would make it
// forget every global of the driver.
static bool isLeftToEngine(const CallEvent &Call, CheckerContext &C) {
  if (C.wasInlined)
    return false;
  const Expr *Origin = Call.getOriginExpr();
  return !isa_and_nonnull<CallExpr>(Origin) ||
         (isa_and_nonnull<CXXMethodDecl>(Call.getDecl()) &&
          Origin->isPRValue() && Origin->getType()->isRecordType());
}

// `new` without exceptions yields null when there is no memory; the engine
// would construct there all the same.
void Objects::checkPreCall(const CallEvent &Call, CheckerContext &C) const {
  const auto *Made = dyn_cast<CXXConstructorCall>(&Call);
  if (!Made)
    return;
  auto This = Made->getCXXThisVal().getAs<DefinedOrUnknownSVal>();
  ProgramStateRef State =
      This ? C.getState()->assume(*This, true) : C.getState();
  if (State)
    C.addTransition(State);
  else
    C.generateSink(C.getState(), C.getPredecessor());
}

void Objects::checkPostCall(const CallEvent &Call, CheckerContext &C) const {
  if (!isLeftToEngine(Call, C))
    return;
  const ExplodedNode *Before = C.getPredecessor()->getFirstPred();
  ProgramStateRef State = restoreGlobals(C, C.getState(), Before->getState());
  const auto *F = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  if (const FunctionFacts *Facts = CallFacts::get(C.getASTContext()).lookup(F))
    for (const VarDecl *Var : Facts->WrittenGlobals)
      State = forgetGlobal(C, State, *Var);
  C.addTransition(State);
}

static void enableObjects(CheckerManager &Manager) {
  Manager.registerChecker<Objects>();
}

static const bool Registered =
    addChecker({"wsk.Objects",
                "Exact records, constructors and destructors",
                &enableObjects,
                {},
                /*Hidden=*/true});
