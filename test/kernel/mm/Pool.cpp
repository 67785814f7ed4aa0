//===- Pool.cpp - Pool memory of the driver -------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "mm/Pool.h"
#include "base/Machine.h"
#include "base/Scheduler.h"
#include "base/Snapshot.h"
#include "image/Image.h"
#include "monitor/Guarded.h"
#include "monitor/Lifetime.h"
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <sys/mman.h>

namespace kernel {
namespace pool {

namespace {
// Each pool is a range of chunks; the blocks of a chunk have one slot size, so
// that the block of any address is found without a search.
constexpr uintptr_t Bases[2] = {0x240000000000, 0x250000000000};
constexpr size_t ChunkSize = 64 * 1024;
constexpr size_t ChunkCount = 16384; // 1 GiB
constexpr size_t RedZone = 16;
constexpr size_t MaxSlot = ChunkSize;
constexpr unsigned ClassCount = 64;
constexpr unsigned Quarantine = 64; // freed blocks of a class kept at least
constexpr uint8_t RedByte = 0xFB, NewByte = 0xCD, FreedByte = 0xDD;

/// The blocks of a chunk, by slot: made as they are needed, since few chunks
/// are ever full, each part twice as large as the one before.
class Blocks {
public:
  Block &at(unsigned Slot) {
    unsigned Part = partOf(Slot);
    return Parts[Part][Slot + FirstPart - (FirstPart << Part)];
  }
  /// After those of the slots before.
  Block *make(unsigned Slot) {
    unsigned Part = partOf(Slot);
    if (!Parts[Part])
      Parts[Part] = static_cast<Block *>(
          run::allocate((FirstPart << Part) * sizeof(Block)));
    return new (&at(Slot)) Block();
  }

private:
  static constexpr unsigned FirstPart = 4;
  static unsigned partOf(unsigned Slot) {
    return 29 - __builtin_clz(Slot + FirstPart);
  }
  Block *Parts[10] = {};
};

struct Chunk {
  size_t Slot = 0;    // size of a slot, red zones included
  Blocks Of;          // one per slot
  uint32_t First = 0; // the chunk a large block begins in
  uint32_t Used = 0;  // slots handed out so far; later ones hold nothing
};

/// Freed blocks of one class, the oldest first.
struct Queue {
  Block *Oldest = nullptr, *Newest = nullptr;
  unsigned Count = 0;
};

struct SizeClass {
  Queue Freed;
  // The chunk with slots never used yet.
  bool IsOpen = false;
  unsigned OpenIndex = 0;
};

/// A driver uses few sizes: what is not used must not be copied either.
struct Range {
  run::vector<Chunk> Chunks;
  SizeClass *Classes[ClassCount] = {};
  SizeClass &at(unsigned Class) {
    SizeClass *&Place = Classes[Class];
    return Place ? *Place : *(Place = run::create<SizeClass>());
  }
};
struct Pools {
  // Declared, so that its members alone are initialised, in every run.
  Pools() { All.reserve(64); }
  Range Ranges[2];
  run::vector<Block *> All;
};
run::Local<Pools> Pool;

uint8_t *rangeBase(unsigned Kind) {
  static uint8_t *Mapped[2];
  if (!Mapped[Kind]) {
    void *Memory =
        mmap(reinterpret_cast<void *>(Bases[Kind]), ChunkSize * ChunkCount,
             PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE,
             -1, 0);
    if (Memory == MAP_FAILED) {
      perror("wsk-kernel: cannot reserve pool memory");
      exit(3);
    }
    Mapped[Kind] = static_cast<uint8_t *>(Memory);
  }
  return Mapped[Kind];
}

/// Classes: multiples of 32 up to 512, then four per power of two.
unsigned classOf(size_t Slot, size_t &Rounded) {
  if (Slot <= 512) {
    Rounded = (Slot + 31) & ~size_t(31);
    return Rounded / 32;
  }
  unsigned Power = 63 - __builtin_clzl(Slot - 1);
  size_t Step = size_t(1) << (Power - 2);
  Rounded = (Slot + Step - 1) & ~(Step - 1);
  return 17 + (Power - 9) * 4 + (Rounded - 1) / Step % 4;
}

unsigned addChunk(Range &R, size_t Slot, uint32_t First) {
  if (R.Chunks.size() == ChunkCount)
    inconclusive("the driver used up the 1 GiB of a pool");
  R.Chunks.push_back({Slot, {}, First, 0});
  return R.Chunks.size() - 1;
}

Block *takeLarge(unsigned Kind, size_t Slot) {
  Range &R = Pool->Ranges[Kind];
  unsigned First = R.Chunks.size();
  for (size_t Got = 0; Got < Slot; Got += ChunkSize)
    addChunk(R, Slot, First);
  Block *Made = R.Chunks[First].Of.make(0);
  R.Chunks[First].Used = 1;
  Pool->All.push_back(Made);
  Made->Memory = rangeBase(Kind) + First * ChunkSize + RedZone;
  return Made;
}

/// A slot never used before.
Block *takeFresh(unsigned Kind, unsigned Class, size_t Slot) {
  Range &R = Pool->Ranges[Kind];
  SizeClass &C = R.at(Class);
  unsigned PerChunk = ChunkSize / Slot;
  if (!C.IsOpen || R.Chunks[C.OpenIndex].Used == PerChunk) {
    C.OpenIndex = addChunk(R, Slot, R.Chunks.size());
    C.IsOpen = true;
  }
  unsigned Index = C.OpenIndex, Next = R.Chunks[Index].Used++;
  Block *Made = R.Chunks[Index].Of.make(Next);
  Made->Memory = rangeBase(Kind) + Index * ChunkSize + Next * Slot + RedZone;
  Pool->All.push_back(Made);
  return Made;
}

void checkFreed(const Block &B) {
  // Every byte equals the one before it, and the first is right.
  if (B.Size == 0 || (B.Memory[0] == FreedByte &&
                      memcmp(B.Memory, B.Memory + 1, B.Size - 1) == 0))
    return;
  size_t I = 0;
  while (B.Memory[I] == FreedByte)
    ++I;
  report("mem-use-after-free",
         "byte %zu of a block of %zu was written after the block was freed", I,
         B.Size)
      .note(B.Freed, "freed here");
}

Block *take(unsigned Kind, size_t Slot) {
  if (Slot > MaxSlot)
    return takeLarge(Kind, Slot);
  size_t Rounded;
  unsigned Class = classOf(Slot, Rounded);
  Queue &Freed = Pool->Ranges[Kind].at(Class).Freed;
  if (Freed.Count <= Quarantine)
    return takeFresh(Kind, Class, Rounded);
  Block *Oldest = Freed.Oldest;
  Freed.Oldest = Oldest->NextFreed;
  --Freed.Count;
  checkFreed(*Oldest);
  return Oldest;
}

void putFreed(Block *B) {
  size_t Slot = B->Size + 2 * RedZone, Rounded;
  if (Slot > MaxSlot)
    return;
  Queue &Freed =
      Pool->Ranges[unsigned(B->Kind)].at(classOf(Slot, Rounded)).Freed;
  B->NextFreed = nullptr;
  (Freed.Count ? Freed.Newest->NextFreed : Freed.Oldest) = B;
  Freed.Newest = B;
  ++Freed.Count;
}

std::string tagText(uint32_t Tag) {
  std::string Text;
  for (unsigned I = 0; I != 4; ++I) {
    char C = char(Tag >> 8 * I);
    Text += isprint(static_cast<unsigned char>(C)) ? C : '.';
  }
  return Text;
}

bool redZonesIntact(const Block &B) {
  uint8_t Expected[RedZone];
  memset(Expected, RedByte, RedZone);
  return memcmp(B.Memory - RedZone, Expected, RedZone) == 0 &&
         memcmp(B.Memory + B.Size, Expected, RedZone) == 0;
}

void checkRedZones(const Block &B) {
  if (!redZonesIntact(B))
    report("pool-overflow",
           "the driver wrote beyond a pool block of %zu bytes with tag '%s'",
           B.Size, tagText(B.Tag).c_str())
        .note(B.Allocated, "allocated here");
}

void checkLeaks() {
  for (const Block *B : Pool->All) {
    if (B->State == State::Freed) {
      checkFreed(*B);
      continue;
    }
    checkRedZones(*B);
    if (!B->Internal)
      report("pool-leak",
             "a pool block of %zu bytes with tag '%s' is never freed", B->Size,
             tagText(B->Tag).c_str())
          .note(B->Allocated, "allocated here");
  }
}
RunHook AtEnd(RunHook::AfterUnload, checkLeaks);

Block *allocateBlock(Kind Where, size_t Size) {
  Block *Made = take(unsigned(Where), Size + 2 * RedZone);
  Made->Size = Size;
  Made->Kind = Where;
  Made->State = State::Live;
  Made->Allocated = captureRef();
  memset(Made->Memory - RedZone, RedByte, RedZone);
  memset(Made->Memory + Size, RedByte, RedZone);
  return Made;
}
} // namespace

void *allocate(Kind Where, size_t Size, uint32_t Tag, bool Zero) {
  Block *Made = allocateBlock(Where, Size);
  Made->Tag = Tag;
  Made->Internal = false;
  memset(Made->Memory, Zero ? 0 : NewByte, Size);
  return Made->Memory;
}

void *allocateInternal(size_t Size) {
  Block *Made = allocateBlock(Kind::NonPaged, Size);
  Made->Internal = true;
  memset(Made->Memory, 0, Size);
  return Made->Memory;
}

void free(void *Memory, uint32_t Tag, const char *Routine) {
  Block *B = blockOf(Memory);
  if (!B || B->Memory != Memory)
    bugcheck("pool-bad-free", "%s(%p): that is no address of a pool block",
             Routine, Memory);
  if (B->State == State::Freed) {
    Violation &Made =
        report("pool-double-free", "%s: the block was freed before", Routine);
    Made.note(B->Allocated, "allocated here");
    Made.note(B->Freed, "freed here first");
    endRun(RunEnd::Bugcheck);
  }
  if (Tag && Tag != B->Tag)
    report("pool-tag-mismatch", "%s: the block has tag '%s', not '%s'", Routine,
           tagText(B->Tag).c_str(), tagText(Tag).c_str())
        .note(B->Allocated, "allocated here");
  checkRedZones(*B);
  monitor::checkMemoryReturned(Memory, B->Size, Routine);
  memset(B->Memory, FreedByte, B->Size);
  B->State = State::Freed;
  B->Freed = captureRef();
  putFreed(B);
}

bool isPaged(const void *Address) {
  auto A = reinterpret_cast<uintptr_t>(Address);
  return A >= Bases[1] && A < Bases[1] + ChunkSize * ChunkCount;
}

bool isPool(const void *Address) {
  auto A = reinterpret_cast<uintptr_t>(Address);
  return isPaged(Address) ||
         (A >= Bases[0] && A < Bases[0] + ChunkSize * ChunkCount);
}

Block *blockOf(const void *Address) {
  if (!isPool(Address))
    return nullptr;
  unsigned Kind = isPaged(Address);
  Range &R = Pool->Ranges[Kind];
  size_t Offset = reinterpret_cast<uintptr_t>(Address) - Bases[Kind];
  size_t Index = Offset / ChunkSize;
  if (Index >= R.Chunks.size())
    return nullptr;
  Chunk &C = R.Chunks[R.Chunks[Index].First];
  if (C.Slot > MaxSlot)
    return &C.Of.at(0);
  uint32_t InChunk = uint32_t(Offset % ChunkSize) / uint32_t(C.Slot);
  return InChunk < C.Used ? &C.Of.at(InChunk) : nullptr;
}

static void list(RunRanges &Into) {
  Pools *Made = Pool.existing();
  for (unsigned Kind = 0; Made && Kind != 2; ++Kind) {
    const run::vector<Chunk> &Chunks = Made->Ranges[Kind].Chunks;
    for (size_t I = 0; I != Chunks.size(); ++I)
      Into.add(rangeBase(Kind) + I * ChunkSize,
               Chunks[I].Used * Chunks[I].Slot);
  }
}
static RunState Contents(list);

} // namespace pool

MemoryKind memoryKindOf(const void *Address) {
  if (image::contains(Address))
    return MemoryKind::Image;
  if (machine::isOnStack(Address))
    return MemoryKind::Stack;
  guarded::Kind Guarded = guarded::kindOf(Address);
  if (Guarded != guarded::Kind::None)
    return Guarded == guarded::Kind::Live ? MemoryKind::Pool
                                          : MemoryKind::Freed;
  if (!pool::isPool(Address))
    return MemoryKind::Unknown;
  pool::Block *B = pool::blockOf(Address);
  auto *A = static_cast<const uint8_t *>(Address);
  if (!B || A < B->Memory || A >= B->Memory + B->Size)
    return MemoryKind::Outside;
  return B->State == pool::State::Live ? MemoryKind::Pool : MemoryKind::Freed;
}

bool isReadable(const void *Address, size_t Size) {
  if (Size == 0)
    return true;
  auto *A = static_cast<const uint8_t *>(Address);
  if (pool::isPool(Address)) {
    pool::Block *B = pool::blockOf(Address);
    return B && B->State == pool::State::Live && A >= B->Memory &&
           A + Size <= B->Memory + B->Size;
  }
  MemoryKind Kind = memoryKindOf(Address);
  return Kind == memoryKindOf(A + Size - 1) &&
         (Kind == MemoryKind::Image || Kind == MemoryKind::Stack ||
          Kind == MemoryKind::Pool);
}

} // namespace kernel
