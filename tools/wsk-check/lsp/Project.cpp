//===- Project.cpp - Which driver a document belongs to -------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "Project.h"
#include "../Inputs.h"
#include "program/Vcxproj.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace wsk;
using namespace wsk::lsp;
using clang::tooling::JSONCommandLineSyntax;
using clang::tooling::JSONCompilationDatabase;

/// A workspace may hold more than drivers; do not read all of it.
static constexpr unsigned MaxSourcesLookedAt = 200, MaxEntriesSeen = 20000;

static bool isBelow(StringRef Path, StringRef Folder) {
  return Path.consume_front(Folder.rtrim('/')) &&
         (Path.empty() || Path.starts_with("/"));
}

/// The folders from \p File's own up to \p Folders' innermost that holds it.
static std::vector<std::string>
above(StringRef File, ArrayRef<std::string> Folders, bool &InWorkspace) {
  StringRef Top;
  for (StringRef Folder : Folders)
    if (isBelow(File, Folder) && Folder.size() > Top.size())
      Top = Folder;
  InWorkspace = !Top.empty();
  std::vector<std::string> Out;
  for (StringRef At = sys::path::parent_path(File); !At.empty();
       At = sys::path::parent_path(At)) {
    Out.push_back(At.str());
    if (InWorkspace && At.size() <= Top.rtrim('/').size())
      break;
  }
  return Out;
}

/// A broken database counts as one that names the file: the analysis then says
/// what is wrong with it.
static bool names(StringRef Database, StringRef File) {
  auto Text = MemoryBuffer::getFile(Database);
  if (!Text)
    return true;
  Expected<json::Value> Valid = json::parse((*Text)->getBuffer());
  if (!Valid) {
    consumeError(Valid.takeError());
    return true;
  }
  std::string Trouble;
  auto Loaded = JSONCompilationDatabase::loadFromFile(
      Database, Trouble, JSONCommandLineSyntax::AutoDetect);
  return !Loaded || any_of(Loaded->getAllFiles(), [&](StringRef Known) {
    return Known == File || sys::fs::equivalent(Known, File);
  });
}

static std::optional<DriverInputs> databaseIn(StringRef Folder,
                                              StringRef File) {
  for (StringRef Below : {"", "build"}) {
    SmallString<256> Path(Folder);
    sys::path::append(Path, Below, "compile_commands.json");
    if (!sys::fs::is_regular_file(Path) ||
        (isSource(File) && !names(Path, File)))
      continue;
    std::string Name = Path.str().str();
    return DriverInputs{{"-p", Name}, Name, false};
  }
  return std::nullopt;
}

/// The project in \p Folder that speaks of \p File, else the only one.
static std::optional<DriverInputs> projectIn(StringRef Folder, StringRef File) {
  std::vector<std::string> Projects;
  std::error_code Failed;
  for (sys::fs::directory_iterator At(Folder, Failed), End;
       !Failed && At != End; At.increment(Failed))
    if (isProjectFile(At->path()))
      Projects.push_back(At->path());
  llvm::sort(Projects);
  for (const std::string &Project : Projects) {
    auto Text = MemoryBuffer::getFile(Project);
    if (Text && (*Text)->getBuffer().contains(sys::path::filename(File)))
      return DriverInputs{{Project}, Project, false};
  }
  if (Projects.size() == 1 && !isSource(File))
    return DriverInputs{{Projects[0]}, Projects[0], false};
  return std::nullopt;
}

/// True when some source under \p Folder speaks of DriverEntry.
static bool holdsDriver(StringRef Folder) {
  unsigned Looked = 0, Seen = 0;
  std::error_code Failed;
  sys::fs::recursive_directory_iterator At(Folder, Failed,
                                           /*follow_symlinks=*/false),
      End;
  for (; !Failed && At != End && Looked < MaxSourcesLookedAt &&
         ++Seen < MaxEntriesSeen;
       At.increment(Failed)) {
    if (sys::path::filename(At->path()).starts_with("."))
      At.no_push();
    if (!isSource(At->path()))
      continue;
    ++Looked;
    auto Text = MemoryBuffer::getFile(At->path());
    if (Text && (*Text)->getBuffer().contains("DriverEntry"))
      return true;
  }
  return false;
}

static DriverInputs guess(StringRef Folder) {
  return {{Folder.str()}, Folder.str(), true};
}

std::optional<DriverInputs> wsk::lsp::driverOf(StringRef File,
                                               ArrayRef<std::string> Folders) {
  bool InWorkspace = false;
  std::vector<std::string> Above = above(File, Folders, InWorkspace);
  for (StringRef Folder : Above)
    if (auto Found = databaseIn(Folder, File))
      return Found;
  for (StringRef Folder : Above)
    if (auto Found = projectIn(Folder, File))
      return Found;
  for (StringRef Folder : Above) {
    if (holdsDriver(Folder))
      return guess(Folder);
    if (!InWorkspace)
      break;
  }
  if (!isSource(File) || Above.empty())
    return std::nullopt;
  return guess(Above.front());
}
