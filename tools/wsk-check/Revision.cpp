//===- Revision.cpp - The driver as it was in another revision ------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "Revision.h"
#include "Inputs.h"
#include "Scratch.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"
#include <set>

using namespace llvm;
using namespace wsk;

namespace {
/// The repository that holds the driver.
class Repository {
public:
  static Expected<Repository> of(StringRef File);

  /// What the command prints; the error is what it complains about.
  Expected<std::string> git(ArrayRef<StringRef> Args,
                            StringRef Input = "") const;

  /// \p Path as git names it; nothing for what lies outside.
  std::optional<std::string> nameOf(StringRef Path) const;
  std::string pathOf(StringRef Name) const { return Root + "/" + Name.str(); }

private:
  std::string Program;
  std::string From; ///< where git starts; empty: here
  std::string Root;
};
} // namespace

static std::string contentOf(StringRef File) {
  auto Text = MemoryBuffer::getFile(File);
  return Text ? (*Text)->getBuffer().str() : "";
}

static Error writeAll(StringRef File, StringRef Text) {
  std::error_code Failed;
  raw_fd_ostream OS(File, Failed);
  if (!Failed) {
    OS << Text;
    OS.close();
    Failed = OS.error();
    OS.clear_error();
  }
  return Failed ? userError("--new-from: cannot write a temporary file: " +
                            Failed.message())
                : Error::success();
}

Expected<std::string> Repository::git(ArrayRef<StringRef> Args,
                                      StringRef Input) const {
  Scratch In, Out, Errors;
  for (Scratch *File : {&In, &Out, &Errors})
    if (Error E = File->make("git"))
      return std::move(E);
  if (Error E = writeAll(In.name(), Input))
    return std::move(E);
  SmallVector<StringRef, 12> Words = {Program};
  if (!From.empty())
    Words.append({"-C", From});
  append_range(Words, Args);
  std::optional<StringRef> Redirects[] = {In.name(), Out.name(), Errors.name()};
  if (sys::ExecuteAndWait(Program, Words, std::nullopt, Redirects) == 0)
    return contentOf(Out.name());
  std::string Said = contentOf(Errors.name());
  StringRef Complaint = StringRef(Said).trim();
  Complaint.consume_front("fatal: ");
  return userError("git " + Args.front() + ": " + Complaint);
}

Expected<Repository> Repository::of(StringRef File) {
  Repository R;
  ErrorOr<std::string> Program = sys::findProgramByName("git");
  if (!Program)
    return userError("--new-from needs git, which is not installed");
  R.Program = *Program;
  StringRef Folder = sys::path::parent_path(File);
  // Git's hooks name the repository, possibly from where they start.
  if (!sys::Process::GetEnv("GIT_DIR"))
    R.From = Folder.str();
  Expected<std::string> Top = R.git({"rev-parse", "--show-toplevel"});
  if (!Top)
    return userError("--new-from: '" + Folder +
                     "' is in no git repository, or git refuses it: " +
                     toString(Top.takeError()));
  R.Root = StringRef(*Top).trim("\n").str();
  return R;
}

std::optional<std::string> Repository::nameOf(StringRef Path) const {
  // git tells the real path of its root.
  SmallString<256> Real;
  if (sys::fs::real_path(sys::path::parent_path(Path), Real))
    Real = sys::path::parent_path(Path);
  sys::path::append(Real, sys::path::filename(Path));
  StringRef Below = Real;
  if (!Below.consume_front(Root) || !Below.consume_front("/"))
    return std::nullopt;
  return Below.str();
}

static std::vector<std::string> splitAtNul(StringRef Text) {
  std::vector<std::string> Out;
  for (StringRef Part : llvm::split(Text, '\0'))
    if (!Part.empty())
      Out.push_back(Part.str());
  return Out;
}

static Expected<std::string> whereTheyPart(const Repository &R,
                                           StringRef Revision) {
  std::string Commit = (Revision + "^{commit}").str();
  if (auto Known = R.git(
          {"rev-parse", "--verify", "--quiet", "--end-of-options", Commit});
      !Known) {
    consumeError(Known.takeError());
    return userError("--new-from: git knows no revision '" + Revision +
                     "'; in CI fetch it first, e.g. git fetch origin");
  }
  Expected<std::string> Base = R.git({"merge-base", Revision, "HEAD"});
  if (!Base) {
    consumeError(Base.takeError());
    return userError("--new-from: '" + Revision +
                     "' and the checked out revision have no common ancestor; "
                     "a shallow clone lacks it (in CI set the fetch depth to "
                     "0)");
  }
  return StringRef(*Base).trim().str();
}

