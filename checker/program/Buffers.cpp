//===- Buffers.cpp - Texts that stand in for files ------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Buffers.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace wsk;

static Error badBuffers(StringRef File, const Twine &Why) {
  return createStringError(inconvertibleErrorCode(),
                           "cannot read the buffers '" + File + "': " + Why);
}

Expected<Buffers> wsk::readBuffers(StringRef File) {
  auto Text = MemoryBuffer::getFile(File);
  if (!Text)
    return badBuffers(File, Text.getError().message());
  Expected<json::Value> Parsed = json::parse((*Text)->getBuffer());
  if (!Parsed)
    return badBuffers(File, toString(Parsed.takeError()));
  const json::Object *Object = Parsed->getAsObject();
  if (!Object)
    return badBuffers(File, "it is no JSON object");
  Buffers Out;
  for (const auto &[Path, Value] : *Object) {
    std::optional<StringRef> Content = Value.getAsString();
    if (!Content || !sys::path::is_absolute(StringRef(Path)))
      return badBuffers(File, "'" + StringRef(Path) +
                                  "' is no absolute path with a text");
    Out[StringRef(Path).str()] = Content->str();
  }
  return Out;
}

IntrusiveRefCntPtr<vfs::FileSystem>
wsk::withBuffers(IntrusiveRefCntPtr<vfs::FileSystem> Below,
                 const Buffers *Texts) {
  if (!Texts || Texts->empty())
    return Below;
  auto Memory = makeIntrusiveRefCnt<vfs::InMemoryFileSystem>();
  for (const auto &[Path, Text] : *Texts) {
    Memory->addFile(Path, 0, MemoryBuffer::getMemBufferCopy(Text, Path));
    // The build may know the file by another name than the editor.
    SmallString<256> Real;
    if (!sys::fs::real_path(Path, Real) && Real != Path)
      Memory->addFile(Real, 0, MemoryBuffer::getMemBufferCopy(Text, Real));
  }
  auto Both = makeIntrusiveRefCnt<vfs::OverlayFileSystem>(Below);
  Both->pushOverlay(Memory);
  return Both;
}

const std::string *wsk::bufferOf(const Buffers *Texts, StringRef File) {
  if (!Texts)
    return nullptr;
  auto Found = Texts->find(File.str());
  if (Found != Texts->end())
    return &Found->second;
  SmallString<256> Wanted, Real;
  if (sys::fs::real_path(File, Wanted))
    return nullptr;
  for (const auto &[Path, Text] : *Texts)
    if (!sys::fs::real_path(Path, Real) && Real == Wanted)
      return &Text;
  return nullptr;
}

std::unique_ptr<MemoryBuffer> wsk::readSource(const Buffers *Texts,
                                              StringRef File) {
  if (const std::string *Text = bufferOf(Texts, File))
    return MemoryBuffer::getMemBuffer(*Text, File);
  auto Buffer = MemoryBuffer::getFile(File);
  return Buffer ? std::move(*Buffer) : nullptr;
}
