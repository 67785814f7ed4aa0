//===- MsBuildFunctions.cpp - MSBuild's property functions ----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/MsBuildText.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace wsk;
using namespace wsk::msbuild;

namespace {
struct Call {
  StringRef Value; ///< what a member function is called on
  const std::vector<std::string> &Arguments;
  const Scope &In;

  /// Missing arguments are empty.
  StringRef operator[](size_t I) const {
    return I < Arguments.size() ? StringRef(Arguments[I]) : StringRef();
  }
};

struct Function {
  StringLiteral Type; ///< lower case; empty for a member function
  StringLiteral Name; ///< lower case
  std::string (*Run)(const Call &);
};
} // namespace

static std::string truth(bool Value) { return Value ? "True" : "False"; }

static std::string withSlash(std::string Folder) {
  if (!Folder.empty() && Folder.back() != '/' && Folder.back() != '\\')
    Folder += '/';
  return Folder;
}

static std::string slashed(StringRef Path) {
  std::string Out = Path.str();
  std::replace(Out.begin(), Out.end(), '\\', '/');
  return Out;
}

static std::string combine(const Call &C) {
  SmallString<256> Path;
  for (const std::string &Part : C.Arguments) {
    std::string One = slashed(Part);
    if (sys::path::is_absolute(One))
      Path.clear();
    sys::path::append(Path, One);
  }
  return std::string(Path);
}

static std::string fileAbove(const Call &C) {
  StringRef Start = C.Arguments.size() > 1
                        ? C[1]
                        : C.In.ThisFile.get("MSBuildThisFileDirectory");
  std::string Folder = C.In.Disk.folderAbove(Start, C[0]);
  return Folder.empty() ? "" : withSlash(Folder) + C[0].str();
}

static std::string replaceAll(const Call &C) {
  if (C[0].empty())
    return C.Value.str();
  SmallVector<StringRef, 8> Parts;
  C.Value.split(Parts, C[0]);
  return join(Parts, C[1]);
}

static std::string substring(const Call &C) {
  size_t Start = 0, Count = StringRef::npos;
  if (C[0].getAsInteger(10, Start) ||
      (C.Arguments.size() > 1 && C[1].getAsInteger(10, Count)))
    return "";
  return C.Value.substr(Start, Count).str();
}

static const Function Functions[] = {
    {"msbuild", "getpathoffileabove", fileAbove},
    {"msbuild", "getdirectorynameoffileabove",
     [](const Call &C) { return C.In.Disk.folderAbove(C[0], C[1]); }},
    {"msbuild", "ensuretrailingslash",
     [](const Call &C) { return withSlash(C[0].str()); }},
    {"msbuild", "normalizepath",
     [](const Call &C) { return C.In.Disk.absolute(combine(C)); }},
    {"msbuild", "normalizedirectory",
     [](const Call &C) { return withSlash(C.In.Disk.absolute(combine(C))); }},
    {"msbuild", "valueordefault",
     [](const Call &C) { return (C[0].empty() ? C[1] : C[0]).str(); }},
    {"msbuild", "isosplatform",
     [](const Call &C) { return truth(C[0].equals_insensitive("windows")); }},
    {"system.io.path", "combine", combine},
    {"system.io.path", "getfullpath",
     [](const Call &C) { return C.In.Disk.absolute(C[0]); }},
    {"system.io.path", "getdirectoryname",
     [](const Call &C) { return sys::path::parent_path(slashed(C[0])).str(); }},
    {"system.io.path", "getfilename",
     [](const Call &C) { return sys::path::filename(slashed(C[0])).str(); }},
    {"system.io.path", "getfilenamewithoutextension",
     [](const Call &C) { return sys::path::stem(slashed(C[0])).str(); }},
    {"system.io.path", "getextension",
     [](const Call &C) { return sys::path::extension(C[0]).str(); }},
    {"system.io.file", "exists",
     [](const Call &C) { return truth(C.In.Disk.exists(C[0])); }},
    {"system.io.directory", "exists",
     [](const Call &C) { return truth(C.In.Disk.exists(C[0])); }},
    {"system.string", "copy", [](const Call &C) { return C[0].str(); }},
    {"system.string", "concat",
     [](const Call &C) { return join(C.Arguments, ""); }},
    {"system.string", "isnullorempty",
     [](const Call &C) { return truth(C[0].empty()); }},
    // What the machine of the build knew, this one does not.
    {"system.environment", "getenvironmentvariable",
     [](const Call &) { return std::string(); }},
    {"", "contains",
     [](const Call &C) { return truth(C.Value.contains(C[0])); }},
    {"", "startswith",
     [](const Call &C) { return truth(C.Value.starts_with(C[0])); }},
    {"", "endswith",
     [](const Call &C) { return truth(C.Value.ends_with(C[0])); }},
    {"", "replace", replaceAll},
    {"", "tolower", [](const Call &C) { return C.Value.lower(); }},
    {"", "tolowerinvariant", [](const Call &C) { return C.Value.lower(); }},
    {"", "toupper", [](const Call &C) { return C.Value.upper(); }},
    {"", "toupperinvariant", [](const Call &C) { return C.Value.upper(); }},
    {"", "trim", [](const Call &C) { return C.Value.trim().str(); }},
    {"", "trimend",
     [](const Call &C) {
       return C.Value.rtrim(C[0].empty() ? " " : C[0]).str();
     }},
    {"", "trimstart",
     [](const Call &C) {
       return C.Value.ltrim(C[0].empty() ? " " : C[0]).str();
     }},
    {"", "substring", substring},
    {"", "length",
     [](const Call &C) { return std::to_string(C.Value.size()); }},
};

std::optional<std::string>
msbuild::callPropertyFunction(StringRef Type, StringRef Name, StringRef Value,
                              const std::vector<std::string> &Arguments,
                              const Scope &In) {
  std::string LowerType = Type.lower(), LowerName = Name.lower();
  const auto *Found = find_if(Functions, [&](const Function &F) {
    return F.Type == LowerType && F.Name == LowerName;
  });
  if (Found == std::end(Functions))
    return std::nullopt;
  return Found->Run({Value, Arguments, In});
}
