//===- WskState.cpp - The home of the program-state traits ----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/WskState.h"
#include "core/Compat.h"
#include "model/Memory.h"
#include "model/WskStateUpdate.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"

using namespace clang;
using namespace ento;
using namespace wsk;

REGISTER_MAP_WITH_PROGRAMSTATE(RegistrationMap, const MemRegion *, Registration)
REGISTER_MAP_WITH_PROGRAMSTATE(SocketMap, SymbolRef, Socket)
REGISTER_MAP_WITH_PROGRAMSTATE(CaptureMap, SymbolRef, Capture)
REGISTER_MAP_WITH_PROGRAMSTATE(CompletionMap, const MemRegion *, Completion)
REGISTER_SET_WITH_PROGRAMSTATE(CompletionContexts, const MemRegion *)
REGISTER_SET_WITH_PROGRAMSTATE(KeptSymbols, SymbolRef)
REGISTER_SET_WITH_PROGRAMSTATE(EscapedSymbols, SymbolRef)
REGISTER_SET_WITH_PROGRAMSTATE(Allocations, SymbolRef)
REGISTER_TRAIT_WITH_PROGRAMSTATE(OutOfMemory, bool)
REGISTER_TRAIT_WITH_PROGRAMSTATE(AtLoad, bool)
REGISTER_TRAIT_WITH_PROGRAMSTATE(Judged, bool)
REGISTER_TRAIT_WITH_PROGRAMSTATE(FreshObject, const void *)

//===----------------------------------------------------------------------===//
// Questions
//===----------------------------------------------------------------------===//

// `&ctx->Reg` can be spelt through casts and element-zero regions; base region
// and offset say whether two spellings are one place.
static bool samePlace(const MemRegion *A, const MemRegion *B) {
  if (A == B)
    return true;
  RegionOffset X = A->getAsOffset(), Y = B->getAsOffset();
  return X.isValid() && Y.isValid() && X.getRegion() == Y.getRegion() &&
         !X.hasSymbolicOffset() && !Y.hasSymbolicOffset() &&
         X.getOffset() == Y.getOffset();
}

const MemRegion *wsk::registrationBlock(ProgramStateRef State, SVal Value) {
  const MemRegion *Region = Value.getAsRegion();
  if (!Region)
    return nullptr;
  Region = Region->StripCasts();
  for (const auto &Entry : State->get<RegistrationMap>())
    if (samePlace(Entry.first, Region))
      return Entry.first;
  return Region;
}

// Memory the path itself saw from its beginning holds no registration unless
// the path made one.
static Registration::Phase initialPhase(ProgramStateRef State,
                                        const MemRegion *Block) {
  const MemSpaceRegion *Space = memorySpace(*Block);
  if (isa<StackLocalsSpaceRegion, HeapSpaceRegion>(Space))
    return Registration::Raw;
  if (startsAtLoad(State) && isa<GlobalsSpaceRegion>(Space))
    return Registration::Raw;
  if (const MemRegion *Object = freshObject(State))
    if (Block->isSubRegionOf(Object->StripCasts()))
      return Registration::Raw;
  return Registration::Unknown;
}

Registration wsk::registration(ProgramStateRef State, const MemRegion *Block) {
  if (const Registration *R = State->get<RegistrationMap>(Block))
    return *R;
  return Registration::inPhase(initialPhase(State, Block));
}

std::vector<std::pair<const MemRegion *, Registration>>
wsk::registrations(ProgramStateRef State) {
  std::vector<std::pair<const MemRegion *, Registration>> All;
  for (const auto &Entry : State->get<RegistrationMap>())
    All.push_back(Entry);
  // The map is ordered by address; the description is stable from run to run.
  llvm::sort(All, [](const auto &A, const auto &B) {
    return describeBlock(A.first) < describeBlock(B.first);
  });
  return All;
}

SymbolRef wsk::socketSymbol(SVal Value) {
  return Value.getAsLocSymbol(/*IncludeBaseRegions=*/true);
}

// A `switch` constrains a status without telling anyone: look again.
static std::optional<Socket> settled(ProgramStateRef State, const Socket &S) {
  if (!S.is(Socket::Maybe))
    return S;
  switch (outcomeOf(State, nonloc::SymbolVal(S.status()))) {
  case Outcome::Success:
    return S.inPhase(Socket::Open);
  case Outcome::Failure:
    return std::nullopt;
  case Outcome::Open:
    return S;
  }
  llvm_unreachable("every outcome is handled");
}

std::optional<Socket> wsk::socket(ProgramStateRef State, SymbolRef Pointer) {
  const Socket *S = Pointer ? State->get<SocketMap>(Pointer) : nullptr;
  return S ? settled(State, *S) : std::nullopt;
}

