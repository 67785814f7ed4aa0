//===- Numbers.cpp - UTF-8, numbers in text, random numbers ---------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "nt/Status.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/ConvertUTF.h"
#include <algorithm>
#include <cstring>

namespace kernel {
namespace {
using namespace nt;

constexpr auto STATUS_SOME_NOT_MAPPED = NTSTATUS(0x00000107);

/// Copies what fits; \p Out null: only the size is asked for.
NTSTATUS give(const void *Data, size_t Size, void *Out, uint32_t Room,
              uint32_t *Used, bool Whole) {
  size_t Copied = Out ? std::min<size_t>(Size, Room) : Size;
  if (Out)
    memcpy(Out, Data, Copied);
  if (Used)
    *Used = uint32_t(Copied);
  if (Out && Copied < Size)
    return STATUS_BUFFER_TOO_SMALL;
  return Whole ? STATUS_SUCCESS : STATUS_SOME_NOT_MAPPED;
}

MSABI NTSTATUS RtlUnicodeToUTF8N(char *Out, uint32_t Room, uint32_t *Used,
                                 const char16_t *Text, uint32_t Size) {
  std::string Converted;
  llvm::ArrayRef<char> Bytes(reinterpret_cast<const char *>(Text), Size);
  bool Whole = llvm::convertUTF16ToUTF8String(Bytes, Converted);
  return give(Converted.data(), Converted.size(), Out, Room, Used, Whole);
}
KERNEL_EXPORT(RtlUnicodeToUTF8N, PASSIVE_LEVEL)

MSABI NTSTATUS RtlUTF8ToUnicodeN(char16_t *Out, uint32_t Room, uint32_t *Used,
                                 const char *Text, uint32_t Size) {
  llvm::SmallVector<llvm::UTF16, 64> Converted;
  bool Whole =
      llvm::convertUTF8ToUTF16String(llvm::StringRef(Text, Size), Converted);
  return give(Converted.data(), 2 * Converted.size(), Out, Room & ~1u, Used,
              Whole);
}
KERNEL_EXPORT(RtlUTF8ToUnicodeN, PASSIVE_LEVEL)

unsigned digitOf(char16_t C) {
  if (C >= u'0' && C <= u'9')
    return C - u'0';
  if (C >= u'a' && C <= u'z')
    return C - u'a' + 10;
  return C >= u'A' && C <= u'Z' ? C - u'A' + 10 : ~0u;
}

/// The base that a prefix names, which \p At then is beyond.
unsigned baseOf(const char16_t *&At, const char16_t *End) {
  if (End - At < 2 || *At != u'0')
    return 10;
  char16_t Prefix = At[1];
  unsigned Base = Prefix == u'x'   ? 16
                  : Prefix == u'o' ? 8
                  : Prefix == u'b' ? 2
                                   : 10;
  At += Base == 10 ? 0 : 2;
  return Base;
}

MSABI NTSTATUS RtlUnicodeStringToInt64(const UNICODE_STRING *Text,
                                       uint32_t Base, int64_t *Out,
                                       char16_t **EndOut) {
  const char16_t *At = Text->Buffer, *End = At + Text->Length / 2;
  while (At != End && *At <= u' ')
    ++At;
  bool Negative = At != End && *At == u'-';
  if (At != End && (*At == u'-' || *At == u'+'))
    ++At;
  if (!Base)
    Base = baseOf(At, End);
  uint64_t Value = 0;
  for (; At != End && digitOf(*At) < Base; ++At)
    Value = Value * Base + digitOf(*At);
  *Out = int64_t(Negative ? 0 - Value : Value);
  if (EndOut)
    *EndOut = const_cast<char16_t *>(At);
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(RtlUnicodeStringToInt64, PASSIVE_LEVEL)

/// The seed is the caller's, so that runs repeat.
MSABI uint32_t RtlRandomEx(uint32_t *Seed) {
  constexpr uint64_t Modulus = 0x7fffffff, Factor = 48271;
  *Seed = uint32_t((uint64_t(*Seed) % Modulus + 1) * Factor % Modulus);
  return *Seed;
}
KERNEL_EXPORT(RtlRandomEx, DISPATCH_LEVEL)
KERNEL_EXPORT_AS(RtlRandom, RtlRandomEx, DISPATCH_LEVEL)
} // namespace
} // namespace kernel
