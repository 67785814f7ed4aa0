//===- WskCalls.cpp - Effects of the WSK calls ----------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "core/Compat.h"
#include "model/Evaluate.h"
#include "model/Later.h"

using namespace clang;
using namespace ento;
using namespace wsk;

// Each tag tells apart the values one call makes.
static const int ReturnTag = 0, StatusTag = 0, SocketTag = 0, ClientTag = 0,
                 DispatchTag = 0, InformationTag = 0;

//===----------------------------------------------------------------------===//
// Registration
//===----------------------------------------------------------------------===//

static void registerBlock(const CallSite &Site) {
  CheckerContext &C = Site.C;
  const MemRegion *Block = registrationBlock(C.getState(), Site.arg(1));
  QualType T = Site.resultType();
  SVal Zero = C.getSValBuilder().makeZeroVal(T);
  auto [Failing, Status] = freshFailure(C, C.getState(), Site.expr(), T);
  ProgramStateRef Succeeding = Site.returning(C.getState(), Zero);
  if (!Block) {
    C.addTransition(Succeeding);
    if (Failing)
      C.addTransition(Site.returning(Failing, Status));
    return;
  }
  std::string Name = describeBlock(Block);
  Succeeding =
      setRegistration(Succeeding, Block, Registration::registered(Site.expr()));
  C.addTransition(
      Succeeding,
      noteAbout(C, Block, "WskRegister succeeds: " + Name + " is registered"));
  if (!Failing)
    return;
  Failing = setRegistration(Site.returning(Failing, Status), Block,
                            Registration::failed(Status.getAsSymbol()));
  C.addTransition(
      Failing,
      noteAbout(C, Block, "WskRegister fails: " + Name + " is not registered"));
}

static void deregisterBlock(const CallSite &Site) {
  CheckerContext &C = Site.C;
  const MemRegion *Block = registrationBlock(C.getState(), Site.arg(0));
  if (!Block)
    return void(C.addTransition(C.getState()));
  Registration R = registration(C.getState(), Block);
  ProgramStateRef State =
      setRegistration(C.getState(), Block, R.deregistered(Site.expr()));
  C.addTransition(
      State, noteAbout(C, Block, describeBlock(Block) + " is deregistered"));
}

//===----------------------------------------------------------------------===//
// Captures
//===----------------------------------------------------------------------===//

static SVal freshPointer(const CallSite &Site, ProgramStateRef &State,
                         QualType T, const void *Tag) {
  SVal Value = freshValue(Site.C, Site.expr(), T, Tag);
  if (auto Defined = Value.getAs<DefinedOrUnknownSVal>())
    State = State->assume(*Defined, true);
  return Value;
}

static ProgramStateRef bindNpi(const CallSite &Site, ProgramStateRef State,
                               int Npi, const Capture &From) {
  QualType T = Site.argType(Npi);
  QualType Record = T.isNull() ? T : T->getPointeeType();
  ASTContext &Ctx = Site.C.getASTContext();
  SVal Address = Site.arg(Npi);
  SVal Client = freshPointer(Site, State, Ctx.VoidPtrTy, &ClientTag);
  SVal Table = freshPointer(Site, State, Ctx.VoidPtrTy, &DispatchTag);
  State = setCapture(State, Client.getAsSymbol(), From);
  State = setCapture(State, Table.getAsSymbol(), From);
  State = setField(State, Address, Record, "Client", Client, Site.frame());
  return setField(State, Address, Record, "Dispatch", Table, Site.frame());
}

// What a failed capture leaves in the NPI is whatever was there. Zero and a
// pointer of an earlier capture keep their meaning; everything else becomes a
// pointer that is known to be bad.
static ProgramStateRef leaveNpi(const CallSite &Site, ProgramStateRef State,
                                int Npi, const MemRegion *Block) {
  QualType T = Site.argType(Npi);
  if (T.isNull())
    return State;
  SVal Table =
      fieldValue(State, Site.arg(Npi), T->getPointeeType(), "Dispatch");
  bool Meaningful = Table.isConstant() ||
                    captureOf(State, Table.getAsLocSymbol(true)).has_value();
  const MemRegion *Place = Site.arg(Npi).getAsRegion();
  bool Local = Place && isa<StackSpaceRegion>(memorySpace(*Place));
  return Meaningful ? State
                    : bindNpi(Site, State, Npi, {Block, 0, true, Local});
}

