//===- Lookaside.cpp - Lookaside lists ------------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "base/Choice.h"
#include "mm/Pool.h"
#include "nt/Status.h"

namespace kernel {
namespace {
using namespace nt;

/// What a list was initialised with. Entries come straight from pool: each is
/// then watched by itself, and a real list promises no reuse either.
struct List {
  bool Paged = false;
  bool Extended = false; ///< its routines take the list as well
  uint32_t Tag = 0;
  size_t Size = 0;
  void *Allocate = nullptr;
  void *Free = nullptr;
  StackRef Made;
};
struct Lists {
  run::map<const void *, List> ByAddress;
};
run::Local<Lists> All;

using AllocateRoutine = MSABI void *(*)(uint32_t, size_t, uint32_t);
using FreeRoutine = MSABI void (*)(void *);
using AllocateRoutineEx = MSABI void *(*)(uint32_t, size_t, uint32_t, void *);
using FreeRoutineEx = MSABI void (*)(void *, void *);

List *find(const void *Address, const char *Routine) {
  auto Place = All->ByAddress.find(Address);
  if (Place == All->ByAddress.end())
    bugcheck("object-not-initialized",
             "%s is given a lookaside list that is not initialised", Routine);
  return &Place->second;
}

void *allocate(void *Address, const char *Routine) {
  List &L = *find(Address, Routine);
  uint32_t Type = L.Paged;
  if (L.Allocate && L.Extended)
    return callDriver("lookaside allocation routine",
                      reinterpret_cast<AllocateRoutineEx>(L.Allocate), Type,
                      L.Size, L.Tag, Address);
  if (L.Allocate)
    return callDriver("lookaside allocation routine",
                      reinterpret_cast<AllocateRoutine>(L.Allocate), Type,
                      L.Size, L.Tag);
  if (chooseNoMemory())
    return nullptr;
  return pool::allocate(L.Paged ? pool::Kind::Paged : pool::Kind::NonPaged,
                        L.Size, L.Tag);
}

void release(void *Address, void *Entry, const char *Routine) {
  List &L = *find(Address, Routine);
  if (L.Free && L.Extended)
    callDriver("lookaside free routine",
               reinterpret_cast<FreeRoutineEx>(L.Free), Entry, Address);
  else if (L.Free)
    callDriver("lookaside free routine", reinterpret_cast<FreeRoutine>(L.Free),
               Entry);
  else
    pool::free(Entry, L.Tag, Routine);
}

void checkDeleted() {
  for (const auto &Entry : All->ByAddress)
    report("pool-leak", "a lookaside list is never deleted")
        .note(Entry.second.Made, "initialised here");
}
RunHook AtEnd(RunHook::AfterUnload, checkDeleted);

void initialize(void *Address, bool Paged, void *Allocate, void *Free,
                size_t Size, uint32_t Tag) {
  List &L = All->ByAddress[Address];
  L = List();
  L.Paged = Paged;
  L.Allocate = Allocate;
  L.Free = Free;
  L.Size = Size;
  L.Tag = Tag;
  L.Made = captureRef();
}

MSABI void ExInitializeNPagedLookasideList(void *Address, void *Allocate,
                                           void *Free, uint32_t, size_t Size,
                                           uint32_t Tag, uint16_t) {
  initialize(Address, false, Allocate, Free, Size, Tag);
}
KERNEL_EXPORT(ExInitializeNPagedLookasideList, DISPATCH_LEVEL)

MSABI void ExInitializePagedLookasideList(void *Address, void *Allocate,
                                          void *Free, uint32_t, size_t Size,
                                          uint32_t Tag, uint16_t) {
  initialize(Address, true, Allocate, Free, Size, Tag);
}
KERNEL_EXPORT(ExInitializePagedLookasideList, APC_LEVEL)

MSABI NTSTATUS ExInitializeLookasideListEx(void *Address, void *Allocate,
                                           void *Free, uint32_t Type, uint32_t,
                                           size_t Size, uint32_t Tag,
                                           uint16_t) {
  if (chooseNoMemory())
    return STATUS_INSUFFICIENT_RESOURCES;
  initialize(Address, Type & 1, Allocate, Free, Size, Tag);
  All->ByAddress[Address].Extended = true;
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(ExInitializeLookasideListEx, DISPATCH_LEVEL)

MSABI void ExDeleteLookasideListEx(void *Address) {
  find(Address, "ExDeleteLookasideList");
  All->ByAddress.erase(Address);
}
KERNEL_EXPORT(ExDeleteLookasideListEx, DISPATCH_LEVEL)
KERNEL_EXPORT_AS(ExDeleteNPagedLookasideList, ExDeleteLookasideListEx,
                 DISPATCH_LEVEL)
KERNEL_EXPORT_AS(ExDeletePagedLookasideList, ExDeleteLookasideListEx, APC_LEVEL)

MSABI void ExFlushLookasideListEx(void *Address) {
  find(Address, "ExFlushLookasideListEx");
}
KERNEL_EXPORT(ExFlushLookasideListEx, DISPATCH_LEVEL)

MSABI void *ExAllocateFromLookasideListEx(void *Address) {
  return allocate(Address, "ExAllocateFromLookasideListEx");
}
KERNEL_EXPORT(ExAllocateFromLookasideListEx, DISPATCH_LEVEL)
KERNEL_EXPORT_AS(ExAllocateFromNPagedLookasideList,
                 ExAllocateFromLookasideListEx, DISPATCH_LEVEL)
KERNEL_EXPORT_AS(ExAllocateFromPagedLookasideList,
                 ExAllocateFromLookasideListEx, APC_LEVEL)

MSABI void ExFreeToLookasideListEx(void *Address, void *Entry) {
  release(Address, Entry, "ExFreeToLookasideListEx");
}
KERNEL_EXPORT(ExFreeToLookasideListEx, DISPATCH_LEVEL)
KERNEL_EXPORT_AS(ExFreeToNPagedLookasideList, ExFreeToLookasideListEx,
                 DISPATCH_LEVEL)
KERNEL_EXPORT_AS(ExFreeToPagedLookasideList, ExFreeToLookasideListEx, APC_LEVEL)
} // namespace
} // namespace kernel
