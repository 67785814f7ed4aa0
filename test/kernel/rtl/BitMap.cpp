//===- BitMap.cpp - Bit maps ----------------------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/Export.h"

namespace kernel {
namespace {
using namespace nt;

struct BitMap {
  uint32_t Size; ///< in bits
  uint32_t *Words;
};

bool get(const BitMap &Map, uint32_t Index) {
  return Map.Words[Index / 32] >> (Index % 32) & 1;
}

void set(BitMap &Map, uint32_t From, uint32_t Count, bool Value) {
  for (uint32_t I = From; I != From + Count && I < Map.Size; ++I) {
    uint32_t Bit = uint32_t(1) << (I % 32);
    Map.Words[I / 32] =
        Value ? Map.Words[I / 32] | Bit : Map.Words[I / 32] & ~Bit;
  }
}

bool areAll(const BitMap &Map, uint32_t From, uint32_t Count, bool Value) {
  if (!Count || From >= Map.Size || Count > Map.Size - From)
    return false;
  for (uint32_t I = From; I != From + Count; ++I)
    if (get(Map, I) != Value)
      return false;
  return true;
}

constexpr uint32_t NotFound = ~uint32_t(0);

/// The first run of \p Count bits from the hint on, else from the beginning.
uint32_t find(const BitMap &Map, uint32_t Count, uint32_t Hint, bool Value) {
  uint32_t Start = Hint < Map.Size ? Hint : 0;
  for (uint32_t I = 0; I != Map.Size; ++I) {
    uint32_t From = (Start + I) % Map.Size;
    if (areAll(Map, From, Count, Value))
      return From;
  }
  return NotFound;
}

MSABI void RtlInitializeBitMap(BitMap *Map, uint32_t *Words, uint32_t Size) {
  *Map = {Size, Words};
}
KERNEL_EXPORT(RtlInitializeBitMap, HIGH_LEVEL)

MSABI void RtlClearAllBits(BitMap *Map) { set(*Map, 0, Map->Size, false); }
KERNEL_EXPORT(RtlClearAllBits, HIGH_LEVEL)

MSABI void RtlSetAllBits(BitMap *Map) { set(*Map, 0, Map->Size, true); }
KERNEL_EXPORT(RtlSetAllBits, HIGH_LEVEL)

MSABI void RtlClearBits(BitMap *Map, uint32_t From, uint32_t Count) {
  set(*Map, From, Count, false);
}
KERNEL_EXPORT(RtlClearBits, HIGH_LEVEL)

MSABI void RtlSetBits(BitMap *Map, uint32_t From, uint32_t Count) {
  set(*Map, From, Count, true);
}
KERNEL_EXPORT(RtlSetBits, HIGH_LEVEL)

MSABI void RtlClearBit(BitMap *Map, uint32_t Index) {
  set(*Map, Index, 1, false);
}
KERNEL_EXPORT(RtlClearBit, HIGH_LEVEL)

MSABI void RtlSetBit(BitMap *Map, uint32_t Index) { set(*Map, Index, 1, true); }
KERNEL_EXPORT(RtlSetBit, HIGH_LEVEL)

MSABI BOOLEAN RtlTestBit(const BitMap *Map, uint32_t Index) {
  return get(*Map, Index);
}
KERNEL_EXPORT(RtlTestBit, HIGH_LEVEL)

MSABI BOOLEAN RtlAreBitsClear(const BitMap *Map, uint32_t From,
                              uint32_t Count) {
  return areAll(*Map, From, Count, false);
}
KERNEL_EXPORT(RtlAreBitsClear, HIGH_LEVEL)

MSABI BOOLEAN RtlAreBitsSet(const BitMap *Map, uint32_t From, uint32_t Count) {
  return areAll(*Map, From, Count, true);
}
KERNEL_EXPORT(RtlAreBitsSet, HIGH_LEVEL)

MSABI uint32_t RtlFindClearBits(const BitMap *Map, uint32_t Count,
                                uint32_t Hint) {
  return find(*Map, Count, Hint, false);
}
KERNEL_EXPORT(RtlFindClearBits, HIGH_LEVEL)

MSABI uint32_t RtlFindSetBits(const BitMap *Map, uint32_t Count,
                              uint32_t Hint) {
  return find(*Map, Count, Hint, true);
}
KERNEL_EXPORT(RtlFindSetBits, HIGH_LEVEL)

MSABI uint32_t RtlFindClearBitsAndSet(BitMap *Map, uint32_t Count,
                                      uint32_t Hint) {
  uint32_t Found = find(*Map, Count, Hint, false);
  if (Found != NotFound)
    set(*Map, Found, Count, true);
  return Found;
}
KERNEL_EXPORT(RtlFindClearBitsAndSet, HIGH_LEVEL)

MSABI uint32_t RtlFindSetBitsAndClear(BitMap *Map, uint32_t Count,
                                      uint32_t Hint) {
  uint32_t Found = find(*Map, Count, Hint, true);
  if (Found != NotFound)
    set(*Map, Found, Count, false);
  return Found;
}
KERNEL_EXPORT(RtlFindSetBitsAndClear, HIGH_LEVEL)

MSABI uint32_t RtlNumberOfSetBits(const BitMap *Map) {
  uint32_t Count = 0;
  for (uint32_t I = 0; I != Map->Size; ++I)
    Count += get(*Map, I);
  return Count;
}
KERNEL_EXPORT(RtlNumberOfSetBits, HIGH_LEVEL)

MSABI uint32_t RtlNumberOfClearBits(const BitMap *Map) {
  return Map->Size - RtlNumberOfSetBits(Map);
}
KERNEL_EXPORT(RtlNumberOfClearBits, HIGH_LEVEL)
} // namespace
} // namespace kernel
