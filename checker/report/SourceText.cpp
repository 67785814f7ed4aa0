//===- SourceText.cpp - Source lines and text encodings -------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "report/SourceText.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace wsk;

namespace {
/// Files split into lines, on first use.
class DiskLines {
public:
  std::optional<std::string> line(StringRef File, unsigned Number) {
    const OpenFile &Open = open(File);
    if (Number == 0 || Number > Open.Lines.size())
      return std::nullopt;
    return Open.Lines[Number - 1].rtrim('\r').str();
  }

private:
  struct OpenFile {
    std::unique_ptr<MemoryBuffer> Buffer;
    SmallVector<StringRef, 0> Lines;
  };

  const OpenFile &open(StringRef File) {
    auto [Entry, New] = Files.try_emplace(File);
    OpenFile &Open = Entry->second;
    if (!New)
      return Open;
    if (auto Buffer = MemoryBuffer::getFile(File)) {
      Open.Buffer = std::move(*Buffer);
      Open.Buffer->getBuffer().split(Open.Lines, '\n');
    }
    return Open;
  }

  StringMap<OpenFile> Files;
};
} // namespace

LineSource wsk::linesOnDisk() {
  auto Lines = std::make_shared<DiskLines>();
  return [Lines](StringRef File, unsigned Line) {
    return Lines->line(File, Line);
  };
}

/// Length in bytes of the character at the front of \p Text; 1 when it is not
/// UTF-8.
static unsigned characterLength(StringRef Text) {
  const auto *Start = reinterpret_cast<const UTF8 *>(Text.data());
  unsigned Length = getNumBytesForUTF8(*Start);
  if (Length > Text.size() || !isLegalUTF8Sequence(Start, Start + Length))
    return 1;
  return Length;
}

unsigned wsk::utf16Column(StringRef Line, unsigned ByteColumn) {
  unsigned Column = 1, Byte = 1;
  while (Byte < ByteColumn && Byte <= Line.size()) {
    unsigned Length = characterLength(Line.drop_front(Byte - 1));
    Column += Length == 4 ? 2 : 1;
    Byte += Length;
  }
  // A column past the end of the line keeps its distance.
  return ByteColumn > Byte ? Column + (ByteColumn - Byte) : Column;
}

std::string wsk::printable(StringRef Text) {
  std::string Out;
  for (char C : json::fixUTF8(Text)) {
    unsigned char Byte = C;
    if (Byte >= 0x20 && Byte != 0x7f)
      Out += C;
    else
      Out += "\\x" + utohexstr(Byte, /*LowerCase=*/true, /*Width=*/2);
  }
  return Out;
}

std::string wsk::pathToUri(StringRef Path) {
  std::string Slashed = sys::path::convert_to_slash(Path);
  std::string Out;
  if (sys::path::is_absolute(Path))
    Out = StringRef(Slashed).starts_with("/") ? "file://" : "file:///";
  bool InRoot = !Out.empty();
  for (char C : Slashed) {
    // The colon of a drive letter stays; elsewhere it would start a scheme.
    bool Keep =
        isAlnum(C) || StringRef("-._~/").contains(C) || (C == ':' && InRoot);
    if (C == ':')
      InRoot = false;
    if (Keep)
      Out += C;
    else
      Out += "%" + utohexstr(static_cast<unsigned char>(C), false, 2);
  }
  return Out;
}
