//===- Driver.h - The framework's driver object --------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_WDF_DRIVER_H
#define WSK_KERNEL_WDF_DRIVER_H

#include "wdf/Objects.h"

namespace kernel {
namespace wdf {

/// The WDFDRIVER of the run, or null.
Object *driver();

/// The dispatch routine behind all requests for framework devices.
nt::DispatchRoutine dispatchRoutine();

/// Lets the driver add its device on top of \p Physical.
nt::NTSTATUS addDevice(DeviceAddCallback Callback, nt::DEVICE_OBJECT *Physical);

} // namespace wdf
} // namespace kernel

#endif // WSK_KERNEL_WDF_DRIVER_H
