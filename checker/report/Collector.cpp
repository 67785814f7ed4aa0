//===- Collector.cpp - Analyzer reports become findings -------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "report/Collector.h"
#include "core/Story.h"
#include "clang/AST/Decl.h"
#include "clang/Analysis/PathDiagnostic.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace clang;
using namespace clang::ento;
using namespace wsk;

std::string wsk::displayName(StringRef File) {
  SmallString<256> Root, Full(File);
  if (File.empty() || sys::fs::current_path(Root) ||
      sys::fs::make_absolute(Full))
    return File.str();
  sys::path::remove_dots(Full, /*remove_dot_dot=*/true);
  StringRef Below = Full;
  if (!Below.consume_front(Root) || Below.empty() ||
      !sys::path::is_separator(Below.front()))
    return File.str();
  return Below.drop_front().str();
}

/// The place of \p Loc in the text the user wrote: where a macro is expanded,
/// and under the names of #line.
static PresumedLoc presumed(SourceLocation Loc, const SourceManager &SM) {
  return SM.getPresumedLoc(SM.getExpansionLoc(Loc));
}

/// One past the last byte of the token at \p Loc, or of the macro call there.
static SourceLocation endOfToken(SourceLocation Loc, const SourceManager &SM) {
  if (Loc.isMacroID())
    Loc = SM.getExpansionRange(Loc).getEnd();
  unsigned Length = Lexer::MeasureTokenLength(Loc, SM, LangOptions());
  return Loc.getLocWithOffset(static_cast<int>(Length));
}

static void setEnd(Place &At, SourceLocation Last, const SourceManager &SM) {
  PresumedLoc End = presumed(endOfToken(Last, SM), SM);
  if (End.isInvalid() || displayName(End.getFilename()) != At.File ||
      std::make_pair(End.getLine(), End.getColumn()) <=
          std::make_pair(At.Line, At.Column))
    return;
  At.EndLine = End.getLine();
  At.EndColumn = End.getColumn();
}

static Place placeOf(const PathDiagnosticLocation &Where,
                     ArrayRef<SourceRange> Ranges) {
  Place At;
  const SourceManager &SM = Where.getManager();
  SourceLocation Loc = Where.asLocation();
  PresumedLoc Start = presumed(Loc, SM);
  if (Start.isInvalid())
    return At;
  At.File = displayName(Start.getFilename());
  At.Line = Start.getLine();
  At.Column = Start.getColumn();
  At.Raw = SM.getExpansionLoc(Loc).getRawEncoding();
  setEnd(At, Loc, SM);
  if (!Ranges.empty())
    setEnd(At, Ranges.front().getEnd(), SM);
  return At;
}

namespace {
/// Flattens one report's path, keeping track of stage and call depth.
class PathWalk {
public:
  explicit PathWalk(Finding &To) : To(To) {}

  void walk(const PathPieces &Pieces, unsigned Depth) {
    for (const PathDiagnosticPieceRef &Piece : Pieces)
      visit(*Piece, Depth);
  }

  std::string takeStage() { return std::move(Stage); }
  const PathDiagnosticPiece *last() const { return Last; }

private:
  void visit(const PathDiagnosticPiece &Piece, unsigned Depth) {
    switch (Piece.getKind()) {
    case PathDiagnosticPiece::Call:
      return visitCall(cast<PathDiagnosticCallPiece>(Piece), Depth);
    case PathDiagnosticPiece::Macro:
      return walk(cast<PathDiagnosticMacroPiece>(Piece).subPieces, Depth);
    case PathDiagnosticPiece::ControlFlow:
      return add(Piece, Depth, StepKind::Branch);
    case PathDiagnosticPiece::Event:
    case PathDiagnosticPiece::Note:
      return add(Piece, Depth, StepKind::Event);
    case PathDiagnosticPiece::PopUp: // only for HTML
      return;
    }
  }

  void visitCall(const PathDiagnosticCallPiece &Call, unsigned Depth) {
    addCallEvent(Call.getCallEnterEvent(), Depth);
    addCallEvent(Call.getCallEnterWithinCallerEvent(), Depth + 1);
    walk(Call.path, Depth + 1);
    addCallEvent(Call.getCallExitEvent(), Depth);
  }

  void addCallEvent(const std::shared_ptr<PathDiagnosticEventPiece> &Event,
                    unsigned Depth) {
    if (!Event)
      return;
    add(*Event, Depth, StepKind::Call);
    Last = nullptr; // made for this call of ours, gone when it returns
  }

  void add(const PathDiagnosticPiece &Piece, unsigned Depth, StepKind Kind) {
    PathDiagnosticLocation Where = Piece.getLocation();
    if (Piece.getString().empty() || !Where.isValid() ||
        !Where.hasValidLocation())
      return;
    PathStep Step;
    Step.Kind = Kind;
    Step.Message = Piece.getString().str();
    if (std::optional<StageNote> Start = parseStageNote(Step.Message)) {
      Stage = std::move(Start->Name);
      StageDepth = Depth;
      Step.Message = std::move(Start->Text);
      Step.Kind = StepKind::Stage;
    }
    Step.At = placeOf(Where, Piece.getRanges());
    Step.Stage = Stage;
    Step.Depth = Depth > StageDepth ? Depth - StageDepth : 0;
    To.Path.push_back(std::move(Step));
    Last = &Piece;
  }

  Finding &To;
  std::string Stage = FirstStage.str();
  unsigned StageDepth = 0;
  const PathDiagnosticPiece *Last = nullptr;
};

class Collector : public PathDiagnosticConsumer {
public:
  explicit Collector(std::vector<Finding> &Out) : Out(Out) {}

  StringRef getName() const override { return "wsk.Collector"; }
  PathGenerationScheme getGenerationScheme() const override { return Minimal; }
  bool supportsLogicalOpControlFlow() const override { return true; }
  bool supportsCrossFileDiagnostics() const override { return true; }

  void FlushDiagnosticsImpl(std::vector<const PathDiagnostic *> &Reports,
                            FilesMade *) override {
    for (const PathDiagnostic *Report : Reports)
      if (const RuleInfo *Rule = findRule(Report->getCheckerName()))
        Out.push_back(findingOf(*Report, *Rule));
  }

private:
  static Finding findingOf(const PathDiagnostic &Report, const RuleInfo &Rule);

  std::vector<Finding> &Out;
};
} // namespace

Finding Collector::findingOf(const PathDiagnostic &Report,
                             const RuleInfo &Rule) {
  Finding F;
  F.Rule = &Rule;
  F.Message = Report.getShortDescription().str();
  PathWalk Walk(F);
  Walk.walk(Report.path, /*Depth=*/0);
  ArrayRef<SourceRange> Ranges;
  if (const PathDiagnosticPiece *Last = Walk.last()) {
    F.Subject = subjectOfTag(Last->getTagStr()).str();
    Ranges = Last->getRanges();
    // The last piece is the finding itself; say it only once.
    if (Last->getString() == F.Message ||
        Last->getString() == Report.getVerboseDescription())
      F.Path.pop_back();
  }
  F.At = placeOf(Report.getLocation(), Ranges);
  F.Stage = Walk.takeStage();
  if (const auto *Where =
          dyn_cast_or_null<NamedDecl>(Report.getDeclWithIssue()))
    F.Function = Where->getQualifiedNameAsString();
  return F;
}

std::unique_ptr<PathDiagnosticConsumer>
wsk::createCollector(std::vector<Finding> &Out) {
  return std::make_unique<Collector>(Out);
}
