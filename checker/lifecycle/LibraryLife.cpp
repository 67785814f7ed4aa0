//===- LibraryLife.cpp - The use of a library -----------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "lifecycle/LibraryLife.h"
#include "lifecycle/Status.h"
#include "model/Later.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace ento;
using namespace wsk;

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

/// Words that begin something, and those that end it.
static constexpr struct {
  llvm::StringLiteral Begin, End;
} WordPairs[] = {
    {"initialize", "uninitialize"},
    {"initialize", "deinitialize"},
    {"initialize", "cleanup"},
    {"initialize", "terminate"},
    {"initialize", "destroy"},
    {"initialize", "shutdown"},
    {"initialize", "finalize"},
    {"initialize", "teardown"},
    {"initialize", "unload"},
    {"initialize", "close"},
    {"initialize", "free"},
    {"initialize", "stop"},
    {"initialize", "exit"},
    {"initialize", "uninit"},
    {"initialize", "deinit"},
    {"init", "uninit"},
    {"init", "deinit"},
    {"init", "uninitialize"},
    {"init", "deinitialize"},
    {"init", "term"},
    {"init", "terminate"},
    {"init", "cleanup"},
    {"init", "exit"},
    {"init", "fini"},
    {"init", "done"},
    {"init", "destroy"},
    {"init", "shutdown"},
    {"init", "teardown"},
    {"init", "close"},
    {"init", "free"},
    {"init", "stop"},
    {"init", "unload"},
    {"startup", "cleanup"},
    {"startup", "shutdown"},
    {"start", "stop"},
    {"start", "shutdown"},
    {"start", "cleanup"},
    {"setup", "teardown"},
    {"setup", "cleanup"},
    {"open", "close"},
    {"create", "destroy"},
    {"create", "delete"},
    {"create", "close"},
    {"create", "free"},
    {"register", "deregister"},
    {"register", "unregister"},
    {"load", "unload"},
    {"attach", "detach"},
    {"enable", "disable"},
    {"begin", "end"},
    {"up", "down"},
    {"construct", "destruct"},
    {"acquire", "release"},
};

/// "WSKNet_UnInitialise" -> wsk, net, uninitialize.
static std::vector<std::string> wordsOf(llvm::StringRef Name) {
  std::vector<std::string> Words;
  bool Fresh = true;
  for (size_t I = 0; I != Name.size(); ++I) {
    char Ch = Name[I];
    if (!llvm::isAlnum(Ch)) {
      Fresh = true;
      continue;
    }
    bool Upper = llvm::isUpper(Ch);
    bool AfterLower = I && llvm::isLower(Name[I - 1]);
    bool BeforeLower = I + 1 != Name.size() && llvm::isLower(Name[I + 1]);
    if (Fresh || (Upper && (AfterLower || BeforeLower)))
      Words.emplace_back();
    Fresh = false;
    Words.back() += llvm::toLower(Ch);
  }
  for (size_t I = 0; I != Words.size(); ++I) {
    llvm::StringRef Word = Words[I];
    if ((Word == "un" || Word == "de") && I + 1 != Words.size()) {
      Words[I] += Words[I + 1];
      Words.erase(Words.begin() + I + 1);
    }
    if (llvm::StringRef(Words[I]).ends_with("ise"))
      Words[I][Words[I].size() - 2] = 'z';
  }
  return Words;
}

// The names are the same but for one word each, wherever it stands.
static bool goTogether(const std::vector<std::string> &Begin,
                       const std::vector<std::string> &End) {
  if (Begin.size() != End.size())
    return false;
  for (const auto &Words : WordPairs)
    for (size_t B = 0; B != Begin.size(); ++B)
      for (size_t E = 0; E != End.size(); ++E) {
        if (Begin[B] != Words.Begin || End[E] != Words.End)
          continue;
        std::vector<std::string> RestOfBegin = Begin, RestOfEnd = End;
        RestOfBegin.erase(RestOfBegin.begin() + B);
        RestOfEnd.erase(RestOfEnd.begin() + E);
        if (RestOfBegin == RestOfEnd)
          return true;
      }
  return false;
}

//===----------------------------------------------------------------------===//
// Pairs
//===----------------------------------------------------------------------===//

static bool isForUsers(const CallFacts &Facts, const FunctionDecl &F) {
  if (!F.isExternallyVisible() || isa<CXXMethodDecl>(F) || !F.getIdentifier())
    return false;
  // A driver's own routines run when DriverEntry has them run; these two belong
  // to the drivers that link with it.
  return !Facts.entry() || F.getName() == "DllInitialize" ||
         F.getName() == "DllUnload";
}

static bool begins(const CallFacts &Facts, const FunctionDecl &F) {
  const FunctionFacts *Does = Facts.lookup(&F);
  return Does && Does->reaches(WskCall::Register) && isForUsers(Facts, F);
}

