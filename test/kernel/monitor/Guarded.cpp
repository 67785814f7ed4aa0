//===- Guarded.cpp - Memory whose late use faults -------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "monitor/Guarded.h"
#include "base/Scheduler.h"
#include "base/Snapshot.h"
#include "monitor/Rules.h"
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/mman.h>

namespace kernel {
namespace guarded {

namespace {
// At a fixed place, like everything a driver sees.
constexpr uintptr_t Base = 0x260000000000;
constexpr size_t Size = size_t(1) << 36;
constexpr size_t Page = 4096;

struct Piece {
  size_t Pages;
  bool Released;
  StackRef Made;
};

struct Pieces {
  Pieces();
  run::map<uintptr_t, Piece> ByPage; ///< by the address of the first page
  uintptr_t Next = Base;
};
run::Local<Pieces> All;
uintptr_t Touched = Base; ///< end of what earlier runs may have closed
bool Reserved = false;
bool Closed = false; ///< some pages are, by this run or an earlier one

void reserve() {
  void *Memory = mmap(
      reinterpret_cast<void *>(Base), Size, PROT_READ | PROT_WRITE,
      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
  if (Memory != MAP_FAILED)
    return;
  perror("wsk-kernel: cannot reserve memory for indications");
  exit(3);
}

void close(uintptr_t Begin, size_t Pages) {
  Closed = true;
  mprotect(reinterpret_cast<void *>(Begin), Pages * Page, PROT_NONE);
}

/// Opens all pages.
void open() {
  if (Closed)
    mprotect(reinterpret_cast<void *>(Base), Touched - Base,
             PROT_READ | PROT_WRITE);
  Closed = false;
}

/// The first use in a run.
Pieces::Pieces() {
  if (!Reserved)
    reserve();
  Reserved = true;
  open();
}

/// What callbacks are being shown.
void list(RunRanges &Into) {
  if (Pieces *Used = All.existing())
    for (auto &[Begin, P] : Used->ByPage)
      if (!P.Released)
        Into.add(reinterpret_cast<void *>(Begin), P.Pages * Page);
}

void closeReleased() {
  if (Pieces *Used = All.existing())
    for (auto &[Begin, P] : Used->ByPage)
      if (P.Released)
        close(Begin, P.Pages);
}
RunState Shown(list, open, closeReleased);

Piece *pieceOf(uintptr_t Address, uintptr_t *Begin = nullptr) {
  if (Address < Base || Address >= Base + Size)
    return nullptr;
  auto Place = All->ByPage.upper_bound(Address);
  if (Place == All->ByPage.begin())
    return nullptr;
  --Place;
  if (Address >= Place->first + Place->second.Pages * Page)
    return nullptr;
  if (Begin)
    *Begin = Place->first;
  return &Place->second;
}
} // namespace

void *allocate(size_t Bytes) {
  size_t Pages = (Bytes + Page - 1) / Page;
  uintptr_t Begin = All->Next;
  if (Begin + Pages * Page > Base + Size)
    inconclusive("the driver was shown more data than there is room for");
  All->Next += Pages * Page;
  All->ByPage[Begin] = {Pages, false, {}};
  if (All->Next > Touched)
    Touched = All->Next;
  uintptr_t Start = (Begin + Pages * Page - Bytes) & ~uintptr_t(15);
  memset(reinterpret_cast<void *>(Start), 0, Bytes);
  return reinterpret_cast<void *>(Start);
}

void release(void *Memory, const StackRef &Made) {
  uintptr_t Begin;
  Piece *P = pieceOf(reinterpret_cast<uintptr_t>(Memory), &Begin);
  P->Released = true;
  P->Made = Made;
  if (world()) // a run without end gives the memory back
    madvise(reinterpret_cast<void *>(Begin), P->Pages * Page, MADV_DONTNEED);
  close(Begin, P->Pages);
}

Kind kindOf(const void *Address) {
  const Piece *P = pieceOf(reinterpret_cast<uintptr_t>(Address));
  return !P ? Kind::None : P->Released ? Kind::Released : Kind::Live;
}

void explainFault(uintptr_t Address) {
  const Piece *P = pieceOf(Address);
  if (!P || !P->Released)
    return;
  monitor::violation(monitor::IndicationUseAfterReturn,
                     "data that a callback was shown is used after WSK took it "
                     "back")
      .note(P->Made, "it was taken back after the callback shown here");
  endRun(RunEnd::Bugcheck);
}

} // namespace guarded
} // namespace kernel
