//===- VcxprojCommand.cpp - The command line of a project's item ----------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/VcxprojCommand.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/StringSaver.h"

using namespace llvm;
using namespace wsk;
using namespace wsk::msbuild;

namespace {
class CommandBuilder {
public:
  CommandBuilder(const Project &P, const Item &I, StringRef File,
                 std::set<std::string> &Facts)
      : P(P), I(I), File(File), Disk(sys::path::parent_path(P.File)),
        Facts(Facts) {}

  std::vector<std::string> build();

private:
  void target();
  void framework();
  void defines();
  void folders();
  void language();
  void additionalOptions();
  void define(const Twine &Text) { Args.push_back(("/D" + Text).str()); }
  StringRef property(StringRef Name) const { return P.Properties.get(Name); }
  StringRef metadata(StringRef Name) const { return I.Metadata.get(Name); }

  const Project &P;
  const Item &I;
  StringRef File;
  Files Disk;
  std::set<std::string> &Facts;
  std::vector<std::string> Args = {"clang-cl"};
};
} // namespace

static bool isTrue(StringRef Value) { return Value.equals_insensitive("true"); }

/// The NTDDI_VERSION the tool defines by itself.
static constexpr unsigned DefaultVersion = 0x0A00000B;

/// The macros the WDK derives from the version of Windows a driver is for. An
/// older one is left aside: headers hide what it lacks, and a driver that is
/// built with a newer WDK than it targets often uses that all the same.
void CommandBuilder::target() {
  unsigned Exact = 0;
  if (!property("_NT_TARGET_VERSION").getAsInteger(0, Exact) &&
      Exact > DefaultVersion)
    define("NTDDI_VERSION=0x" + utohexstr(Exact));
  StringRef Name = property("TargetVersion");
  if (!Name.empty() && !Name.equals_insensitive("Windows10"))
    Facts.insert(("TargetVersion is " + Name +
                  "; headers are those of the newest Windows all the same")
                     .str());
}

/// What the WDK defines for the kind of driver.
void CommandBuilder::framework() {
  if (isTrue(property("UseDebugLibraries")))
    define("DBG=1");
  if (property("CharacterSet").equals_insensitive("Unicode")) {
    define("UNICODE");
    define("_UNICODE");
  }
  if (!property("DriverType").equals_insensitive("KMDF"))
    return;
  StringRef Major = property("KMDF_VERSION_MAJOR");
  StringRef Minor = property("KMDF_VERSION_MINOR");
  define("KMDF_VERSION_MAJOR=" + (Major.empty() ? "1" : Major));
  define("KMDF_VERSION_MINOR=" + (Minor.empty() ? "15" : Minor));
  if (Minor.empty())
    Facts.insert("KMDF 1.15 is assumed: the project names no version");
}

void CommandBuilder::defines() {
  for (const std::string &One :
       splitList(metadata("PreprocessorDefinitions"))) {
    // Quotes are escaped by some who know the command line, not by others.
    std::string Text = One;
    for (size_t At; (At = Text.find("\\\"")) != std::string::npos;)
      Text.erase(At, 1);
    define(Text);
  }
  for (const std::string &One :
       splitList(metadata("UndefinePreprocessorDefinitions")))
    Args.push_back("/U" + One);
}

void CommandBuilder::folders() {
  std::vector<std::string> Folders =
      splitList(metadata("AdditionalIncludeDirectories"));
  append_range(Folders, splitList(property("IncludePath")));
  for (const std::string &Folder : Folders) {
    if (Disk.exists(Folder))
      Args.insert(Args.end(), {"/I", Disk.absolute(Folder)});
    else
      Facts.insert("there is no header folder '" + Folder + "'");
  }
  for (const std::string &Header : splitList(metadata("ForcedIncludeFiles"))) {
    Args.push_back("/FI" + Header);
    std::replace(Args.back().begin() + 1, Args.back().end(), '\\', '/');
  }
}

static bool isC(StringRef File) {
  return sys::path::extension(File).equals_insensitive(".c");
}

/// "stdcpp20" -> "c++20", "stdc17" -> "c17"; empty for Default.
static std::string standard(StringRef Value) {
  if (!Value.consume_front_insensitive("std"))
    return "";
  if (Value.consume_front_insensitive("cpp"))
    return ("c++" + Value.lower());
  return Value.lower();
}

void CommandBuilder::language() {
  StringRef As = metadata("CompileAs");
  bool C = isC(File);
  if (As.equals_insensitive("CompileAsC")) {
    Args.push_back("/TC");
    C = true;
  } else if (As.starts_with_insensitive("CompileAsCpp")) {
    Args.push_back("/TP");
    C = false;
  }
  std::string Standard =
      standard(metadata(C ? "LanguageStandard_C" : "LanguageStandard"));
  if (!Standard.empty())
    Args.push_back("/std:" + Standard);
  StringRef Pack = StringSwitch<StringRef>(metadata("StructMemberAlignment"))
                       .Case("1Byte", "/Zp1")
                       .Case("2Bytes", "/Zp2")
                       .Case("4Bytes", "/Zp4")
                       .Default(""); // the WDK's 8 changes nothing on x64
  if (!Pack.empty())
    Args.push_back(Pack.str());
}

void CommandBuilder::additionalOptions() {
  BumpPtrAllocator Memory;
  StringSaver Saver(Memory);
  SmallVector<const char *, 16> Words;
  cl::TokenizeWindowsCommandLine(metadata("AdditionalOptions"), Saver, Words);
  // A response file is the build's, like all else that is generated.
  for (StringRef Word : Words)
    if (!Word.starts_with("%(") && !Word.starts_with("@"))
      Args.push_back(Word.str());
}

std::vector<std::string> CommandBuilder::build() {
  target();
  framework();
  defines();
  folders();
  language();
  additionalOptions();
  Args.insert(Args.end(), {"--", File.str()});
  return std::move(Args);
}

std::vector<std::string> wsk::commandOfItem(const Project &P, const Item &I,
                                            StringRef File,
                                            std::set<std::string> &Facts) {
  return CommandBuilder(P, I, File, Facts).build();
}
