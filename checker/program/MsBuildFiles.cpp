//===- MsBuildFiles.cpp - Windows files seen from here --------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "core/Compat.h"
#include "program/CaseFolding.h"
#include "program/MsBuildText.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace wsk;
using namespace wsk::msbuild;

Files::Files(StringRef Folder)
    : Folder(Folder.str()), Disk(caseFoldingFileSystem(Folder)) {}

std::string Files::absolute(StringRef Path) const {
  SmallString<256> Full(Path);
  std::replace(Full.begin(), Full.end(), '\\', '/');
  makeAbsolute(Folder, Full);
  sys::path::remove_dots(Full, /*remove_dot_dot=*/true);
  if (auto Known = Disk->status(Full))
    return Known->getName().str();
  return std::string(Full);
}

bool Files::exists(StringRef Path) const {
  return !Path.empty() && Disk->exists(absolute(Path));
}

std::string Files::folderAbove(StringRef Start, StringRef Name) const {
  std::string At = absolute(Start);
  for (StringRef Here = At; !Here.empty();
       Here = sys::path::parent_path(Here)) {
    SmallString<256> Candidate(Here);
    sys::path::append(Candidate, Name);
    if (Disk->exists(Candidate))
      return Here.str();
  }
  return "";
}

namespace {
/// MSBuild's wildcards: `**` stands for any number of folders.
class Wildcard {
public:
  explicit Wildcard(StringRef Pattern) {
    Pattern.split(Parts, '/', -1, /*KeepEmpty=*/false);
  }
  bool matches(StringRef Path) const {
    SmallVector<StringRef, 8> Names;
    Path.split(Names, '/', -1, /*KeepEmpty=*/false);
    return matches(Parts, Names);
  }

private:
  static bool matches(ArrayRef<StringRef> Parts, ArrayRef<StringRef> Names) {
    if (Parts.empty())
      return Names.empty();
    if (Parts.front() == "**")
      return matches(Parts.drop_front(), Names) ||
             (!Names.empty() && matches(Parts, Names.drop_front()));
    return !Names.empty() && matchesName(Parts.front(), Names.front()) &&
           matches(Parts.drop_front(), Names.drop_front());
  }
  static bool matchesName(StringRef Part, StringRef Name) {
    std::string Lower = Part.lower(); // the pattern does not copy all of it
    auto Pattern = GlobPattern::create(Lower);
    if (!Pattern) {
      consumeError(Pattern.takeError());
      return false;
    }
    return Pattern->match(Name.lower());
  }

  SmallVector<StringRef, 8> Parts;
};
} // namespace

/// A pattern that starts too high up must not read a whole disk.
static constexpr unsigned MaxEntries = 20000;

std::vector<std::string> Files::glob(StringRef Pattern) const {
  std::string Slashed = Pattern.str();
  std::replace(Slashed.begin(), Slashed.end(), '\\', '/');
  StringRef Fixed =
      StringRef(Slashed).take_front(StringRef(Slashed).find_first_of("*?"));
  Fixed = Fixed.take_front(Fixed.rfind('/') + 1);
  std::string Root = absolute(Fixed.empty() ? "." : Fixed);
  Wildcard Wanted(StringRef(Slashed).drop_front(Fixed.size()));
  std::vector<std::string> Found;
  std::error_code EC;
  unsigned Seen = 0;
  for (sys::fs::recursive_directory_iterator At(Root, EC, false), End;
       !EC && At != End && Seen < MaxEntries; At.increment(EC), ++Seen) {
    StringRef Below = StringRef(At->path()).drop_front(Root.size());
    if (At->type() != sys::fs::file_type::directory_file &&
        Wanted.matches(Below))
      Found.push_back((Fixed + Below.ltrim('/')).str());
  }
  sort(Found);
  return Found;
}
