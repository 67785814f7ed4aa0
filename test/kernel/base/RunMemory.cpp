//===- RunMemory.cpp - Memory that lives as long as one run ---------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "base/RunMemory.h"
#include "base/Snapshot.h"
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/mman.h>

namespace kernel {
namespace run {

uint64_t Epoch = 0;
FreeBlock *FreeSmall[SmallLimit / Granule + 1];
char *Top = nullptr;
char *SafeTop = nullptr;
void (*OutOfMemory)() = nullptr;

namespace {
// A fixed place, so that two processes that make the same choices see the same
// addresses; far from where Linux and the sanitizers put things.
constexpr uintptr_t HeapBase = 0x200000000000;
constexpr size_t HeapSize = size_t(2) << 30;
constexpr size_t Reserve = size_t(16) << 20;

bool InReserve = false;
FreeBlock *Large[48]; // by power of two
uint64_t Latest = 0;  // number of the latest run

/// In the order they were first used in the process.
size_t PlaceCount = 0;
std::vector<LocalPlace *> &places() {
  static std::vector<LocalPlace *> All;
  return All;
}

char *heapBase() {
  static char *Base = [] {
    void *Memory = mmap(
        reinterpret_cast<void *>(HeapBase), HeapSize, PROT_READ | PROT_WRITE,
        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1,
        0);
    if (Memory == MAP_FAILED) {
      perror("wsk-kernel: cannot reserve memory for runs");
      exit(3);
    }
    return static_cast<char *>(Memory);
  }();
  return Base;
}

size_t rounded(size_t Size) {
  if (Size <= SmallLimit)
    return Size ? (Size + Granule - 1) & ~(Granule - 1) : Granule;
  size_t Power = SmallLimit;
  while (Power < Size)
    Power *= 2;
  return Power;
}

FreeBlock *&listFor(size_t Rounded) {
  if (Rounded <= SmallLimit)
    return FreeSmall[Rounded / Granule];
  return Large[__builtin_ctzl(Rounded)];
}
} // namespace

void *allocateSlowly(size_t Size) {
  size_t Rounded = rounded(Size);
  FreeBlock *&List = listFor(Rounded);
  if (FreeBlock *Block = List) {
    List = Block->Next;
    return Block;
  }
  if (!Top) {
    Top = heapBase();
    SafeTop = Top + HeapSize - Reserve;
  }
  size_t Free = heapBase() + HeapSize - Top;
  if (!InReserve && OutOfMemory && Free < Rounded + Reserve) {
    InReserve = true;
    OutOfMemory();
  }
  if (Free < Rounded) {
    fputs("wsk-kernel: a run used up all memory set aside for it\n", stderr);
    exit(3);
  }
  void *Memory = Top;
  Top += Rounded;
  return Memory;
}

void releaseSlowly(void *Memory, size_t Size) {
  auto *Block = static_cast<FreeBlock *>(Memory);
  FreeBlock *&List = listFor(rounded(Size));
  Block->Next = List;
  List = Block;
}

void know(LocalPlace &Place) {
  Place.Known = true;
  places().push_back(&Place);
  PlaceCount = places().size();
}

void beginEpoch() {
  Epoch = ++Latest;
  InReserve = false;
  constexpr size_t Keep = size_t(64) << 20;
  if (footprint() > Keep)
    madvise(heapBase() + Keep, footprint() - Keep, MADV_DONTNEED);
  Top = heapBase();
  SafeTop = Top + HeapSize - Reserve;
  memset(FreeSmall, 0, sizeof(FreeSmall));
  memset(Large, 0, sizeof(Large));
}

size_t footprint() { return Top ? Top - heapBase() : 0; }

namespace {
void list(RunRanges &Into) {
  Into.add(heapBase(), footprint());
  Into.add(Top);
  Into.add(SafeTop);
  Into.add(FreeSmall);
  Into.add(Large);
  Into.add(InReserve);
  Into.addIncidental(Epoch);
  Into.addIncidental(PlaceCount);
  for (LocalPlace *Place : places()) {
    Into.addIncidental(Place->Made);
    if (Place->Made == Epoch)
      Into.add(Place->Object);
  }
}

RunState Heap(list);
} // namespace

void forgetLater() {
  for (; PlaceCount != places().size(); ++PlaceCount)
    places()[PlaceCount]->Made = ~uint64_t(0);
}

} // namespace run
} // namespace kernel
