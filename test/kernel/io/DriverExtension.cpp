//===- DriverExtension.cpp - Memory that belongs to the driver object -----===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "base/Choice.h"
#include "base/RunMemory.h"
#include "mm/Pool.h"
#include "nt/Status.h"

namespace kernel {
namespace {
using namespace nt;

/// By the driver object and the address that tells clients apart. Goes away
/// with the driver object.
run::Local<run::map<std::pair<void *, void *>, void *>> Extensions;

MSABI NTSTATUS IoAllocateDriverObjectExtension(DRIVER_OBJECT *Driver,
                                               void *Client, uint32_t Size,
                                               void **Out) {
  *Out = nullptr;
  if (Extensions->count({Driver, Client}))
    return STATUS_OBJECT_NAME_COLLISION;
  if (chooseNoMemory())
    return STATUS_INSUFFICIENT_RESOURCES;
  *Out = (*Extensions)[{Driver, Client}] = pool::allocateInternal(Size);
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(IoAllocateDriverObjectExtension, PASSIVE_LEVEL)

MSABI void *IoGetDriverObjectExtension(DRIVER_OBJECT *Driver, void *Client) {
  auto Place = Extensions->find({Driver, Client});
  return Place == Extensions->end() ? nullptr : Place->second;
}
KERNEL_EXPORT(IoGetDriverObjectExtension, DISPATCH_LEVEL)
} // namespace
} // namespace kernel
