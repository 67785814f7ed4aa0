//===- Exception.h - Structured exceptions -------------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Exceptions raised by kernel routines and by the processor are dispatched
/// over the scope tables of the driver's image as on x64 Windows: filters
/// first, then termination handlers, then the handler's block.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_SEH_EXCEPTION_H
#define WSK_KERNEL_SEH_EXCEPTION_H

#include "image/Unwind.h"
#include "nt/Types.h"

namespace kernel {
namespace nt {

struct EXCEPTION_RECORD {
  NTSTATUS ExceptionCode;
  uint32_t ExceptionFlags;
  EXCEPTION_RECORD *ExceptionRecord;
  void *ExceptionAddress;
  uint32_t NumberParameters;
  uint64_t ExceptionInformation[15];
};
static_assert(sizeof(EXCEPTION_RECORD) == 152);

struct alignas(16) CONTEXT {
  uint64_t Home[6];
  uint32_t ContextFlags, MxCsr;
  uint16_t Segments[6];
  uint32_t EFlags;
  uint64_t Debug[6];
  uint64_t Gpr[16]; ///< in the order of image::Registers::Gpr
  uint64_t Rip;
  uint8_t Legacy[160];
  uint8_t Xmm[16][16];
  uint8_t Rest[1232 - 672];
};
static_assert(sizeof(CONTEXT) == 1232 && offsetof(CONTEXT, Rip) == 0xf8);
static_assert(offsetof(CONTEXT, Xmm) == 0x1a0);

} // namespace nt

namespace seh {

/// Raises \p Status from the running fiber's latest call into the kernel, as if
/// the called routine had raised it. Without a handler the run ends with
/// seh-unhandled.
[[noreturn]] void raiseStatus(nt::NTSTATUS Status);

/// The same for an access to \p Address.
[[noreturn]] void raiseAccessViolation(const void *Address, bool Write);

/// Dispatches \p Record for code that was interrupted with \p Regs; goes on in
/// a handler or, when a filter says so and \p Continuable, where it was.
[[noreturn]] void dispatch(nt::EXCEPTION_RECORD &Record,
                           const image::Registers &Regs, bool Continuable);

/// From now on faults of the driver become exceptions, and faults of the kernel
/// on behalf of the driver end the run with a report.
void catchFaults();

} // namespace seh
} // namespace kernel

#endif // WSK_KERNEL_SEH_EXCEPTION_H