static bool canCapture(const Registration &R) {
  return R.is(Registration::Registered) || R.is(Registration::Unknown);
}

static void captureNpi(const ApiCall &Api, const CallSite &Site) {
  CheckerContext &C = Site.C;
  const MemRegion *Block = registrationBlock(C.getState(), Site.arg(0));
  int Npi = Api.Row->argument('N');
  QualType T = Site.resultType();
  auto [Failing, Status] = freshFailure(C, C.getState(), Site.expr(), T);
  Registration R = Block ? registration(C.getState(), Block)
                         : Registration::inPhase(Registration::Unknown);
  if (canCapture(R)) {
    ProgramStateRef State =
        Site.returning(C.getState(), C.getSValBuilder().makeZeroVal(T));
    if (Block)
      State = setRegistration(
          State, Block,
          R.withCaptures(R.captures() + 1).withCaptureFailed(false));
    State = bindNpi(Site, State, Npi, {Block, R.captures() + 1, false, false});
    C.addTransition(State, noteAbout(C, Block,
                                     "The provider NPI is captured; captures "
                                     "held: " +
                                         std::to_string(R.captures() + 1)));
  }
  if (!Failing)
    return;
  if (Block)
    Failing = setRegistration(Failing, Block,
                              R.withCaptureFailed(true, Status.getAsSymbol()));
  Failing = leaveNpi(Site, Site.returning(Failing, Status), Npi, Block);
  C.addTransition(Failing, noteAbout(C, Block, "WskCaptureProviderNPI fails"));
}

static void releaseNpi(const CallSite &Site) {
  CheckerContext &C = Site.C;
  const MemRegion *Block = registrationBlock(C.getState(), Site.arg(0));
  if (!Block)
    return void(C.addTransition(C.getState()));
  Registration R = registration(C.getState(), Block);
  int Left = R.captures() - 1;
  ProgramStateRef State = setRegistration(
      C.getState(), Block,
      R.withCaptures(Left).withCaptureFailed(false).withRelease(Site.expr()));
  std::string Text = "The provider NPI is released";
  if (R.capturesKnown())
    Text += "; captures held: " + std::to_string(Left);
  C.addTransition(State, noteAbout(C, Block, Text));
}

//===----------------------------------------------------------------------===//
// Calls that complete an IRP
//===----------------------------------------------------------------------===//

static ProgramStateRef writeOutputs(const ApiCall &Api, const CallSite &Site,
                                    ProgramStateRef State) {
  for (unsigned I = 0; I != Api.Row->Args.size(); ++I)
    if (Api.Row->Args[I] == 'w' && I < Site.Call.getNumArgs())
      State = writePointee(Site.C, State, Site.arg(I), Site.argType(I),
                           Site.expr());
  return State;
}

static ProgramStateRef atMostZero(const CallSite &Site, ProgramStateRef State,
                                  SVal Status) {
  SValBuilder &SVB = Site.C.getSValBuilder();
  SVal Cond =
      SVB.evalBinOp(State, BO_LE, Status, SVB.makeZeroVal(Site.resultType()),
                    SVB.getConditionType());
  auto Defined = Cond.getAs<DefinedSVal>();
  State = Defined ? State->assume(*Defined, true) : State;
  return assumeNoWarning(Site.C, State, Status);
}

ProgramStateRef wsk::bindIoStatus(const CallSite &Site, ProgramStateRef State,
                                  int Irp, SVal Status, SVal Information) {
  QualType T = Site.argType(Irp);
  if (T.isNull() || !T->isPointerType())
    return State;
  SVal Block =
      fieldAddress(State, Site.arg(Irp), T->getPointeeType(), "IoStatus");
  const auto *Region = dyn_cast_or_null<TypedValueRegion>(Block.getAsRegion());
  if (!Region)
    return State;
  QualType Record = Region->getValueType();
  State = setField(State, Block, Record, "Status", Status, Site.frame());
  return setField(State, Block, Record, "Information", Information,
                  Site.frame());
}

