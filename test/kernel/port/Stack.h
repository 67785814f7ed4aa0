//===- Stack.h - The device stack of a port driver ------------ -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A port driver adds the functional device itself and answers Plug and Play;
/// what it calls the driver for hangs on two of the requests.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_PORT_STACK_H
#define WSK_KERNEL_PORT_STACK_H

#include "nt/Types.h"

namespace kernel {
namespace port {

/// What a port driver does for its device.
struct Callbacks {
  nt::NTSTATUS (*Start)(nt::DEVICE_OBJECT *Device, nt::IRP *Irp);
  /// The device goes, after a start that succeeded.
  void (*Stop)(nt::DEVICE_OBJECT *Device);
};

/// The port driver answers all requests for devices of the driver.
void takeOver(nt::DRIVER_OBJECT *Driver, const Callbacks &Mine);

/// Makes a device above \p Physical.
nt::NTSTATUS addDevice(nt::DEVICE_OBJECT *Physical, uint32_t ExtensionSize);

/// The dispatch routine for all requests.
nt::NTSTATUS dispatch(nt::DEVICE_OBJECT *Device, nt::IRP *Irp);

} // namespace port
} // namespace kernel

#endif // WSK_KERNEL_PORT_STACK_H
