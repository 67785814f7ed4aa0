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

/// Moves to the next stack location, which is filled, and calls the dispatch
/// routine of \p Device for it.
nt::NTSTATUS callDispatch(nt::DEVICE_OBJECT *Device, nt::IRP *Irp);

} // namespace io
} // namespace kernel

#endif // WSK_KERNEL_IO_DEVICE_H
