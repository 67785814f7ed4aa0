//===- UserSide.h - Programs that open the driver's devices --- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_IO_USERSIDE_H
#define WSK_KERNEL_IO_USERSIDE_H

#include "nt/Types.h"
#include <string>

namespace kernel {
namespace io {

/// A handle of a user-mode program to the driver's newest device.
struct UserFile {
  nt::DEVICE_OBJECT *Device = nullptr; ///< null: not open
  nt::FILE_OBJECT *Object = nullptr;
};

/// IRP_MJ_CREATE; \p File stays closed when the driver refuses or has no
/// device.
nt::NTSTATUS open(UserFile &File);

/// IRP_MJ_CLEANUP and IRP_MJ_CLOSE, when open.
void close(UserFile &File);

/// IRP_MJ_DEVICE_CONTROL with buffers as the code's method wants them.
nt::NTSTATUS control(UserFile &File, uint32_t Code, const std::string &Input,
                     uint32_t OutputSize);

} // namespace io
} // namespace kernel

#endif // WSK_KERNEL_IO_USERSIDE_H
