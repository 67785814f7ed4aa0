//===- Commands.cpp - How each source is compiled -------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Commands.h"
#include "core/Compat.h"
#include "program/Folders.h"
#include "program/ProjectFolders.h"
#include "program/Vcxproj.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

using namespace clang;
using namespace llvm;
using namespace wsk;

//===----------------------------------------------------------------------===//
// What the tool adds
//===----------------------------------------------------------------------===//

Expected<std::vector<std::string>>
wsk::driverCompilerArgs(StringRef KernelHeaders, StringRef WdfHeaders) {
  Expected<std::vector<std::string>> Folders =
      kernelHeaderFolders(KernelHeaders);
  if (!Folders)
    return Folders.takeError();
  Expected<std::string> Wdf = wdfHeaderFolder(WdfHeaders);
  if (!Wdf)
    return Wdf.takeError();
  std::vector<std::string> Args = {
      "--target=x86_64-pc-windows-msvc", "-fms-compatibility-version=19.40",
      "-D_AMD64_", "-D_KERNEL_MODE=1", "-DWINNT=1", "-D_WIN32_WINNT=0x0A00",
      "-DWINVER=0x0A00", "-DNTDDI_VERSION=0x0A00000B",
      // cl accepts these; a driver is full of them.
      "-Wno-error=implicit-function-declaration", "-Wno-error=implicit-int",
      "-Wno-error=incompatible-function-pointer-types",
      "-Wno-error=incompatible-pointer-types", // an error from LLVM 20 on
      "-Wno-error=int-conversion", "-Wno-error=return-type"};
  // Without __GNUC__ mingw defines __attribute__ away, and clang's own headers
  // break.
  if (KernelHeaders == "mingw")
    Args.push_back("-fgnuc-version=4.2.1");
  if (!Wdf->empty()) {
    Folders->insert(Folders->begin(), *Wdf); // before our own wdf.h
    // Handles of different objects are different types.
    Args.push_back("-DSTRICT");
    auto [Major, Minor] = sys::path::filename(*Wdf).split('.');
    if (!Minor.empty())
      Args.insert(Args.end(), {("-DKMDF_VERSION_MAJOR=" + Major).str(),
                               ("-DKMDF_VERSION_MINOR=" + Minor).str()});
  }
  for (const std::string &Folder : *Folders)
    Args.insert(Args.end(), {"-isystem", Folder});
  return Args;
}

//===----------------------------------------------------------------------===//
// What a database's command contributes
//===----------------------------------------------------------------------===//

static bool isClStyle(ArrayRef<std::string> CommandLine) {
  for (StringRef Arg : reverse(CommandLine))
    if (Arg.consume_front("--driver-mode="))
      return Arg == "cl";
  if (CommandLine.empty())
    return false;
  StringRef Program = CommandLine[0];
  Program = Program.substr(Program.find_last_of("/\\") + 1);
  if (Program.ends_with_insensitive(".exe"))
    Program = Program.drop_back(4);
  return Program.equals_insensitive("cl") ||
         Program.starts_with_insensitive("clang-cl");
}

static bool isCPlusPlus(StringRef File) {
  return StringSwitch<bool>(sys::path::extension(File).lower())
      .Cases(".cc", ".cpp", ".cxx", ".c++", true)
      .Default(false);
}

/// cl's /std: in clang's words; empty if unknown.
static StringRef standardOfCl(StringRef Value) {
  return StringSwitch<StringRef>(Value)
      .Case("clatest", "c23")
      .Case("c++latest", "c++23")
      .Cases("c11", "c17", Value)
      .Cases("c++14", "c++17", "c++20", "c++23preview", Value.take_front(5))
      .Default("");
}

namespace {
/// Collects the arguments worth keeping, in order.
class Keeper {
public:
  Keeper(StringRef Directory, StringRef File)
      : Directory(Directory), CPlusPlus(isCPlusPlus(File)) {}

  void see(const opt::Arg &A);
  std::vector<std::string> take();

private:
  void folder(StringRef Option, const opt::Arg &A);
  void standard(StringRef Value);
  std::string absolute(StringRef Path) const;

  StringRef Directory;
  bool CPlusPlus;
  StringRef Language;
  std::string Standard;
  std::vector<std::string> Kept;
};
} // namespace

std::string Keeper::absolute(StringRef Path) const {
  SmallString<256> Full(Path);
  makeAbsolute(Directory, Full);
  sys::path::remove_dots(Full, /*remove_dot_dot=*/false);
  return std::string(Full);
}

void Keeper::folder(StringRef Option, const opt::Arg &A) {
  std::string Folder = absolute(A.getValue());
  if (!holdsKernelHeaders(Folder))
    Kept.insert(Kept.end(), {Option.str(), Folder});
}

void Keeper::standard(StringRef Value) {
  if (!Value.empty())
    Standard = Value.str();
}

