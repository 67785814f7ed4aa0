//===- ProjectFolders.cpp - A driver's own header folders -----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/ProjectFolders.h"
#include "program/Folders.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace llvm;
using namespace wsk;

/// A driver has a few folders; a source that lies in a home folder must not
/// make us read all of it.
static constexpr unsigned MaxDepth = 4, MaxFolders = 64;

std::string wsk::commonFolder(ArrayRef<std::string> Files) {
  StringRef Folder = sys::path::parent_path(Files.front());
  auto Holds = [&](StringRef File) {
    return File.consume_front(Folder) &&
           (Folder.ends_with("/") || File.starts_with("/"));
  };
  while (!all_of(Files, Holds) && Folder != sys::path::root_path(Folder))
    Folder = sys::path::parent_path(Folder);
  return Folder.str();
}

static bool isHeader(StringRef File) {
  return StringSwitch<bool>(sys::path::extension(File).lower())
      .Cases(".h", ".hpp", ".hxx", ".hh", ".inl", true)
      .Default(false);
}

static bool isIncludeFolder(StringRef Folder) {
  StringRef Name = sys::path::filename(Folder);
  return Name.equals_insensitive("include") || Name.equals_insensitive("inc");
}

namespace {
struct Listing {
  bool Headers = false;
  std::vector<std::string> Folders; ///< sorted
};
} // namespace

static Listing list(StringRef Folder) {
  Listing Found;
  std::error_code EC;
  for (sys::fs::directory_iterator It(Folder, EC), End; !EC && It != End;
       It.increment(EC)) {
    StringRef Name = sys::path::filename(It->path());
    if (It->type() == sys::fs::file_type::directory_file) {
      if (!Name.starts_with("."))
        Found.Folders.push_back(It->path());
    } else {
      Found.Headers |= isHeader(Name);
    }
  }
  sort(Found.Folders);
  return Found;
}

/// Folders with headers, nearest first.
static std::vector<std::string> headerFolders(std::string Root) {
  std::vector<std::string> Found;
  std::vector<std::string> Level = {std::move(Root)}, Next;
  unsigned Seen = 0;
  for (unsigned Depth = 0; Depth < MaxDepth && !Level.empty(); ++Depth) {
    for (const std::string &Folder : Level) {
      if (++Seen > MaxFolders)
        return Found;
      Listing Here = list(Folder);
      if (Here.Headers && !holdsKernelHeaders(Folder))
        Found.push_back(Folder);
      Next.insert(Next.end(), Here.Folders.begin(), Here.Folders.end());
    }
    Level = std::move(Next);
    Next.clear();
  }
  return Found;
}

std::vector<std::string>
wsk::fallbackHeaderArgs(ArrayRef<std::string> Sources) {
  std::vector<std::string> Args;
  for (const std::string &Folder : headerFolders(commonFolder(Sources)))
    Args.insert(Args.end(), {"-idirafter", Folder});
  return Args;
}

std::vector<std::string> wsk::projectHeaderArgs(ArrayRef<std::string> Sources) {
  std::vector<std::string> Args;
  std::string Root = commonFolder(Sources);
  // <folder/header.h> is looked for in the folders above.
  std::set<std::string> Holders = {Root};
  for (const std::string &Folder : headerFolders(Root)) {
    if (Folder != Root)
      Holders.insert(sys::path::parent_path(Folder).str());
    Args.insert(Args.end(), {"-iquote", Folder});
    Args.insert(Args.end(),
                {isIncludeFolder(Folder) ? "-I" : "-idirafter", Folder});
  }
  for (const std::string &Holder : Holders)
    Args.insert(Args.end(), {"-idirafter", Holder});
  StringRef Above = sys::path::parent_path(Root);
  if (Above.empty() || Above == sys::path::root_path(Above))
    return Args;
  for (const std::string &Beside : list(Above).Folders)
    if (isIncludeFolder(Beside) && !holdsKernelHeaders(Beside))
      Args.insert(Args.end(), {"-I", Beside});
  return Args;
}