// A socket's address lies above the pages that are never mapped: it is no count
// of bytes, which drivers may take it for.
static ProgramStateRef assumeAddress(const CallSite &Site,
                                     ProgramStateRef State, SVal Pointer) {
  constexpr uint64_t FirstAddress = 0x10000;
  SValBuilder &SVB = Site.C.getSValBuilder();
  ASTContext &Ctx = Site.C.getASTContext();
  SVal First = SVB.evalCast(SVB.makeIntVal(FirstAddress, Ctx.getSizeType()),
                            Ctx.VoidPtrTy, Ctx.getSizeType());
  SVal Above =
      SVB.evalBinOp(State, BO_GE, Pointer, First, SVB.getConditionType());
  auto Condition = Above.getAs<DefinedSVal>();
  ProgramStateRef Known = Condition ? State->assume(*Condition, true) : State;
  return Known ? Known : State;
}

// The table a call was read from is there.
static ProgramStateRef assumeTable(const ApiCall &Api, const CallSite &Site,
                                   ProgramStateRef State) {
  if (!Api.Table)
    return State;
  auto Table = Site.C.getSValBuilder().makeLoc(Api.Table).getAs<DefinedSVal>();
  ProgramStateRef There = Table ? State->assume(*Table, true) : State;
  return There ? There : State;
}

// The registration behind a provider call, or behind the socket accepted on.
static const MemRegion *ownerOf(const ApiCall &Api, const CallSite &Site) {
  ProgramStateRef State = Site.C.getState();
  if (Api.Row->Makes == WskMakes::Accepted) {
    auto Listener = socket(State, socketSymbol(Site.arg(0)));
    return Listener ? Listener->owner() : nullptr;
  }
  std::optional<Capture> From = captureOf(State, Api.Table);
  if (!From)
    From = captureOf(State, Site.arg(0).getAsLocSymbol(true));
  return From ? From->Block : nullptr;
}

static ProgramStateRef noteCallbacks(const ApiCall &Api, const CallSite &Site,
                                     ProgramStateRef State, SymbolRef Socket) {
  int Table = Api.Row->argument('D');
  const auto *Region =
      dyn_cast_or_null<TypedValueRegion>(Site.arg(Table).getAsRegion());
  if (!Region)
    return State;
  SVal Context = Site.arg(Api.Row->argument('X'));
  return addSocketEvents(State, *Region, Context, Socket);
}

static bool worthRunning(CheckerContext &C, const FunctionDecl *Routine) {
  const FunctionFacts *Facts =
      CallFacts::get(C.getASTContext()).lookup(Routine);
  return Facts &&
         (Facts->matters() || Facts->WritesThroughPointers ||
          !Facts->WrittenFields.empty() || !Facts->WrittenGlobals.empty());
}

// The IRP completes whatever the call returns (contract F2): the completion
// routine runs here, before the call returns.
static void finish(const CallSite &Site, ProgramStateRef State, int Irp,
                   const NoteTag *Note) {
  const MemRegion *Region = Site.arg(Irp).getAsRegion();
  std::optional<Completion> Done =
      Region ? completion(State, Region->StripCasts()) : std::nullopt;
  if (Done)
    State = clearCompletion(State, Region->StripCasts());
  if (!Done || isOnStack(Site.frame(), Done->Routine) ||
      !worthRunning(Site.C, Done->Routine))
    return void(Site.C.addTransition(State, Note));
  SVal NoDevice = Site.C.getSValBuilder().makeNullWithType(
      Site.C.getASTContext().VoidPtrTy);
  runInside(Site, State, Done->Routine,
            {NoDevice, Site.arg(Irp), Done->Context}, Note);
}

