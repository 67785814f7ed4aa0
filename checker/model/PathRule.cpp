//===- PathRule.cpp - From a violation to a bug report --------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/PathRule.h"
#include "core/Story.h"
#include "clang/StaticAnalyzer/Core/BugReporter/BugReporter.h"
#include "clang/StaticAnalyzer/Core/BugReporter/BugType.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {

/// A report whose place is the statement to change, also when that is the
/// closing brace of a routine.
class PlacedReport : public PathSensitiveBugReport {
public:
  PlacedReport(const BugType &Type, const Violation &V,
               const ExplodedNode *Node, PathDiagnosticLocation Place,
               const Decl *In)
      : PathSensitiveBugReport(Type, V.Message, Node), Place(Place), In(In),
        Subject(V.Subject), Cause(V.Cause) {}

  PathDiagnosticLocation getLocation() const override { return Place; }
  PathDiagnosticLocation getUniqueingLocation() const override { return Place; }
  // Clang's plist writer wants the one wherever it gets the other.
  const Decl *getUniqueingDecl() const override { return In; }

  // One statement may break a rule for several blocks; one cause may show at
  // several statements, and in several wordings at one.
  void Profile(llvm::FoldingSetNodeID &ID) const override {
    ID.AddPointer(&getBugType());
    ID.AddString(Subject);
    if (Cause)
      ID.AddPointer(Cause);
    else
      ID.Add(Place);
  }

private:
  PathDiagnosticLocation Place;
  const Decl *In;
  std::string Subject;
  const Stmt *Cause;
};

const BugType &bugType(const CheckerBase &Rule, const RuleInfo &Info) {
  static thread_local std::map<std::pair<const CheckerBase *, const RuleInfo *>,
                               std::unique_ptr<BugType>>
      Types;
  std::unique_ptr<BugType> &Type = Types[{&Rule, &Info}];
  if (!Type)
    Type = std::make_unique<BugType>(&Rule, Info.Summary, "Winsock Kernel");
  return *Type;
}

} // namespace

static PathDiagnosticLocation placeOf(const Stmt *Where,
                                      const LocationContext *Frame,
                                      const SourceManager &SM) {
  if (Where)
    return PathDiagnosticLocation::createBegin(Where, SM, Frame);
  return PathDiagnosticLocation::createDeclEnd(Frame, SM);
}

// The engine leaves out calls in which nothing of interest happened; in the
// last stage it is what did not happen that is of interest.
static void showLastStage(PathSensitiveBugReport &Report,
                          const ExplodedNode *Node) {
  for (; Node; Node = Node->getFirstPred()) {
    const StackFrameContext *Frame = Node->getStackFrame();
    if (Frame->inTopFrame())
      return;
    Report.markInteresting(Frame);
  }
}

static thread_local bool AnyReport = false;

bool wsk::hasReported() { return AnyReport; }
void wsk::forgetReports() { AnyReport = false; }

void RuleContext::report(const CheckerBase &Rule, const RuleInfo &Info,
                         const Violation &V) {
  ExplodedNode *Node = C.generateErrorNode(State);
  Reported = AnyReport = true;
  if (!Node)
    return;
  auto Report = std::make_unique<PlacedReport>(
      bugType(Rule, Info), V, Node,
      placeOf(V.Where ? V.Where : Where, Frame, C.getSourceManager()),
      Frame->getDecl());
  for (const MemRegion *Block : V.Blocks)
    Report->markInteresting(Block);
  for (SymbolRef Symbol : V.Symbols)
    Report->markInteresting(Symbol);
  showLastStage(*Report, Node);
  setSubject(*Report, V.Subject);
  C.emitReport(std::move(Report));
}
