//===- UserSide.h - Programs that open the driver's devices --- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_IO_USERSIDE_H
#define WSK_KERNEL_IO_USERSIDE_H

#include "io/Request.h"
#include <string>

namespace kernel {
namespace io {

/// A handle of a user-mode program to the driver's newest device.
struct UserFile {
  nt::DEVICE_OBJECT *Device = nullptr; ///< null: not open
  nt::FILE_OBJECT *Object = nullptr;   ///< null: another driver's, no handle
};

/// IRP_MJ_CREATE; \p File stays closed when the driver refuses or has no
/// device. A driver that has no routine for it is used by another driver, which
/// has a pointer to the device and no handle.
nt::NTSTATUS open(UserFile &File);

/// IRP_MJ_CLEANUP and IRP_MJ_CLOSE, when open.
void close(UserFile &File);

/// IRP_MJ_DEVICE_CONTROL, or the internal one, with buffers as the code's
/// method wants them.
nt::NTSTATUS control(UserFile &File, uint32_t Code, const std::string &Input,
                     uint32_t OutputSize, bool Internal = false);

/// Whether the driver has a routine of its own for requests of this kind.
bool answers(Major Function);
/// Its address.
uintptr_t routineFor(Major Function);

/// IRP_MJ_READ or IRP_MJ_WRITE of \p Length bytes, in the buffer the device
/// wants.
nt::NTSTATUS transfer(UserFile &File, bool Write, uint32_t Length);

} // namespace io
} // namespace kernel

#endif // WSK_KERNEL_IO_USERSIDE_H
