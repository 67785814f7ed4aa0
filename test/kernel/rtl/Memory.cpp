//===- Memory.cpp - Memory functions of the runtime -----------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include <cstdint>
#include <cstring>

namespace kernel {
namespace {
using namespace nt;

MSABI void *copy(void *To, const void *From, size_t Size) {
  return memmove(To, From, Size);
}
KERNEL_EXPORT_AS(memcpy, copy, HIGH_LEVEL)
KERNEL_EXPORT_AS(memmove, copy, HIGH_LEVEL)

MSABI void *fill(void *To, int Value, size_t Size) {
  return memset(To, Value, Size);
}
KERNEL_EXPORT_AS(memset, fill, HIGH_LEVEL)

MSABI int compare(const void *A, const void *B, size_t Size) {
  return memcmp(A, B, Size);
}
KERNEL_EXPORT_AS(memcmp, compare, HIGH_LEVEL)

MSABI const void *findByte(const void *In, int Value, size_t Size) {
  return memchr(In, Value, Size);
}
KERNEL_EXPORT_AS(memchr, findByte, HIGH_LEVEL)

MSABI size_t RtlCompareMemory(const uint8_t *A, const uint8_t *B, size_t Size) {
  size_t Same = 0;
  while (Same != Size && A[Same] == B[Same])
    ++Same;
  return Same;
}
KERNEL_EXPORT(RtlCompareMemory, HIGH_LEVEL)

MSABI void RtlZeroMemory(void *To, size_t Size) { memset(To, 0, Size); }
KERNEL_EXPORT(RtlZeroMemory, HIGH_LEVEL)
KERNEL_EXPORT_AS(RtlSecureZeroMemory, RtlZeroMemory, HIGH_LEVEL)

MSABI void RtlFillMemory(void *To, size_t Size, uint8_t Value) {
  memset(To, Value, Size);
}
KERNEL_EXPORT(RtlFillMemory, HIGH_LEVEL)

MSABI void RtlCopyMemory(void *To, const void *From, size_t Size) {
  memmove(To, From, Size);
}
KERNEL_EXPORT(RtlCopyMemory, HIGH_LEVEL)
KERNEL_EXPORT_AS(RtlMoveMemory, RtlCopyMemory, HIGH_LEVEL)
KERNEL_EXPORT_AS(RtlCopyMemoryNonTemporal, RtlCopyMemory, HIGH_LEVEL)

MSABI int memcpyChecked(void *To, size_t Room, const void *From, size_t Size) {
  constexpr int InvalidArgument = 22, OutOfRange = 34;
  if (!To || !From)
    return InvalidArgument;
  if (Size > Room)
    return OutOfRange;
  memmove(To, From, Size);
  return 0;
}
KERNEL_EXPORT_AS(memcpy_s, memcpyChecked, HIGH_LEVEL)
KERNEL_EXPORT_AS(memmove_s, memcpyChecked, HIGH_LEVEL)

MSABI uint16_t swap16(uint16_t V) { return __builtin_bswap16(V); }
MSABI uint32_t swap32(uint32_t V) { return __builtin_bswap32(V); }
MSABI uint64_t swap64(uint64_t V) { return __builtin_bswap64(V); }
KERNEL_EXPORT_AS(_byteswap_ushort, swap16, HIGH_LEVEL)
KERNEL_EXPORT_AS(_byteswap_ulong, swap32, HIGH_LEVEL)
KERNEL_EXPORT_AS(_byteswap_uint64, swap64, HIGH_LEVEL)
KERNEL_EXPORT_AS(RtlUshortByteSwap, swap16, HIGH_LEVEL)
KERNEL_EXPORT_AS(RtlUlongByteSwap, swap32, HIGH_LEVEL)
KERNEL_EXPORT_AS(RtlUlonglongByteSwap, swap64, HIGH_LEVEL)
} // namespace
} // namespace kernel
