//===- Device.h - Framework devices --------------------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_WDF_DEVICE_H
#define WSK_KERNEL_WDF_DEVICE_H

#include "wdf/Objects.h"

namespace kernel {
namespace wdf {

using Name = std::basic_string<char16_t, std::char_traits<char16_t>,
                               run::Allocator<char16_t>>;

/// What a driver says about a device before it is created.
struct DeviceInit {
  bool Control = false;
  nt::DEVICE_OBJECT *Physical = nullptr; ///< null for control devices
  uint32_t Type = 0x22;                  ///< FILE_DEVICE_UNKNOWN
  uint32_t Characteristics = 0;
  wdf::Name Path;
  PnpCallbacks Callbacks = {};
  bool WantsFiles = false; ///< file objects
  FileConfig Files = {};
  ObjectAttributes FileAttributes = {};
  bool HasFileAttributes = false;
  ObjectAttributes RequestAttributes = {};
  bool HasRequestAttributes = false;
  bool Filter = false;
  bool Direct = false;    ///< reads and writes by MDL
  Object *Made = nullptr; ///< the device, once created
};

struct Device {
  DeviceInit Init;
  nt::DEVICE_OBJECT *Wdm = nullptr;
  nt::DEVICE_OBJECT *Lower = nullptr;
  run::vector<wdf::Name> Links;
  run::vector<Object *> Queues;
  Object *DefaultQueue = nullptr;
  Object *QueueFor[0x1c] = {}; ///< by IRP_MJ_...
  bool Finished = false;       ///< WdfControlFinishInitializing
  bool Prepared = false;       ///< EvtDevicePrepareHardware was called
  bool Powered = false;        ///< in D0
  bool SelfManaged = false;    ///< EvtDeviceSelfManagedIoInit was called
};

inline Device &deviceOf(const Object &Of) {
  return *static_cast<Device *>(Of.Payload);
}

/// The framework's file object for \p File, or null.
Object *fileOf(const nt::FILE_OBJECT *File);

/// Create, cleanup and close requests. \returns what the dispatch routine is
/// to return; the IRP is completed, or with the driver.
nt::NTSTATUS handleFile(Object &Device, nt::IRP *Irp);

/// A Plug and Play request for \p Of; \returns its status.
nt::NTSTATUS handlePnp(Object &Of, uint8_t Minor);

/// Undoes everything that was started, before the device is deleted.
void shutDown(Object &Of);

} // namespace wdf
} // namespace kernel

#endif // WSK_KERNEL_WDF_DEVICE_H
