//===- Mdl.h - Memory descriptor lists ------------------------ -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// MDLs have their real layout. The record beside one says whether it is locked
/// and by whom it was made.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_MM_MDL_H
#define WSK_KERNEL_MM_MDL_H

#include "base/Report.h"
#include "nt/Types.h"

namespace kernel {
namespace mdl {

struct Record {
  bool Allocated = false; ///< by IoAllocateMdl
  bool Freed = false;
  bool Built = false; ///< pages locked, nonpaged or partial: can be used
  StackRef Created;
  StackRef FreedAt;
};

/// The record of \p M, or null when no MDL was made there.
Record *find(const nt::MDL *M);

/// Start of the memory \p M describes.
inline uint8_t *start(const nt::MDL *M) {
  return static_cast<uint8_t *>(M->StartVa) + M->ByteOffset;
}

/// An MDL of the system over locked memory; freed with pool::free.
nt::MDL *makeLocked(void *Memory, uint32_t Size);

/// A contiguous part of a chain.
struct Segment {
  uint8_t *Data;
  size_t Size;
};

/// Cuts \p Length bytes from \p Offset on out of the chain that begins with
/// \p First into \p Out. \returns false when the chain is shorter, or one of
/// its MDLs is freed or describes memory that cannot be used.
bool segments(const nt::MDL *First, size_t Offset, size_t Length,
              run::vector<Segment> &Out);

/// Bytes of the whole chain.
size_t chainLength(const nt::MDL *First);

} // namespace mdl
} // namespace kernel

#endif // WSK_KERNEL_MM_MDL_H
