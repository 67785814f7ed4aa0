//===- Mdl.cpp - Memory descriptor lists ----------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "mm/Mdl.h"
#include "abi/Export.h"
#include "base/Choice.h"
#include "mm/Pool.h"
#include "monitor/Lifetime.h"
#include "nt/Status.h"
#include <algorithm>
#include <cstring>

namespace kernel {
namespace mdl {

namespace {
constexpr uintptr_t Page = 4096;
struct Records {
  run::unordered_map<const nt::MDL *, Record> ByAddress;
};
run::Local<Records> All;

void checkLeaks() {
  run::map<uint64_t, const Record *> InOrder;
  for (const auto &Entry : All->ByAddress)
    if (Entry.second.Allocated && !Entry.second.Freed)
      InOrder[reinterpret_cast<uint64_t>(Entry.first)] = &Entry.second;
  for (const auto &Entry : InOrder)
    report("mdl-leak", "an MDL of the driver is never freed")
        .note(Entry.second->Created, "allocated here");
}
RunHook AtEnd(RunHook::AfterUnload, checkLeaks);

/// How many page numbers follow the header of an MDL over this memory.
size_t pagesOf(uintptr_t Address, size_t Length) {
  return ((Address & (Page - 1)) + Length + Page - 1) / Page;
}
} // namespace

Record *find(const nt::MDL *M) {
  auto Place = All->ByAddress.find(M);
  return Place == All->ByAddress.end() ? nullptr : &Place->second;
}

bool segments(const nt::MDL *First, size_t Offset, size_t Length,
              run::vector<Segment> &Out) {
  for (const nt::MDL *M = First; Length; M = M->Next) {
    if (!M || !isReadable(M, sizeof(*M)))
      return false;
    if (Offset >= M->ByteCount) {
      Offset -= M->ByteCount;
      continue;
    }
    size_t Part = std::min<size_t>(Length, M->ByteCount - Offset);
    if (!isReadable(start(M) + Offset, Part))
      return false;
    Out.push_back({start(M) + Offset, Part});
    Length -= Part;
    Offset = 0;
  }
  return true;
}

nt::MDL *makeLocked(void *Memory, uint32_t Size) {
  auto A = reinterpret_cast<uintptr_t>(Memory);
  size_t Bytes = sizeof(nt::MDL) + pagesOf(A, Size) * sizeof(uint64_t);
  auto *Made = static_cast<nt::MDL *>(pool::allocateInternal(Bytes));
  Made->Size = int16_t(Bytes);
  Made->MdlFlags = nt::MDL_PAGES_LOCKED;
  Made->StartVa = reinterpret_cast<void *>(A & ~(Page - 1));
  Made->ByteOffset = A & (Page - 1);
  Made->ByteCount = Size;
  Record &R = All->ByAddress[Made];
  R = Record();
  R.Built = true;
  return Made;
}

size_t chainLength(const nt::MDL *First) {
  size_t Sum = 0;
  for (const nt::MDL *M = First; M; M = M->Next)
    Sum += M->ByteCount;
  return Sum;
}

} // namespace mdl

namespace {
using namespace nt;

MSABI MDL *IoAllocateMdl(void *Address, uint32_t Length, BOOLEAN Secondary,
                         BOOLEAN, IRP *Irp) {
  if (chooseNoMemory())
    return nullptr;
  auto A = reinterpret_cast<uintptr_t>(Address);
  size_t Size = sizeof(MDL) + mdl::pagesOf(A, Length) * sizeof(uint64_t);
  auto *Made = static_cast<MDL *>(pool::allocateInternal(Size));
  Made->Size = int16_t(Size);
  Made->MdlFlags = MDL_ALLOCATED_FIXED_SIZE;
  Made->StartVa = reinterpret_cast<void *>(A & ~(mdl::Page - 1));
  Made->ByteOffset = A & (mdl::Page - 1);
  Made->ByteCount = Length;
  mdl::Record &R = mdl::All->ByAddress[Made];
  R = mdl::Record();
  R.Allocated = true;
  R.Created = captureRef();
  if (Irp) {
    MDL **Place = &Irp->MdlAddress;
    while (Secondary && *Place)
      Place = &(*Place)->Next;
    *Place = Made;
  }
  return Made;
}
KERNEL_EXPORT(IoAllocateMdl, DISPATCH_LEVEL)

MSABI void IoFreeMdl(MDL *M) {
  mdl::Record *R = mdl::find(M);
  if (!R || !R->Allocated)
    bugcheck("mdl-bad-free", "IoFreeMdl: no MDL was allocated there");
  if (R->Freed)
    bugcheck("mdl-double-free", "IoFreeMdl: the MDL was freed before");
  if (M->MdlFlags & MDL_PAGES_LOCKED)
    report("mdl-free-locked", "IoFreeMdl: the MDL's pages are still locked")
        .note(R->Created, "allocated here");
  monitor::checkMdlReturned(M, "IoFreeMdl");
  R->Freed = true;
  R->FreedAt = captureRef();
  pool::free(M, 0, "IoFreeMdl");
}
KERNEL_EXPORT(IoFreeMdl, DISPATCH_LEVEL)

/// MDLs may also live in memory of the driver (MmInitializeMdl).
void setBuilt(const MDL *M, bool Built) {
  mdl::All->ByAddress[M].Built = Built;
}

MSABI void MmBuildMdlForNonPagedPool(MDL *M) {
  if (pool::isPaged(mdl::start(M)))
    report("mdl-build-paged",
           "MmBuildMdlForNonPagedPool is given an MDL over paged pool");
  M->MdlFlags |= MDL_SOURCE_IS_NONPAGED_POOL;
  M->MappedSystemVa = mdl::start(M);
  setBuilt(M, true);
}
KERNEL_EXPORT(MmBuildMdlForNonPagedPool, DISPATCH_LEVEL)

MSABI void MmProbeAndLockPages(MDL *M, int8_t, int32_t) {
  if (M->MdlFlags & MDL_PAGES_LOCKED)
    report("mdl-double-lock", "MmProbeAndLockPages: the pages are locked");
  M->MdlFlags |= MDL_PAGES_LOCKED;
  setBuilt(M, true);
}
KERNEL_EXPORT(MmProbeAndLockPages, DISPATCH_LEVEL)

MSABI void MmUnlockPages(MDL *M) {
  if (!(M->MdlFlags & MDL_PAGES_LOCKED))
    report("mdl-unlock-not-locked", "MmUnlockPages: the pages are not locked");
  monitor::checkMdlReturned(M, "MmUnlockPages");
  M->MdlFlags &= ~(MDL_PAGES_LOCKED | MDL_MAPPED_TO_SYSTEM_VA);
  setBuilt(M, false);
}
KERNEL_EXPORT(MmUnlockPages, DISPATCH_LEVEL)

MSABI void IoBuildPartialMdl(MDL *Source, MDL *Target, void *Address,
                             uint32_t Length) {
  auto A = reinterpret_cast<uintptr_t>(Address);
  auto From = reinterpret_cast<uintptr_t>(mdl::start(Source));
  if (Length == 0)
    Length = uint32_t(From + Source->ByteCount - A);
  if (A < From || A + Length > From + Source->ByteCount)
    report("mdl-partial-range",
           "IoBuildPartialMdl: the part lies outside of the source MDL");
  Target->StartVa = reinterpret_cast<void *>(A & ~(mdl::Page - 1));
  Target->ByteOffset = A & (mdl::Page - 1);
  Target->ByteCount = Length;
  Target->MdlFlags |= MDL_PARTIAL;
  const mdl::Record *R = mdl::find(Source);
  setBuilt(Target, R && R->Built);
}
KERNEL_EXPORT(IoBuildPartialMdl, DISPATCH_LEVEL)

MSABI void MmInitializeMdl(MDL *M, void *Address, size_t Length) {
  auto A = reinterpret_cast<uintptr_t>(Address);
  M->Next = nullptr;
  M->Size = int16_t(sizeof(MDL) + mdl::pagesOf(A, Length) * sizeof(uint64_t));
  M->MdlFlags = 0;
  M->StartVa = reinterpret_cast<void *>(A & ~(mdl::Page - 1));
  M->ByteOffset = A & (mdl::Page - 1);
  M->ByteCount = uint32_t(Length);
  setBuilt(M, false);
}
KERNEL_EXPORT(MmInitializeMdl, HIGH_LEVEL)

MSABI size_t MmSizeOfMdl(void *Address, size_t Length) {
  auto A = reinterpret_cast<uintptr_t>(Address);
  return sizeof(MDL) + mdl::pagesOf(A, Length) * sizeof(uint64_t);
}
KERNEL_EXPORT(MmSizeOfMdl, HIGH_LEVEL)

MSABI void MmPrepareMdlForReuse(MDL *M) {
  M->MdlFlags &= ~(MDL_PARTIAL | MDL_PARTIAL_HAS_BEEN_MAPPED);
}
KERNEL_EXPORT(MmPrepareMdlForReuse, DISPATCH_LEVEL)

MSABI void *MmGetMdlVirtualAddress(MDL *M) { return mdl::start(M); }
KERNEL_EXPORT(MmGetMdlVirtualAddress, HIGH_LEVEL)

MSABI uint32_t MmGetMdlByteCount(MDL *M) { return M->ByteCount; }
KERNEL_EXPORT(MmGetMdlByteCount, HIGH_LEVEL)

MSABI uint32_t MmGetMdlByteOffset(MDL *M) { return M->ByteOffset; }
KERNEL_EXPORT(MmGetMdlByteOffset, HIGH_LEVEL)

MSABI BOOLEAN MmIsAddressValid(void *Address) { return isReadable(Address, 1); }
KERNEL_EXPORT(MmIsAddressValid, DISPATCH_LEVEL)

MSABI void *MmGetSystemAddressForMdlSafe(MDL *M, uint32_t) {
  if (M->MdlFlags & (MDL_MAPPED_TO_SYSTEM_VA | MDL_SOURCE_IS_NONPAGED_POOL))
    return M->MappedSystemVa;
  if (chooseNoMemory())
    return nullptr;
  M->MdlFlags |= MDL_MAPPED_TO_SYSTEM_VA;
  return M->MappedSystemVa = mdl::start(M);
}
KERNEL_EXPORT(MmGetSystemAddressForMdlSafe, DISPATCH_LEVEL)
} // namespace
} // namespace kernel