static void completeWithSocket(const ApiCall &Api, const CallSite &Site,
                               ProgramStateRef State, SVal Status) {
  CheckerContext &C = Site.C;
  int Irp = Api.Row->irpArgument();
  SVal Pointer =
      freshPointer(Site, State, C.getASTContext().VoidPtrTy, &SocketTag);
  State = assumeAddress(Site, State, Pointer);
  State = bindIoStatus(Site, State, Irp, Status, Pointer);
  SymbolRef Symbol = Pointer.getAsSymbol();
  bool Accepted = Api.Row->Makes == WskMakes::Accepted;
  bool Tracked =
      Symbol && Status.getAsSymbol() && Site.arg(Irp).getAsRegion() != nullptr;
  if (Tracked)
    State = setSocket(State, Symbol,
                      Socket::maybe(Status.getAsSymbol(), Site.expr(),
                                    ownerOf(Api, Site), Accepted));
  State = noteCallbacks(Api, Site, State, Tracked ? Symbol : nullptr);
  finish(Site, State, Irp,
         noteAbout(C, Symbol,
                   Accepted ? "A socket is accepted here"
                            : "A socket is created here"));
}

static void completeWith(const ApiCall &Api, const CallSite &Site,
                         ProgramStateRef State, SVal Status) {
  if (Api.Row->Makes != WskMakes::Nothing)
    return completeWithSocket(Api, Site, State, Status);
  SVal Bytes =
      freshValue(Site.C, Site.expr(), Site.C.getASTContext().getSizeType(),
                 &InformationTag);
  int Irp = Api.Row->irpArgument();
  finish(Site, bindIoStatus(Site, State, Irp, Status, Bytes), Irp, nullptr);
}

// The call returns what the IRP completed with, or STATUS_PENDING. Both paths
// share one symbol for the outcome: once the driver has waited they are the
// same path again.
static void completeCall(const ApiCall &Api, const CallSite &Site) {
  CheckerContext &C = Site.C;
  QualType T = Site.resultType();
  ProgramStateRef State =
      writeOutputs(Api, Site, assumeTable(Api, Site, C.getState()));
  if (T->isVoidType())
    return void(C.addTransition(State));
  int Irp = Api.Row->irpArgument();
  if (Irp < 0 || !Site.arg(Irp).getAsRegion())
    return void(C.addTransition(
        Site.returning(State, freshValue(C, Site.expr(), T, &ReturnTag))));
  SVal Status = freshValue(C, Site.expr(), T, &StatusTag);
  State = atMostZero(Site, State, Status);
  if (!State)
    return;
  constexpr int Pending = 0x103; // STATUS_PENDING
  SVal Later = C.getSValBuilder().makeIntVal(Pending, T);
  completeWith(Api, Site, Site.returning(State, Status), Status);
  completeWith(Api, Site, Site.returning(State, Later), Status);
}

static void closeSocket(const ApiCall &Api, const CallSite &Site) {
  CheckerContext &C = Site.C;
  SymbolRef Symbol = socketSymbol(Site.arg(0));
  ProgramStateRef State = C.getState();
  if (Symbol) {
    std::optional<Socket> S = socket(State, Symbol);
    State = setSocket(State, Symbol,
                      S ? S->closed(Site.expr())
                        : Socket::closedUnseen(Site.expr()));
  }
  SVal Returned = freshValue(C, Site.expr(), Site.resultType(), &ReturnTag);
  State = Site.returning(State, Returned);
  // Contract Q8: a close cannot fail.
  SVal Zero = C.getSValBuilder().makeZeroVal(Site.resultType());
  State = bindIoStatus(
      Site, State, 1, Zero,
      C.getSValBuilder().makeZeroVal(C.getASTContext().getSizeType()));
  finish(Site, State, Api.Row->irpArgument(),
         noteAbout(C, Symbol, "The socket is closed here"));
}

void wsk::evaluateWskCall(const ApiCall &Api, const CallSite &Site) {
  switch (Api.Row->Id) {
  case WskCall::Register:
    return registerBlock(Site);
  case WskCall::Deregister:
    return deregisterBlock(Site);
  case WskCall::Capture:
    return captureNpi(Api, Site);
  case WskCall::ReleaseNpi:
    return releaseNpi(Site);
  case WskCall::CloseSocket:
    return closeSocket(Api, Site);
  default:
    return completeCall(Api, Site);
  }
}
