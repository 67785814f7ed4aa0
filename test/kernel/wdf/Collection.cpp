//===- Collection.cpp - Framework collections -----------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "base/Choice.h"
#include "nt/Status.h"
#include "wdf/Driver.h"
#include <algorithm>

namespace kernel {
namespace {
using namespace nt;
using namespace wdf;

/// The handles of the objects in it. The framework's own references to these do
/// not count as the driver's.
using Members = run::vector<void *>;

Members &get(void *Handle, const char *Routine) {
  return *static_cast<Members *>(
      wdf::get(Handle, Kind::Collection, Routine).Payload);
}

MSABI NTSTATUS WdfCollectionCreate(const ObjectAttributes *Attributes,
                                   void **Out) {
  if (chooseNoMemory())
    return STATUS_INSUFFICIENT_RESOURCES;
  Object &Made = *wdf::create(Kind::Collection, Attributes, wdf::driver());
  Made.Payload = run::create<Members>();
  *Out = handleOf(Made);
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(WdfCollectionCreate, DISPATCH_LEVEL)

MSABI NTSTATUS WdfCollectionAdd(void *Handle, void *What) {
  getAny(What, "WdfCollectionAdd");
  Members &Of = get(Handle, "WdfCollectionAdd");
  if (chooseNoMemory())
    return STATUS_INSUFFICIENT_RESOURCES;
  Of.push_back(What);
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(WdfCollectionAdd, DISPATCH_LEVEL)

MSABI uint32_t WdfCollectionGetCount(void *Handle) {
  return uint32_t(get(Handle, "WdfCollectionGetCount").size());
}
KERNEL_EXPORT(WdfCollectionGetCount, DISPATCH_LEVEL)

MSABI void *WdfCollectionGetItem(void *Handle, uint32_t Index) {
  const Members &Of = get(Handle, "WdfCollectionGetItem");
  return Index < Of.size() ? Of[Index] : nullptr;
}
KERNEL_EXPORT(WdfCollectionGetItem, DISPATCH_LEVEL)

MSABI void *WdfCollectionGetFirstItem(void *Handle) {
  return WdfCollectionGetItem(Handle, 0);
}
KERNEL_EXPORT(WdfCollectionGetFirstItem, DISPATCH_LEVEL)

MSABI void *WdfCollectionGetLastItem(void *Handle) {
  const Members &Of = get(Handle, "WdfCollectionGetLastItem");
  return Of.empty() ? nullptr : Of.back();
}
KERNEL_EXPORT(WdfCollectionGetLastItem, DISPATCH_LEVEL)

MSABI void WdfCollectionRemove(void *Handle, void *What) {
  Members &Of = get(Handle, "WdfCollectionRemove");
  auto Place = std::find(Of.begin(), Of.end(), What);
  if (Place != Of.end())
    Of.erase(Place);
}
KERNEL_EXPORT(WdfCollectionRemove, DISPATCH_LEVEL)

MSABI void WdfCollectionRemoveItem(void *Handle, uint32_t Index) {
  Members &Of = get(Handle, "WdfCollectionRemoveItem");
  if (Index < Of.size())
    Of.erase(Of.begin() + Index);
}
KERNEL_EXPORT(WdfCollectionRemoveItem, DISPATCH_LEVEL)
} // namespace
} // namespace kernel