void Keeper::see(const opt::Arg &A) {
  const opt::Option O = A.getOption().getUnaliasedOption();
  switch (O.getID()) {
  case driver_options::OPT_D:
  case driver_options::OPT_U:
    Kept.push_back((O.getPrefixedName() + A.getValue()).str());
    break;
  case driver_options::OPT_I:
  case driver_options::OPT_iquote:
  case driver_options::OPT_isystem:
  case driver_options::OPT_idirafter:
    folder(O.getPrefixedName(), A);
    break;
  case driver_options::OPT__SLASH_imsvc:
    folder("-isystem", A);
    break;
  case driver_options::OPT_include:
  case driver_options::OPT_imacros:
  case driver_options::OPT_ivfsoverlay:
    Kept.insert(Kept.end(), {O.getPrefixedName().str(), A.getValue()});
    break;
  case driver_options::OPT_fpack_struct_EQ:
    Kept.push_back("-fpack-struct=" + std::string(A.getValue()));
    break;
  case driver_options::OPT_funsigned_char:
    Kept.push_back("-funsigned-char");
    break;
  case driver_options::OPT_std_EQ:
    standard(A.getValue());
    break;
  case driver_options::OPT__SLASH_std:
    standard(standardOfCl(A.getValue()));
    break;
  case driver_options::OPT__SLASH_TC:
    Language = "c";
    break;
  case driver_options::OPT__SLASH_TP:
    Language = "c++";
    break;
  case driver_options::OPT_x:
    Language = A.getValue();
    break;
  default:
    break;
  }
}

std::vector<std::string> Keeper::take() {
  if (Language == "c" || Language == "c++") {
    Kept.insert(Kept.end(), {"-x", Language.str()});
    CPlusPlus = Language == "c++";
  }
  // One command often serves C and C++; clang refuses the other's standard.
  if (!Standard.empty() && CPlusPlus == (StringRef(Standard).contains("++")))
    Kept.push_back("-std=" + Standard);
  return std::move(Kept);
}

std::vector<std::string>
wsk::meaningfulArgs(std::vector<std::string> CommandLine, StringRef Directory,
                    StringRef File) {
  bool Cl = isClStyle(CommandLine);
  tooling::addExpandedResponseFiles(CommandLine, Directory,
                                    Cl ? cl::TokenizeWindowsCommandLine
                                       : cl::TokenizeGNUCommandLine,
                                    *vfs::getRealFileSystem());
  std::vector<const char *> Words;
  for (const std::string &Arg : drop_begin(CommandLine))
    Words.push_back(Arg.c_str());
  unsigned MissingIndex = 0, MissingCount = 0;
  opt::InputArgList Parsed = driverOptTable().ParseArgs(
      Words, MissingIndex, MissingCount,
      opt::Visibility(Cl ? driver_options::CLOption
                         : driver_options::ClangOption));
  Keeper K(Directory, File);
  for (const opt::Arg *A : Parsed)
    K.see(*A);
  return K.take();
}

//===----------------------------------------------------------------------===//
// The command of a unit
//===----------------------------------------------------------------------===//

/// What stood behind `--`, except a standard of the other language.
static void addExtraArgs(std::vector<std::string> &Args,
                         const ProgramOptions &Options, bool CPlusPlus) {
  for (const std::string &Arg : Options.ExtraArgs) {
    StringRef Standard = Arg;
    if (!Standard.consume_front("-std=") ||
        Standard.contains("++") == CPlusPlus)
      Args.push_back(Arg);
  }
}

static UnitCommand unitCommand(const ProgramOptions &Options, StringRef File,
                               ArrayRef<std::string> CommonArgs,
                               StringRef ResourceFolder) {
  UnitCommand Command;
  Command.File = File.str();
  Command.Texts = Options.Texts;
  SmallString<256> Here;
  sys::fs::current_path(Here);
  Command.Directory = std::string(Here);
  if (Options.Project)
    Command.Generators = {Options.Project->TraceConfigs,
                          Options.Project->MessageFiles};
  Command.Args = {"clang"};
  Command.Args.insert(Command.Args.end(), CommonArgs.begin(), CommonArgs.end());
  if (Options.Database) {
    auto Known = Options.Database->getCompileCommands(File);
    if (!Known.empty()) {
      Command.Directory = Known[0].Directory;
      std::vector<std::string> Kept =
          meaningfulArgs(Known[0].CommandLine, Known[0].Directory, File);
      Command.Args.insert(Command.Args.end(), Kept.begin(), Kept.end());
    }
  }
  Command.CPlusPlus = isCPlusPlus(File) || is_contained(Command.Args, "c++");
  addExtraArgs(Command.Args, Options, Command.CPlusPlus);
  // Warnings are other tools' business; errors are counted per function.
  Command.Args.insert(Command.Args.end(),
                      {"-resource-dir=" + ResourceFolder.str(), "-w",
                       "-ferror-limit=0", "-fsyntax-only", "--", File.str()});
  return Command;
}

Expected<std::vector<UnitCommand>>
wsk::unitCommands(const ProgramOptions &Options) {
  Expected<std::vector<std::string>> DriverArgs =
      driverCompilerArgs(Options.KernelHeaders, Options.WdfHeaders);
  if (!DriverArgs)
    return DriverArgs.takeError();
  Expected<std::string> Resource = clangResourceFolder();
  if (!Resource)
    return Resource.takeError();
  std::vector<UnitCommand> Commands;
  std::vector<std::string> Args = *DriverArgs;
  if (Options.Project)
    append_range(Args, fallbackHeaderArgs(Options.Sources));
  else if (!Options.Database)
    append_range(Args, projectHeaderArgs(Options.Sources));
  for (const std::string &File : Options.Sources)
    Commands.push_back(unitCommand(Options, File, Args, *Resource));
  return Commands;
}
