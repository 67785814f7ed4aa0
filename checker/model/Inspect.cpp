//===- Inspect.cpp - The model's state as warnings, for tests -------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Two hidden checkers with which tests look at the model without any rule.
///
/// wsk.debug.Inspect reports, at calls of functions a test declares itself:
///   WskInspect()         every registration and socket of the path
///   WskInspectBlock(P)   the registration at P
///   WskInspectSocket(P)  the socket P
///   WskInspectNpi(P)     which capture the symbol P came from
///   WskInspectValue(V)   what is known of V: a number, null, ...
/// The path goes on. To the model they are routines it does not know; a test
/// passes addresses as integers, which an unknown routine neither writes
/// through nor keeps.
///
/// wsk.debug.Calls reports how every call of the interface was classified.
//===----------------------------------------------------------------------===//
#include "model/PathRule.h"
#include "model/WskStateUpdate.h"
#include "clang/StaticAnalyzer/Core/BugReporter/BugType.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {

class InspectBase {
protected:
  void warn(CheckerContext &C, const Stmt *Where, const Twine &Text) const {
    if (ExplodedNode *Node = C.generateNonFatalErrorNode()) {
      auto Report =
          std::make_unique<PathSensitiveBugReport>(Bug, Text.str(), Node);
      Report->addRange(Where->getSourceRange());
      C.emitReport(std::move(Report));
    }
  }

  explicit InspectBase(const CheckerBase *Checker)
      : Bug(Checker, "State of the model", "Debug") {}
  BugType Bug;
};

class Inspect : public Checker<check::PreCall>, InspectBase {
public:
  Inspect() : InspectBase(this) {}
  void checkPreCall(const CallEvent &Call, CheckerContext &C) const;
};

class Calls : public Checker<check::PreCall>, InspectBase {
public:
  Calls() : InspectBase(this) {}
  void checkPreCall(const CallEvent &Call, CheckerContext &C) const;
};

} // namespace

//===----------------------------------------------------------------------===//
// State
//===----------------------------------------------------------------------===//

static std::string wholeState(ProgramStateRef State) {
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  dump(Out, State);
  if (outOfMemory(State))
    Out << "out of memory\n";
  llvm::SmallVector<StringRef, 8> Lines;
  StringRef(Text).split(Lines, '\n', -1, /*KeepEmpty=*/false);
  return Lines.empty() ? "nothing" : llvm::join(Lines, "; ");
}

static std::string blockState(ProgramStateRef State, SVal Address) {
  const MemRegion *Block = registrationBlock(State, Address);
  if (!Block)
    return "no block";
  Registration R = registration(State, Block);
  return R.word().str() + ", " + std::to_string(R.captures()) + " captures" +
         (R.captureFailed() ? ", capture failed" : "");
}

static std::string socketState(ProgramStateRef State, SVal Pointer) {
  if (Pointer.isZeroConstant())
    return "null";
  std::optional<Socket> S = socket(State, socketSymbol(Pointer));
  if (!S)
    return "no socket";
  std::string Text = S->word().str();
  if (S->fromAccept())
    Text += ", accepted";
  if (S->escaped())
    Text += ", escaped";
  if (S->owner())
    Text += ", under " + describeBlock(S->owner());
  return Text;
}

static std::string captureState(ProgramStateRef State, SVal Pointer) {
  std::optional<Capture> From = captureOf(State, Pointer.getAsLocSymbol(true));
  if (!From)
    return Pointer.isZeroConstant() ? "null" : "no capture";
  std::string Block = From->Block ? describeBlock(From->Block) : "no block";
  return (From->Failed ? "failed capture on " : "captured on ") + Block;
}

static std::string valueState(ProgramStateRef State, SVal Value) {
  if (const FunctionDecl *F = Value.getAsFunctionDecl())
    return "function " + F->getNameAsString();
  if (Value.isUnknownOrUndef())
    return Value.isUndef() ? "uninitialised" : "unknown";
  if (const llvm::APSInt *Number = Value.getAsInteger())
    return llvm::toString(*Number, 10);
  if (SymbolRef Symbol = Value.getAsSymbol())
    if (const llvm::APSInt *Number =
            State->getConstraintManager().getSymVal(State, Symbol))
      return llvm::toString(*Number, 10);
  auto Defined = Value.castAs<DefinedOrUnknownSVal>();
  auto [NonZero, Zero] = State->assume(Defined);
  if (Zero && NonZero)
    return "open";
  return NonZero ? "not zero" : "0";
}

// A test passes an address as an integer; see the top of the file.
static SVal withoutCast(SVal Value) {
  if (auto Address = Value.getAs<nonloc::LocAsInteger>())
    return Address->getLoc();
  return Value;
}

void Inspect::checkPreCall(const CallEvent &Call, CheckerContext &C) const {
  const auto *F = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  if (!F || !F->getIdentifier() || F->hasBody() ||
      !F->getName().starts_with("WskInspect"))
    return;
  ProgramStateRef State = C.getState();
  if (F->getName() == "WskInspect")
    return warn(C, Call.getOriginExpr(), "state: " + wholeState(State));
  struct Question {
    StringRef Function, Subject;
    std::string (*Ask)(ProgramStateRef, SVal);
  };
  static constexpr Question Questions[] = {
      {"WskInspectBlock", "block", blockState},
      {"WskInspectSocket", "socket", socketState},
      {"WskInspectNpi", "npi", captureState},
      {"WskInspectValue", "value", valueState}};
  for (const Question &Q : Questions)
    if (F->getName() == Q.Function && Call.getNumArgs() == 1)
      warn(C, Call.getOriginExpr(),
           Q.Subject + ": " + Q.Ask(State, withoutCast(Call.getArgSVal(0))));
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

void Calls::checkPreCall(const CallEvent &Call, CheckerContext &C) const {
  ApiCall Api = classify(Call);
  if (!Api)
    return;
  static constexpr llvm::StringLiteral Tables[] = {"export", "provider",
                                                   "socket"};
  std::string Text =
      ("call: " + Api.Row->Name + ", " + Tables[int(Api.Row->Table)]).str();
  if (std::optional<Capture> From = captureOf(C.getState(), Api.Table))
    if (From->Block)
      Text += (From->Failed ? ", failed capture on " : ", captured on ") +
              describeBlock(From->Block);
  warn(C, Call.getOriginExpr(), Text);
}

//===----------------------------------------------------------------------===//
// Registration
//===----------------------------------------------------------------------===//

// `-analyzer-checker=wsk` means the rules; these two run only when they are
// named.
template <typename CHECKER> static void enable(CheckerManager &Manager) {
  StringRef Own = Manager.getCurrentCheckerName();
  for (const auto &[Name, On] :
       Manager.getAnalyzerOptions().CheckersAndPackages)
    if (On && Name == Own)
      return void(Manager.registerChecker<CHECKER>());
}

static const bool Registered =
    addChecker({"wsk.debug.Inspect",
                "Reports the model's state at calls of WskInspect",
                &enable<Inspect>,
                {ModelName.str(), LifecycleName.str()},
                /*Hidden=*/true}) &&
    addChecker({"wsk.debug.Calls",
                "Reports how calls of the interface are classified",
                &enable<Calls>,
                {ModelName.str(), LifecycleName.str()},
                /*Hidden=*/true});
