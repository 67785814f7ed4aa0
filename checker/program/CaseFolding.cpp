//===- CaseFolding.cpp - Files are found whatever the case ----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/CaseFolding.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace wsk;

namespace {
class CaseFolding : public vfs::ProxyFileSystem {
public:
  using ProxyFileSystem::ProxyFileSystem;

  ErrorOr<vfs::Status> status(const Twine &Path) override {
    ErrorOr<vfs::Status> Exact = ProxyFileSystem::status(Path);
    if (Exact || Exact.getError() != errc::no_such_file_or_directory)
      return Exact;
    std::string Other = existing(Path);
    if (Other.empty())
      return Exact;
    return ProxyFileSystem::status(Other);
  }

  ErrorOr<std::unique_ptr<vfs::File>>
  openFileForRead(const Twine &Path) override {
    auto Exact = ProxyFileSystem::openFileForRead(Path);
    if (Exact || Exact.getError() != errc::no_such_file_or_directory)
      return Exact;
    std::string Other = existing(Path);
    if (Other.empty())
      return Exact;
    return ProxyFileSystem::openFileForRead(Other);
  }

private:
  using Names = StringMap<std::string>; ///< lower case -> as on disk

  std::string existing(const Twine &Path);
  StringRef existingFolder(StringRef Folder);
  const Names &namesIn(StringRef Folder);

  StringMap<Names> Listings;
  StringMap<std::string> Folders;
};
} // namespace

/// Every folder is listed once: a header is looked for in many folders, and
/// mostly in vain.
const CaseFolding::Names &CaseFolding::namesIn(StringRef Folder) {
  auto [Place, New] = Listings.try_emplace(Folder);
  if (!New)
    return Place->second;
  std::error_code EC;
  for (auto It = dir_begin(Folder, EC), End = vfs::directory_iterator();
       !EC && It != End; It.increment(EC)) {
    StringRef Name = sys::path::filename(It->path());
    std::string &Known = Place->second[Name.lower()];
    // Two names that differ in case only: the same one for every listing.
    if (Known.empty() || Name < Known)
      Known = Name.str();
  }
  return Place->second;
}

/// The folder as it is spelled on disk; empty if there is none.
StringRef CaseFolding::existingFolder(StringRef Folder) {
  if (Folder.empty() || sys::path::root_path(Folder) == Folder)
    return Folder;
  auto [Place, New] = Folders.try_emplace(Folder);
  if (!New)
    return Place->second;
  auto Status = ProxyFileSystem::status(Folder);
  std::string Found =
      Status && Status->isDirectory() ? Folder.str() : existing(Folder);
  return Folders[Folder] = Found;
}

std::string CaseFolding::existing(const Twine &Path) {
  SmallString<256> Full;
  Path.toVector(Full);
  if (makeAbsolute(Full))
    return "";
  sys::path::remove_dots(Full, /*remove_dot_dot=*/false);
  StringRef Name = sys::path::filename(Full);
  std::string Folder = existingFolder(sys::path::parent_path(Full)).str();
  if (Folder.empty() || Name == "..")
    return "";
  const Names &Listing = namesIn(Folder);
  auto Found = Listing.find(Name.lower());
  if (Found == Listing.end())
    return "";
  SmallString<256> Real(Folder);
  sys::path::append(Real, Found->second);
  return std::string(Real);
}

IntrusiveRefCntPtr<vfs::FileSystem>
wsk::caseFoldingFileSystem(StringRef Directory, const Buffers *Texts) {
  IntrusiveRefCntPtr<vfs::FileSystem> Disk =
      withBuffers(vfs::createPhysicalFileSystem().release(), Texts);
  // A folder that is gone leaves relative paths unresolved, nothing worse.
  (void)Disk->setCurrentWorkingDirectory(Directory);
  return new CaseFolding(Disk);
}