std::vector<std::pair<SymbolRef, Socket>> wsk::sockets(ProgramStateRef State) {
  std::vector<std::pair<SymbolRef, Socket>> All;
  for (const auto &[Pointer, S] : State->get<SocketMap>())
    if (std::optional<Socket> Now = settled(State, S))
      All.push_back({Pointer, *Now});
  auto Number = [](const auto &Entry) {
    const auto *Data = dyn_cast<SymbolData>(Entry.first);
    return Data ? Data->getSymbolID() : 0;
  };
  llvm::sort(
      All, [&](const auto &A, const auto &B) { return Number(A) < Number(B); });
  return All;
}

std::optional<Capture> wsk::captureOf(ProgramStateRef State, SymbolRef Symbol) {
  const Capture *C = Symbol ? State->get<CaptureMap>(Symbol) : nullptr;
  return C ? std::optional(*C) : std::nullopt;
}

bool wsk::isCaptureReachable(CheckerContext &C, ProgramStateRef State,
                             const MemRegion *Block) {
  for (const auto &Entry : State->get<CaptureMap>())
    if (Entry.second.Block == Block && !Entry.second.Failed &&
        isHeld(C, State, Entry.first, Except::CurrentFrame))
      return true;
  return false;
}

bool wsk::outOfMemory(ProgramStateRef State) {
  return State->get<OutOfMemory>();
}
bool wsk::startsAtLoad(ProgramStateRef State) { return State->get<AtLoad>(); }
const MemRegion *wsk::freshObject(ProgramStateRef State) {
  return static_cast<const MemRegion *>(State->get<FreshObject>());
}
bool wsk::isJudged(ProgramStateRef State) { return State->get<Judged>(); }

Outcome wsk::outcomeOf(ProgramStateRef State, SVal Status) {
  if (const llvm::APSInt *Value = Status.getAsInteger())
    return Value->isNegative() ? Outcome::Failure : Outcome::Success;
  SymbolRef Symbol = Status.getAsSymbol();
  if (!Symbol || !Symbol->getType()->isIntegralOrEnumerationType())
    return Outcome::Open;
  ConstraintManager &CM = State->getConstraintManager();
  const llvm::APSInt *Min = CM.getSymMinVal(State, Symbol);
  const llvm::APSInt *Max = CM.getSymMaxVal(State, Symbol);
  if (Max && Max->isNegative())
    return Outcome::Failure;
  if (Min && Min->isNonNegative())
    return Outcome::Success;
  return Outcome::Open;
}

std::string wsk::describeBlock(const MemRegion *Block) {
  std::string Name = Block->getDescriptiveName();
  if (!Name.empty())
    return Name;
  if (const auto *Field = dyn_cast<FieldRegion>(Block))
    return "'" + Field->getDecl()->getNameAsString() + "'";
  return "the registration";
}

void wsk::profileWsk(ProgramStateRef State, llvm::FoldingSetNodeID &ID) {
  for (const auto &[Block, R] : State->get<RegistrationMap>()) {
    ID.AddPointer(Block);
    R.Profile(ID);
  }
  // What a socket is counts, not which of several alike it is.
  llvm::SmallVector<unsigned, 4> Kinds;
  for (const auto &[Pointer, S] : sockets(State)) {
    llvm::FoldingSetNodeID Kind;
    Kind.AddInteger(S.phase());
    Kind.AddPointer(S.site());
    Kind.AddBoolean(S.escaped());
    Kinds.push_back(Kind.ComputeHash());
  }
  llvm::sort(Kinds);
  for (unsigned Kind : Kinds)
    ID.AddInteger(Kind);
  ID.AddBoolean(outOfMemory(State));
}

//===----------------------------------------------------------------------===//
// Changes
//===----------------------------------------------------------------------===//

ProgramStateRef wsk::setRegistration(ProgramStateRef State,
                                     const MemRegion *Block,
                                     const Registration &R) {
  return State->set<RegistrationMap>(Block, R);
}

ProgramStateRef wsk::setSocket(ProgramStateRef State, SymbolRef Pointer,
                               const Socket &S) {
  return State->set<SocketMap>(Pointer, S);
}

ProgramStateRef wsk::forgetSocket(ProgramStateRef State, SymbolRef Pointer) {
  return State->remove<SocketMap>(Pointer);
}

ProgramStateRef wsk::setCapture(ProgramStateRef State, SymbolRef Symbol,
                                const Capture &C) {
  return Symbol ? State->set<CaptureMap>(Symbol, C) : State;
}

ProgramStateRef wsk::setCompletion(ProgramStateRef State, const MemRegion *Irp,
                                   const Completion &C) {
  if (const MemRegion *Context = C.Context.getAsRegion())
    State = State->add<CompletionContexts>(Context->StripCasts());
  return State->set<CompletionMap>(Irp, C);
}