static bool ends(const CallFacts &Facts, const FunctionDecl &F) {
  const FunctionFacts *Does = Facts.lookup(&F);
  return Does && Does->reaches(WskCall::Deregister) &&
         !Does->reaches(WskCall::Register) && isForUsers(Facts, F);
}

static bool isFlag(QualType T) {
  T = T.getCanonicalType().getUnqualifiedType();
  return T->isBooleanType() || T->isSpecificBuiltinType(BuiltinType::UChar);
}

// NTSTATUS, BOOLEAN, a pointer or nothing. What other numbers mean is not
// known.
static bool tellsOfFailure(QualType Result) {
  return Result->isVoidType() || Result->isPointerType() || isFlag(Result) ||
         Result->isSpecificBuiltinType(BuiltinType::Long);
}

static bool sameType(QualType A, QualType B) {
  return A.getCanonicalType().getUnqualifiedType() ==
         B.getCanonicalType().getUnqualifiedType();
}

// A pointer the end takes is one the beginning was given or has handed out.
static bool isHandedOver(const FunctionDecl &Begin, QualType T) {
  return sameType(Begin.getReturnType(), T) ||
         llvm::any_of(Begin.parameters(), [&](const ParmVarDecl *P) {
           QualType Given = P->getType();
           return sameType(Given, T) || (Given->isPointerType() &&
                                         sameType(Given->getPointeeType(), T));
         });
}

static bool fits(const FunctionDecl &Begin, const FunctionDecl &End) {
  return tellsOfFailure(Begin.getReturnType()) &&
         llvm::all_of(End.parameters(), [&](const ParmVarDecl *P) {
           return !P->getType()->isAnyPointerType() ||
                  isHandedOver(Begin, P->getType());
         });
}

const FunctionDecl *wsk::endOfUse(const CallFacts &Facts,
                                  const FunctionDecl &Begin) {
  if (!begins(Facts, Begin) ||
      (Facts.entry() && !llvm::is_contained(Facts.uncalled(), &Begin)))
    return nullptr;
  std::vector<std::string> Name = wordsOf(Begin.getName());
  const FunctionDecl *Only = nullptr;
  unsigned Beginnings = 0, Endings = 0;
  for (const FunctionDecl *F : Facts.functions()) {
    Beginnings += begins(Facts, *F);
    if (!ends(Facts, *F))
      continue;
    if (goTogether(Name, wordsOf(F->getName())))
      return fits(Begin, *F) ? F : nullptr;
    ++Endings;
    Only = F;
  }
  return Beginnings == 1 && Endings == 1 && fits(Begin, *Only) ? Only : nullptr;
}

bool wsk::endsUse(const CallFacts &Facts, const FunctionDecl &F) {
  return ends(Facts, F) &&
         llvm::any_of(Facts.functions(), [&](const FunctionDecl *Begin) {
           const FunctionDecl *End = endOfUse(Facts, *Begin);
           return End && End->getCanonicalDecl() == F.getCanonicalDecl();
         });
}

void wsk::noteOpenEnd(const CallFacts &Facts, const Decl &Root, RunLog &Log) {
  const auto *F = dyn_cast<FunctionDecl>(&Root);
  if (!F || !begins(Facts, *F) || endOfUse(Facts, *F) ||
      !llvm::is_contained(Facts.uncalled(), F))
    return;
  Log.Inconclusive["MissingDeregister"].insert(
      "no routine is known to end what '" + F->getNameAsString() +
      "' begins, and there is no DriverEntry");
}

//===----------------------------------------------------------------------===//
// The end of the beginning
//===----------------------------------------------------------------------===//

static ProgramStateRef handOut(CheckerContext &C, ProgramStateRef State,
                               const FunctionDecl &Begin, SVal Result) {
  if (Begin.getReturnType()->isPointerType())
    State = rememberObject(State, Begin.getReturnType(), Result);
  for (const ParmVarDecl *P : Begin.parameters()) {
    QualType T = P->getType();
    if (!T->isPointerType() || !T->getPointeeType()->isPointerType())
      continue;
    auto Place = State->getSVal(State->getLValue(P, C.getLocationContext()))
                     .getAs<Loc>();
    if (Place && Place->getAsRegion())
      State = rememberObject(State, T->getPointeeType(),
                             State->getSVal(*Place, T->getPointeeType()));
  }
  return State;
}

std::pair<ProgramStateRef, ProgramStateRef>
wsk::splitBegun(CheckerContext &C, ProgramStateRef State, SVal Result) {
  const auto &Begin = *cast<FunctionDecl>(C.getStackFrame()->getDecl());
  QualType T = Begin.getReturnType();
  Convention How =
      T->isPointerType() || isFlag(T) ? Convention::Truth : Convention::Status;
  auto [Failed, Succeeded] = splitStatus(C, State, Result, How);
  if (Succeeded)
    Succeeded = handOut(C, Succeeded, Begin, Result);
  return {Failed, Succeeded};
}
