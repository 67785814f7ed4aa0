//===- Pnp.h - The Plug and Play manager ---------------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A driver that has an AddDevice routine gets one device: it is added and
/// started after DriverEntry, perhaps stopped and started again, and removed
/// before the driver is unloaded. Below it is a bus driver that agrees to
/// everything.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_IO_PNP_H
#define WSK_KERNEL_IO_PNP_H

#include "nt/Types.h"

namespace kernel {
namespace io {

/// IRP_MN_* of IRP_MJ_PNP, as far as they are sent.
enum PnpMinor : uint8_t {
  StartDevice = 0x00,
  QueryRemoveDevice = 0x01,
  RemoveDevice = 0x02,
  CancelRemoveDevice = 0x03,
  StopDevice = 0x04,
  QueryStopDevice = 0x05,
  SurpriseRemoval = 0x17,
};

} // namespace io
} // namespace kernel

#endif // WSK_KERNEL_IO_PNP_H
