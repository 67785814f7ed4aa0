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
  bool WantsFiles = false; ///< callbacks for file objects
  Object *Made = nullptr;  ///< the device, once created
};

struct Device {
  DeviceInit Init;
  nt::DEVICE_OBJECT *Wdm = nullptr;
  nt::DEVICE_OBJECT *Lower = nullptr;
  run::vector<wdf::Name> Links;
  bool Finished = false;    ///< WdfControlFinishInitializing
  bool Prepared = false;    ///< EvtDevicePrepareHardware was called
  bool Powered = false;     ///< in D0
  bool SelfManaged = false; ///< EvtDeviceSelfManagedIoInit was called
};

/// A Plug and Play request for \p Of; \returns its status.
nt::NTSTATUS handlePnp(Object &Of, uint8_t Minor);

/// Undoes everything that was started, before the device is deleted.
void shutDown(Object &Of);

} // namespace wdf
} // namespace kernel

#endif // WSK_KERNEL_WDF_DEVICE_H
