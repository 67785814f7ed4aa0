//===- Story.h - How the engine words a finding's story ---------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Two facts travel from the engine to the collector through Clang's own
/// report: the stages of the driver's life (as notes a person can read, so that
/// plain `clang --analyze` shows them too) and the subject of a finding (as a
/// tag on the last piece of the path, which no Clang output prints).
//===----------------------------------------------------------------------===//
#ifndef WSK_CORE_STORY_H
#define WSK_CORE_STORY_H

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace clang::ento {
class PathSensitiveBugReport;
} // namespace clang::ento

namespace wsk {

/// The stage a story is in until its first stage note.
inline constexpr llvm::StringLiteral FirstStage = "DriverEntry";

/// A note that says where a stage starts.
struct StageNote {
  std::string Name; ///< "thread 'Worker'", "DriverUnload"
  std::string Text; ///< "started by PsCreateSystemThread"
};

/// The text of a note that starts a stage: "Stage thread 'Worker': started by
/// PsCreateSystemThread". Every step after it belongs to that stage until the
/// next such note. \p Name must be one line without ": ".
std::string stageNote(llvm::StringRef Name, llvm::StringRef Text);

/// The parts of a text made by stageNote(); nothing for any other text.
std::optional<StageNote> parseStageNote(llvm::StringRef Note);

/// Says what \p Report is about in words that survive edits of the driver
/// ("g_Registration", "socket from WskSocket in OpenListener"). Call it at most
/// once per report, and do not add another visitor that makes the end piece.
void setSubject(clang::ento::PathSensitiveBugReport &Report,
                llvm::StringRef Subject);

/// The subject in the tag of a path's last piece; empty for a foreign tag.
llvm::StringRef subjectOfTag(llvm::StringRef Tag);

} // namespace wsk

#endif // WSK_CORE_STORY_H
