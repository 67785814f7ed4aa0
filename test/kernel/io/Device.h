//===- Device.h - Device objects and dispatch ----------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_IO_DEVICE_H
#define WSK_KERNEL_IO_DEVICE_H

#include "nt/Types.h"

namespace kernel {
namespace io {

/// The driver's newest device, or null.
nt::DEVICE_OBJECT *firstDevice();

/// IoCreateDevice and IoDeleteDevice. \p DeviceName may be null. The strategy
/// may let the creation fail.
nt::NTSTATUS createDevice(uint32_t ExtensionSize,
                          const nt::UNICODE_STRING *DeviceName, uint32_t Type,
                          uint32_t Characteristics, nt::DEVICE_OBJECT **Out);
void deleteDevice(nt::DEVICE_OBJECT *Object);

/// IoCreateSymbolicLink and IoDeleteSymbolicLink.
nt::NTSTATUS createLink(const nt::UNICODE_STRING *LinkName,
                        const nt::UNICODE_STRING *Target);
nt::NTSTATUS deleteLink(const nt::UNICODE_STRING *LinkName);

/// The device that gets what is sent to the stack \p Device is part of.
nt::DEVICE_OBJECT *topOfStack(nt::DEVICE_OBJECT *Device);

/// Puts \p Upper on top of the stack of \p Lower. \returns the device that is
/// now right below it.
nt::DEVICE_OBJECT *attachDevice(nt::DEVICE_OBJECT *Upper,
                                nt::DEVICE_OBJECT *Lower);

/// IoCancelIrp. \returns whether there was a cancel routine to call.
bool cancel(nt::IRP *Irp);

/// Moves to the next stack location, which is filled, and calls the dispatch
/// routine of \p Device for it.
nt::NTSTATUS callDispatch(nt::DEVICE_OBJECT *Device, nt::IRP *Irp);

} // namespace io
} // namespace kernel

#endif // WSK_KERNEL_IO_DEVICE_H
