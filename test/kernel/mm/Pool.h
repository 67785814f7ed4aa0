//===- Pool.h - Pool memory of the driver --------------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Every block knows its size, tag, kind and where it was allocated and freed.
/// Memory is filled with 0xCD when allocated and 0xDD when freed, is surrounded
/// by red zones, and is reused as late as possible.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_MM_POOL_H
#define WSK_KERNEL_MM_POOL_H

#include "base/Report.h"
#include <cstddef>
#include <cstdint>

namespace kernel {
namespace pool {

enum class Kind : uint8_t { NonPaged, Paged };
enum class State : uint8_t { Unused, Live, Freed };

struct Block {
  uint8_t *Memory = nullptr;
  size_t Size = 0; ///< as asked for
  uint32_t Tag = 0;
  pool::Kind Kind = Kind::NonPaged;
  pool::State State = State::Unused;
  /// The kernel's own (IRPs, device objects...): pool-leak stays silent, its
  /// owner reports.
  bool Internal = false;
  StackRef Allocated;
  StackRef Freed;
  Block *NextFreed = nullptr; ///< in the quarantine of its size
};

/// Never fails. \p Zero: clear instead of filling with 0xCD. Offer failures
/// with chooseFault() in the exported routine.
void *allocate(Kind Where, size_t Size, uint32_t Tag, bool Zero = false);

/// For objects of the kernel that drivers see (IRPs, devices, sockets).
void *allocateInternal(size_t Size);

/// Checks the red zone and frees; reports pool-double-free, pool-bad-free,
/// pool-tag-mismatch (\p Tag 0: any), pool-overflow, naming \p Routine.
void free(void *Memory, uint32_t Tag, const char *Routine);

/// The block \p Address lies in (also a freed one), or null.
Block *blockOf(const void *Address);

/// True for any address that belongs to paged pool.
bool isPaged(const void *Address);
/// True for any address of either pool.
bool isPool(const void *Address);

} // namespace pool

/// What driver memory at an address is, for lifetime checks.
enum class MemoryKind : uint8_t {
  Unknown, ///< neither of the below: a wild pointer
  Image,
  Stack,
  Pool,
  Freed,   ///< pool after it was freed
  Outside, ///< in a pool's address range but in no block
};
MemoryKind memoryKindOf(const void *Address);

/// True when all \p Size bytes may be read: one live block, image or stack.
bool isReadable(const void *Address, size_t Size);

} // namespace kernel

#endif // WSK_KERNEL_MM_POOL_H