bool wsk::isCompletionContext(ProgramStateRef State, const MemRegion *Object) {
  return State->contains<CompletionContexts>(Object->StripCasts());
}

ProgramStateRef wsk::clearCompletion(ProgramStateRef State,
                                     const MemRegion *Irp) {
  return State->remove<CompletionMap>(Irp);
}

std::optional<Completion> wsk::completion(ProgramStateRef State,
                                          const MemRegion *Irp) {
  const Completion *C = Irp ? State->get<CompletionMap>(Irp) : nullptr;
  return C ? std::optional(*C) : std::nullopt;
}

static ProgramStateRef resolveSockets(ProgramStateRef State) {
  for (const auto &[Pointer, S] : State->get<SocketMap>()) {
    if (!S.is(Socket::Maybe))
      continue;
    std::optional<Socket> Now = settled(State, S);
    if (!Now)
      State = State->remove<SocketMap>(Pointer);
    else if (!Now->is(Socket::Maybe))
      State = State->set<SocketMap>(Pointer, *Now);
  }
  return State;
}

static ProgramStateRef resolveAllocations(ProgramStateRef State) {
  if (State->get<OutOfMemory>())
    return State;
  for (SymbolRef Pointer : State->get<Allocations>())
    if (State->getConstraintManager()
            .isNull(State, Pointer)
            .isConstrainedTrue())
      return State->set<OutOfMemory>(true);
  return State;
}

ProgramStateRef wsk::resolveStatuses(ProgramStateRef State) {
  return resolveAllocations(resolveSockets(State));
}

static ProgramStateRef escapeSocket(ProgramStateRef State, SVal Value) {
  SymbolRef Pointer = socketSymbol(Value);
  if (const Socket *S = Pointer ? State->get<SocketMap>(Pointer) : nullptr)
    return State->set<SocketMap>(Pointer, S->withEscape());
  return State;
}

ProgramStateRef wsk::keepAlive(ProgramStateRef State, SVal Value) {
  SymbolRef Symbol = Value.getAsSymbol(/*IncludeBaseRegions=*/true);
  return Symbol ? State->add<KeptSymbols>(Symbol) : State;
}

ProgramStateRef wsk::keep(ProgramStateRef State, SVal Value) {
  return escapeSocket(keepAlive(State, Value), Value);
}

ProgramStateRef wsk::escape(ProgramStateRef State, SVal Value) {
  if (SymbolRef Symbol = Value.getAsSymbol(/*IncludeBaseRegions=*/true))
    State = State->add<EscapedSymbols>(Symbol);
  return escapeSocket(State, Value);
}

namespace {
/// Collects the symbolic objects that hold a pointer.
class PointerHolders : public StoreManager::BindingsHandler {
public:
  bool HandleBinding(StoreManager &, Store, const MemRegion *Region,
                     SVal Value) override {
    const SymbolicRegion *Base = Region->getSymbolicBase();
    if (Base && (Value.getAsLocSymbol(/*IncludeBaseRegions=*/true) ||
                 Value.getAs<nonloc::LazyCompoundVal>()))
      Found.insert(Base->getSymbol());
    return true;
  }

  llvm::SmallPtrSet<SymbolRef, 16> Found;
};
} // namespace

static ProgramStateRef dropEmptyEscapes(CheckerContext &C,
                                        ProgramStateRef State) {
  auto Escaped = State->get<EscapedSymbols>();
  if (Escaped.isEmpty())
    return State;
  PointerHolders Holders;
  C.getStoreManager().iterBindings(State->getStore(), Holders);
  for (SymbolRef Symbol : Escaped)
    if (!Holders.Found.count(Symbol))
      State = State->remove<EscapedSymbols>(Symbol);
  return State;
}

// A trait that was emptied and one that was never set read the same.
static ProgramStateRef dropEmptyTraits(ProgramStateRef State) {
  ProgramStateManager &Manager = State->getStateManager();
  ProgramState::GenericDataMap Traits = State->getGDM();
  for (const auto &[Key, Data] : Traits)
    if (!Data)
      State = Manager.removeGDM(State, Key);
  return State;
}

ProgramStateRef wsk::canonical(CheckerContext &C, ProgramStateRef State) {
  return dropEmptyTraits(dropEmptyEscapes(C, State));
}

ProgramStateRef wsk::trackAllocation(ProgramStateRef State, SymbolRef Pointer) {
  return Pointer ? State->add<Allocations>(Pointer) : State;
}

ProgramStateRef wsk::wipeMemory(ProgramStateRef State,
                                const MemRegion *Region) {
  const MemRegion *Target = Region->StripCasts();
  for (const auto &[Block, R] : State->get<RegistrationMap>())
    if (R.is(Registration::Deregistered) &&
        (Block->isSubRegionOf(Target) || samePlace(Block, Target)))
      State = State->set<RegistrationMap>(Block, R.wiped());
  return State;
}

