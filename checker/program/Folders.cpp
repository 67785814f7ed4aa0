//===- Folders.cpp - Where headers are ------------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Folders.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VersionTuple.h"

using namespace llvm;
using namespace wsk;

static Error trouble(const Twine &Text) {
  return createStringError(inconvertibleErrorCode(), Text);
}

static std::string join(StringRef Folder, StringRef Name) {
  SmallString<256> Path(Folder);
  sys::path::append(Path, Name);
  return std::string(Path);
}

/// "../Tail" seen from the folder of the running executable.
static std::string besideExecutable(StringRef Tail) {
  std::string Exe = sys::fs::getMainExecutable(
      nullptr, reinterpret_cast<void *>(&besideExecutable));
  StringRef Prefix = sys::path::parent_path(sys::path::parent_path(Exe));
  return join(Prefix, Tail);
}

Expected<std::string> wsk::clangResourceFolder() {
  std::string Candidates[] = {besideExecutable(WSK_CLANG_RESOURCE_TAIL),
                              WSK_CLANG_RESOURCE_FOLDER};
  for (const std::string &Folder : Candidates)
    if (sys::fs::exists(join(Folder, "include/stdarg.h")))
      return Folder;
  return trouble("clang's builtin headers (stdarg.h) are in neither '" +
                 Candidates[0] + "' nor '" + Candidates[1] +
                 "'; install libclang-common-" + Twine(WSK_CLANG_MAJOR) +
                 "-dev");
}

static Expected<std::string> packFolder() {
  std::string Candidates[] = {besideExecutable("share/wskcheck/wdk"),
                              WSK_PACK_FOLDER};
  for (const std::string &Folder : Candidates)
    if (sys::fs::is_directory(join(Folder, "net")))
      return Folder;
  return trouble("the header pack is in neither '" + Candidates[0] + "' nor '" +
                 Candidates[1] +
                 "'; reinstall, or name a WDK with --kernel-headers=DIR");
}

/// Where distributions put mingw-w64's headers: Debian, Arch, Fedora.
static Expected<std::string> mingwFolder() {
  for (StringRef Folder :
       {"/usr/share/mingw-w64/include", "/usr/x86_64-w64-mingw32/include",
        "/usr/x86_64-w64-mingw32/sys-root/mingw/include"})
    if (sys::fs::exists(join(Folder, "ddk/wdm.h")))
      return Folder.str();
  return trouble("no mingw-w64 DDK headers found; install mingw-w64-common, "
                 "or use --kernel-headers=pack");
}

static Expected<std::vector<std::string>> mingwFolders(StringRef Pack) {
  Expected<std::string> Mingw = mingwFolder();
  if (!Mingw)
    return Mingw.takeError();
  return std::vector<std::string>{join(Pack, "mingw"), join(Pack, "net"),
                                  *Mingw, join(*Mingw, "ddk")};
}

/// A WDK keeps its headers in several folders of one version's folder.
static Expected<std::vector<std::string>> userFolders(StringRef Folder) {
  if (!sys::fs::is_directory(Folder))
    return trouble("--kernel-headers: '" + Folder +
                   "' is not a folder; use pack, mingw or the folder that "
                   "holds wdm.h or km/wdm.h");
  std::vector<std::string> Folders;
  for (StringRef Sub : {"", "km", "shared", "km/crt", "um", "ucrt", "ddk"})
    if (std::string F = join(Folder, Sub); sys::fs::is_directory(F))
      Folders.push_back(F);
  return Folders;
}

Expected<std::vector<std::string>>
wsk::kernelHeaderFolders(StringRef KernelHeaders) {
  if (KernelHeaders != "pack" && KernelHeaders != "mingw")
    return userFolders(KernelHeaders);
  Expected<std::string> Pack = packFolder();
  if (!Pack)
    return Pack.takeError();
  if (KernelHeaders == "mingw")
    return mingwFolders(*Pack);
  return std::vector<std::string>{join(*Pack, "net"), join(*Pack, "nt")};
}

/// The subfolder with the greatest version as name; empty without one.
static std::string newestVersion(StringRef Folder) {
  VersionTuple Newest;
  std::string Found;
  std::error_code EC;
  for (sys::fs::directory_iterator It(Folder, EC), End; !EC && It != End;
       It.increment(EC)) {
    VersionTuple Version;
    if (Version.tryParse(sys::path::filename(It->path())) ||
        Version <= Newest || !sys::fs::exists(join(It->path(), "wdf.h")))
      continue;
    Newest = Version;
    Found = It->path();
  }
  return Found;
}

Expected<std::string> wsk::wdfHeaderFolder(StringRef WdfHeaders) {
  if (WdfHeaders.empty())
    return "";
  SmallString<256> Root(WdfHeaders);
  sys::fs::make_absolute(Root);
  if (sys::fs::exists(join(Root, "wdf.h")))
    return std::string(Root);
  for (StringRef Below :
       {"", "kmdf", "wdf/kmdf", "Include/wdf/kmdf", "src/publicinc/wdf/kmdf"})
    if (std::string Folder = newestVersion(join(Root, Below)); !Folder.empty())
      return Folder;
  return trouble("--wdf-headers: no wdf.h in '" + WdfHeaders +
                 "' or in a kmdf version below it; name the folder that holds "
                 "it, e.g. .../wdf/kmdf/1.33");
}

bool wsk::holdsKernelHeaders(StringRef Folder) {
  return any_of(ArrayRef{"wdm.h", "ntddk.h", "_mingw.h"}, [&](StringRef Name) {
    return sys::fs::exists(join(Folder, Name));
  });
}