static bool mayBeIncluded(StringRef Name) {
  return is_contained({".c", ".cc", ".cpp", ".cxx", ".h", ".hh", ".hpp", ".hxx",
                       ".inl", ".inc", ".def"},
                      sys::path::extension(Name).lower());
}

/// The texts of \p Names in \p Base, in one go: one header line each, then the
/// text and a newline.
static Expected<Buffers> textsOf(const Repository &R, StringRef Base,
                                 ArrayRef<std::string> Names) {
  std::string Wanted;
  for (const std::string &Name : Names)
    Wanted += (Base + ":" + Name + "\n").str();
  Expected<std::string> Answer = R.git({"cat-file", "--batch"}, Wanted);
  if (!Answer)
    return Answer.takeError();
  Buffers Out;
  StringRef Rest = *Answer;
  for (const std::string &Name : Names) {
    StringRef Header, Size;
    std::tie(Header, Rest) = Rest.split('\n');
    Size = Header.rsplit(' ').second;
    size_t Bytes = 0;
    if (Header.ends_with(" missing") || Size.getAsInteger(10, Bytes) ||
        Bytes >= Rest.size())
      return userError("--new-from: git cannot show '" + Name + "' of " + Base);
    Out[R.pathOf(Name)] = Rest.take_front(Bytes).str();
    Rest = Rest.drop_front(Bytes + 1);
  }
  return Out;
}

static bool isBelow(StringRef File, ArrayRef<std::string> Folders) {
  return any_of(Folders, [&](StringRef Folder) {
    StringRef Below = File;
    return Below.consume_front(Folder.rtrim('/')) && Below.starts_with("/");
  });
}

namespace {
/// What became of the files of a revision, by git's names.
struct Changes {
  std::vector<std::string> Former;            ///< gone or of another text now
  std::map<std::string, std::string> NewName; ///< new -> old
};
} // namespace

/// Against the files as they lie there, committed or not.
static Expected<Changes> changesSince(const Repository &R, StringRef Base) {
  Expected<std::string> Answer =
      R.git({"diff", "-z", "--find-renames", "--no-ext-diff", "--no-relative",
             "--name-status", "--diff-filter=MDTR", Base});
  if (!Answer)
    return Answer.takeError();
  Changes Out;
  std::vector<std::string> Words = splitAtNul(*Answer);
  for (size_t I = 0; I + 1 < Words.size(); I += 2) {
    bool Renamed = StringRef(Words[I]).starts_with("R");
    if (mayBeIncluded(Words[I + 1]))
      Out.Former.push_back(Words[I + 1]);
    if (Renamed && I + 2 < Words.size())
      Out.NewName[Words[I + 2]] = Words[I + 1];
    I += Renamed;
  }
  return Out;
}

/// Each source by the name it had, those that were not there left out.
static std::vector<std::string>
formerSources(const Repository &R, const std::vector<std::string> &Sources,
              const std::set<std::string> &Known, const Changes &Since) {
  std::vector<std::string> Out;
  for (const std::string &Source : Sources) {
    std::optional<std::string> Name = R.nameOf(Source);
    auto Renamed = Since.NewName.find(Name.value_or(""));
    if (!Name || Known.count(*Name))
      Out.push_back(Source);
    else if (Renamed != Since.NewName.end() && isSource(Renamed->second))
      Out.push_back(R.pathOf(Renamed->second));
  }
  return Out;
}

Expected<FormerDriver>
wsk::formerDriver(StringRef Revision, const std::vector<std::string> &Sources,
                  ArrayRef<std::string> Folders) {
  Expected<Repository> R = Repository::of(Sources.front());
  if (!R)
    return R.takeError();
  Expected<std::string> Base = whereTheyPart(*R, Revision);
  if (!Base)
    return Base.takeError();
  Expected<std::string> All =
      R->git({"ls-tree", "-r", "-z", "--name-only", "--full-tree", *Base});
  if (!All)
    return All.takeError();
  Expected<Changes> Since = changesSince(*R, *Base);
  if (!Since)
    return Since.takeError();
  std::vector<std::string> Names = splitAtNul(*All);
  FormerDriver Out;
  Out.Sources = formerSources(
      *R, Sources, std::set<std::string>(Names.begin(), Names.end()), *Since);
  for (const std::string &Name : Since->Former) {
    std::string Path = R->pathOf(Name);
    if (!sys::fs::exists(Path) && isSource(Path) && isBelow(Path, Folders))
      Out.Sources.push_back(Path);
  }
  llvm::sort(Out.Sources);
  Out.Sources.erase(std::unique(Out.Sources.begin(), Out.Sources.end()),
                    Out.Sources.end());
  Expected<Buffers> Texts = textsOf(*R, *Base, Since->Former);
  if (!Texts)
    return Texts.takeError();
  Out.Texts = std::move(*Texts);
  return Out;
}
