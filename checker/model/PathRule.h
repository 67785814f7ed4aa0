//===- PathRule.h - The shape of a rule -------------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A rule reads the state of a path at the events below and reports. It never
/// changes state. One self-registering file per rule in rules/.
//===----------------------------------------------------------------------===//
#ifndef WSK_MODEL_PATHRULE_H
#define WSK_MODEL_PATHRULE_H

#include "api/WskApi.h"
#include "core/CheckerList.h"
#include "core/Rule.h"
#include "model/WskState.h"
#include "clang/StaticAnalyzer/Core/Checker.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"

namespace wsk {

/// How a driver's life ended.
enum class LifeEnd {
  EntryFailed, ///< DriverEntry returned a failure: the image goes away at once
  Unloaded,    ///< the unload roots have returned
  /// A framework unloads the driver; its own routines have run, or it has none.
  UnloadedBySystem,
  Destroyed,   ///< the destructor of the object has returned
  BeginFailed, ///< a library's routine that begins its use has failed
  Ended,       ///< the one that ends it has returned
};

/// What went wrong, in the rule's words.
struct Violation {
  /// One line that tells the story: what, where from, by which exit.
  std::string Message;
  /// Registrations whose steps belong to the story.
  llvm::SmallVector<const MemRegion *, 2> Blocks;
  /// Sockets and status values whose steps belong to the story.
  llvm::SmallVector<SymbolRef, 2> Symbols;
  /// What it is about, in words that survive edits.
  std::string Subject;
  /// The statement to change, if it is not the one judged.
  const clang::Stmt *Where = nullptr;
  /// The step that makes this and other statements wrong (the early release of
  /// several calls after it): one cause is reported once.
  const clang::Stmt *Cause = nullptr;
};

/// What a rule may use while it looks at an event.
class RuleContext {
public:
  /// \p Where is the statement judged, null at a closing brace.
  RuleContext(clang::ento::CheckerContext &C, ProgramStateRef State,
              const clang::Stmt *Where)
      : C(C), State(std::move(State)), Where(Where),
        Frame(C.getLocationContext()) {}

  ProgramStateRef state() const { return State; }
  clang::ento::CheckerContext &engine() const { return C; }
  /// The statement judged; null at a closing brace.
  const clang::Stmt *where() const { return Where; }
  const clang::LocationContext *frame() const { return Frame; }
  /// The path was ended by a report: nothing more can be judged on it.
  bool reported() const { return Reported; }

  /// Reports and ends the path.
  void report(const clang::ento::CheckerBase &Rule, const RuleInfo &Info,
              const Violation &V);

private:
  clang::ento::CheckerContext &C;
  ProgramStateRef State;
  const clang::Stmt *Where;
  const clang::LocationContext *Frame;
  bool Reported = false;
};

/// A checker without engine callbacks: the model calls its rules itself.
struct NoEngineCallback {
  template <typename C>
  static void _register(C *, clang::ento::CheckerManager &) {}
};

class PathRule : public clang::ento::Checker<NoEngineCallback> {
public:
  /// Before the effects of a WSK call.
  virtual void beforeCall(const ApiCall &, const clang::ento::CallEvent &,
                          RuleContext &) const {}
  /// The driver's life ended with the state of \p Context.
  virtual void atLifeEnd(LifeEnd, RuleContext &) const {}
  /// The last reference to these open sockets is gone.
  virtual void onSocketsLost(llvm::ArrayRef<SymbolRef>, RuleContext &) const {}
  /// A function (root or not) is left; Context.where() is its return.
  virtual void atFunctionEnd(const clang::FunctionDecl &, RuleContext &) const {
  }
};

/// Called by a rule's registration: the model will tell it its events.
void attachRule(clang::ento::CheckerManager &Manager, const PathRule &Rule);
/// The rules enabled in \p C's analysis, in order of their names.
llvm::ArrayRef<const PathRule *> attachedRules(clang::ento::CheckerContext &C);
/// Tells the enabled rules of an event, one by one, until one has reported.
/// \p Event takes a rule. True if one did.
template <typename Fn> bool tellRules(RuleContext &Context, Fn Event) {
  for (const PathRule *Rule : attachedRules(Context.engine())) {
    Event(*Rule);
    if (Context.reported())
      return true;
  }
  return false;
}
/// Some rule has reported on this thread since forgetReports().
bool hasReported();
void forgetReports();

/// --pedantic: suspicious patterns are reported too.
bool isPedantic(clang::ento::CheckerContext &C);

template <typename RULE> void enableRule(clang::ento::CheckerManager &Manager) {
  attachRule(Manager, *Manager.registerChecker<RULE>());
}

/// At the end of a rule's file: WSK_RULE(MissingDeregister)
#define WSK_RULE(CLASS)                                                        \
  static const bool Registered##CLASS =                                        \
      wsk::addRule(CLASS::Info) &&                                             \
      wsk::addChecker({wsk::checkerName(CLASS::Info),                          \
                       CLASS::Info.Summary.str(),                              \
                       &wsk::enableRule<CLASS>,                                \
                       {wsk::ModelName.str(), wsk::LifecycleName.str()},       \
                       /*Hidden=*/false});

} // namespace wsk

#endif // WSK_MODEL_PATHRULE_H
