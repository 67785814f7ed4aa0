//===- Encoding.cpp - Sources that are not UTF-8 --------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Encoding.h"
#include "llvm/Support/ConvertUTF.h"

using namespace llvm;
using namespace wsk;

static std::string withoutForeignBytes(StringRef Text) {
  std::string Clean = Text.str();
  auto *At = reinterpret_cast<const UTF8 *>(Text.begin());
  auto *End = reinterpret_cast<const UTF8 *>(Text.end());
  while (At < End) {
    unsigned Length = getNumBytesForUTF8(*At);
    if (At + Length <= End && isLegalUTF8Sequence(At, At + Length)) {
      At += Length;
      continue;
    }
    Clean[reinterpret_cast<const char *>(At) - Text.begin()] = '?';
    ++At;
  }
  return Clean;
}

std::unique_ptr<MemoryBuffer> wsk::readableText(const MemoryBuffer &Source) {
  StringRef Text = Source.getBuffer();
  std::string Readable;
  if (hasUTF16ByteOrderMark({Text.data(), Text.size()})) {
    if (!convertUTF16ToUTF8String({Text.data(), Text.size()}, Readable))
      return nullptr;
  } else {
    auto *Begin = reinterpret_cast<const UTF8 *>(Text.begin());
    if (isLegalUTF8String(&Begin, reinterpret_cast<const UTF8 *>(Text.end())))
      return nullptr;
    Readable = withoutForeignBytes(Text);
  }
  return MemoryBuffer::getMemBufferCopy(Readable, Source.getBufferIdentifier());
}