static bool mentions(SVal Condition, SymbolRef Wanted) {
  SymbolRef Symbol = Wanted ? Condition.getAsSymbol() : nullptr;
  if (!Symbol)
    return false;
  for (SymbolRef Part : Symbol->symbols())
    if (Part == Wanted)
      return true;
  return false;
}

// Where the past is unknown, the NPI may hold an earlier capture, and a driver
// that has looked at the failure knows.
static ProgramStateRef forgetFailedCapture(ProgramStateRef State,
                                           const MemRegion *Block) {
  for (const auto &[Symbol, C] : State->get<CaptureMap>())
    if (C.Failed && !C.Local && C.Block == Block)
      State = State->remove<CaptureMap>(Symbol);
  return State;
}

ProgramStateRef wsk::noteTested(ProgramStateRef State, SVal Condition) {
  for (const auto &[Block, R] : State->get<RegistrationMap>()) {
    if (!R.statusTested() && mentions(Condition, R.status()))
      State = State->set<RegistrationMap>(Block, R.withStatusTested());
    if (!startsAtLoad(State) && mentions(Condition, R.captureStatus()))
      State = forgetFailedCapture(State, Block);
  }
  return State;
}

ProgramStateRef wsk::setStartsAtLoad(ProgramStateRef State, bool Value) {
  return State->set<AtLoad>(Value);
}

ProgramStateRef wsk::setFreshObject(ProgramStateRef State,
                                    const MemRegion *Object) {
  return State->set<FreshObject>(Object);
}

ProgramStateRef wsk::setJudged(ProgramStateRef State, bool Value) {
  return State->set<Judged>(Value);
}

//===----------------------------------------------------------------------===//
// Life of symbols
//===----------------------------------------------------------------------===//

static void markRegion(const MemRegion *Region, SymbolReaper &Reaper) {
  if (!Region)
    return;
  if (const SymbolicRegion *Base = Region->getSymbolicBase())
    Reaper.markLive(Base->getSymbol());
  Reaper.markLive(Region->getBaseRegion());
}

void wsk::markLive(ProgramStateRef State, SymbolReaper &Reaper) {
  for (const auto &Entry : State->get<RegistrationMap>()) {
    markRegion(Entry.first, Reaper);
    if (Entry.second.status() && !Entry.second.statusTested())
      Reaper.markLive(Entry.second.status());
  }
  for (const auto &Entry : State->get<CaptureMap>()) {
    markRegion(Entry.second.Block, Reaper);
    Reaper.markLive(Entry.first);
  }
  for (SymbolRef Symbol : State->get<KeptSymbols>())
    Reaper.markLive(Symbol);
  for (SymbolRef Symbol : State->get<EscapedSymbols>())
    Reaper.markLive(Symbol);
  for (const auto &Entry : State->get<CompletionMap>())
    markRegion(Entry.second.Context.getAsRegion(), Reaper);
}

llvm::SmallVector<SymbolRef, 2> wsk::lostSockets(ProgramStateRef State,
                                                 SymbolReaper &Reaper) {
  llvm::SmallVector<SymbolRef, 2> Lost;
  for (const auto &[Pointer, S] : sockets(State))
    if (Reaper.isDead(Pointer) && !S.escaped() &&
        (S.is(Socket::Open) || S.is(Socket::Maybe)))
      Lost.push_back(Pointer);
  return Lost;
}

ProgramStateRef wsk::dropDead(ProgramStateRef State, SymbolReaper &Reaper) {
  // WSK still holds a socket it has offered.
  for (const auto &[Pointer, S] : State->get<SocketMap>())
    if (Reaper.isDead(Pointer) && !S.is(Socket::Offered))
      State = State->remove<SocketMap>(Pointer);
  for (SymbolRef Symbol : State->get<Allocations>())
    if (Reaper.isDead(Symbol))
      State = State->remove<Allocations>(Symbol);
  for (const auto &Entry : State->get<CompletionMap>())
    if (!Reaper.isLiveRegion(Entry.first))
      State = State->remove<CompletionMap>(Entry.first);
  for (const MemRegion *Context : State->get<CompletionContexts>())
    if (!Reaper.isLiveRegion(Context))
      State = State->remove<CompletionContexts>(Context);
  return State;
}

void wsk::dump(llvm::raw_ostream &Out, ProgramStateRef State) {
  for (const auto &[Block, R] : registrations(State))
    Out << describeBlock(Block) << ": " << R.word()
        << " captures=" << R.captures() << '\n';
  for (const auto &[Pointer, S] : sockets(State))
    Out << "socket: " << S.word() << (S.fromAccept() ? " accepted" : "")
        << (S.escaped() ? " escaped" : "") << '\n';
}
