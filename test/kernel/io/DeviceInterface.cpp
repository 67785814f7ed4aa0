//===- DeviceInterface.cpp - Device interfaces, properties, log -----------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "base/Choice.h"
#include "mm/Pool.h"
#include "nt/Status.h"
#include <cstring>

namespace kernel {
namespace {
using namespace nt;

/// The driver frees the name with RtlFreeUnicodeString.
MSABI NTSTATUS IoRegisterDeviceInterface(DEVICE_OBJECT *, const void *,
                                         const UNICODE_STRING *,
                                         UNICODE_STRING *Out) {
  static const char16_t Name[] = u"\\??\\Interface";
  constexpr uint32_t Tag = 0x20206f49;
  if (chooseFault())
    return STATUS_INSUFFICIENT_RESOURCES;
  void *Copy = pool::allocate(pool::Kind::Paged, sizeof(Name), Tag);
  memcpy(Copy, Name, sizeof(Name));
  *Out = {uint16_t(sizeof(Name) - 2), uint16_t(sizeof(Name)),
          static_cast<char16_t *>(Copy)};
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(IoRegisterDeviceInterface, PASSIVE_LEVEL)

MSABI NTSTATUS IoSetDeviceInterfaceState(UNICODE_STRING *, BOOLEAN) {
  return chooseFault() ? STATUS_OBJECT_NAME_NOT_FOUND : STATUS_SUCCESS;
}
KERNEL_EXPORT(IoSetDeviceInterfaceState, PASSIVE_LEVEL)

/// No device has properties.
MSABI NTSTATUS IoGetDevicePropertyData(DEVICE_OBJECT *, const void *, uint32_t,
                                       uint32_t, uint32_t, void *,
                                       uint32_t *Needed, uint32_t *) {
  *Needed = 0;
  return STATUS_OBJECT_NAME_NOT_FOUND;
}
KERNEL_EXPORT(IoGetDevicePropertyData, APC_LEVEL)

MSABI void *IoAllocateErrorLogEntry(void *, uint8_t Size) {
  return chooseNoMemory() ? nullptr : pool::allocateInternal(Size);
}
KERNEL_EXPORT(IoAllocateErrorLogEntry, DISPATCH_LEVEL)

MSABI void IoWriteErrorLogEntry(void *Entry) {
  pool::free(Entry, 0, "IoWriteErrorLogEntry");
}
KERNEL_EXPORT(IoWriteErrorLogEntry, DISPATCH_LEVEL)
KERNEL_EXPORT_AS(IoFreeErrorLogEntry, IoWriteErrorLogEntry, DISPATCH_LEVEL)

MSABI uint32_t IoGetRequestorProcessId(IRP *) {
  constexpr uint32_t TheProgram = 1000;
  return TheProgram;
}
KERNEL_EXPORT(IoGetRequestorProcessId, DISPATCH_LEVEL)
} // namespace
} // namespace kernel
