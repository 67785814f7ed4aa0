//===- Request.h - Requests from above ------------------------ -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// IRPs that programs and the Plug and Play manager send to the driver.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_IO_REQUEST_H
#define WSK_KERNEL_IO_REQUEST_H

#include "base/Report.h"
#include "nt/Types.h"

namespace kernel {
namespace io {

/// IRP_MJ_*, as far as the kernel sends them.
enum Major : uint8_t {
  MajorCreate = 0x00,
  MajorClose = 0x02,
  MajorRead = 0x03,
  MajorWrite = 0x04,
  MajorFileSystemControl = 0x0d,
  MajorDeviceControl = 0x0e,
  MajorInternalControl = 0x0f,
  MajorCleanup = 0x12,
  MajorPower = 0x16,
  MajorPnp = 0x1b,
};

/// A request that was made and not yet sent. Run memory.
struct Request {
  nt::IRP *Irp = nullptr;
  bool Done = false;
};

/// An IRP for \p Device whose next stack location names \p Function.
Request *makeRequest(nt::DEVICE_OBJECT *Device, Major Function);

/// Sends it to \p Device and waits until it is complete; reports a dispatch
/// routine that loses it. \returns its status. The IRP is gone afterwards.
nt::NTSTATUS sendRequest(nt::DEVICE_OBJECT *Device, Request *R);

/// Notes that the driver's routine called last, \p What (static text), has
/// returned and kept \p Irp.
void noteKept(nt::IRP *Irp, const char *What);

/// Adds to \p Report who has kept \p Irp.
void explainKept(nt::IRP *Irp, Violation &Report);

} // namespace io
} // namespace kernel

#endif // WSK_KERNEL_IO_REQUEST_H
