//===- Story.cpp - How the engine words a finding's story -----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "core/Story.h"
#include "clang/Analysis/PathDiagnostic.h"
#include "clang/StaticAnalyzer/Core/BugReporter/BugReporter.h"
#include "clang/StaticAnalyzer/Core/BugReporter/BugReporterVisitors.h"
#include "llvm/ADT/StringSet.h"
#include <mutex>

using namespace llvm;
using namespace clang;
using namespace clang::ento;
using namespace wsk;

static constexpr llvm::StringLiteral StagePrefix = "Stage ";
static constexpr llvm::StringLiteral StageSeparator = ": ";
static constexpr llvm::StringLiteral SubjectPrefix = "wsk.subject=";

std::string wsk::stageNote(StringRef Name, StringRef Text) {
  assert(!Name.empty() && !Name.contains(StageSeparator) &&
         !Name.contains('\n') && "the note could not be parsed back");
  return (StagePrefix + Name + StageSeparator + Text).str();
}

std::optional<StageNote> wsk::parseStageNote(StringRef Note) {
  if (!Note.consume_front(StagePrefix))
    return std::nullopt;
  size_t End = Note.find(StageSeparator);
  if (End == 0 || End == StringRef::npos)
    return std::nullopt;
  return StageNote{Note.take_front(End).str(),
                   Note.drop_front(End + StageSeparator.size()).str()};
}

/// A piece keeps only a pointer to its tag, so the text must outlive every
/// report. There are as many texts as things a driver can be wrong about: few.
static const char *internedTag(StringRef Subject) {
  static std::mutex Guard;
  static StringSet<> Tags;
  std::lock_guard<std::mutex> Lock(Guard);
  return Tags.insert((SubjectPrefix + Subject).str()).first->getKeyData();
}

namespace {
/// Makes the usual last piece and tags it.
class SubjectVisitor : public BugReporterVisitor {
public:
  explicit SubjectVisitor(const char *Tag) : Tag(Tag) {}

  PathDiagnosticPieceRef VisitNode(const ExplodedNode *, BugReporterContext &,
                                   PathSensitiveBugReport &) override {
    return nullptr;
  }

  PathDiagnosticPieceRef getEndPath(BugReporterContext &BRC,
                                    const ExplodedNode *N,
                                    PathSensitiveBugReport &BR) override {
    PathDiagnosticPieceRef Piece = getDefaultEndPath(BRC, N, BR);
    Piece->setTag(Tag);
    return Piece;
  }

  void Profile(FoldingSetNodeID &ID) const override {
    static int Kind;
    ID.AddPointer(&Kind);
    ID.AddPointer(Tag);
  }

private:
  const char *Tag;
};
} // namespace

void wsk::setSubject(PathSensitiveBugReport &Report, StringRef Subject) {
  Report.addVisitor(std::make_unique<SubjectVisitor>(internedTag(Subject)));
}

StringRef wsk::subjectOfTag(StringRef Tag) {
  return Tag.consume_front(SubjectPrefix) ? Tag : StringRef();
}
