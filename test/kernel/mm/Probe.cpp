//===- Probe.cpp - Probing buffers of programs ----------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "mm/Pool.h"
#include "nt/Status.h"
#include "seh/Exception.h"

namespace kernel {
namespace {
using namespace nt;

void probe(const void *Address, size_t Length, uint32_t Alignment, bool Write) {
  if (!Length)
    return;
  auto A = reinterpret_cast<uintptr_t>(Address);
  if (Alignment && A % Alignment)
    seh::raiseStatus(STATUS_DATATYPE_MISALIGNMENT);
  constexpr uintptr_t UserEnd = 0x7fffffff0000;
  bool Wraps = A + Length < A || A + Length > UserEnd;
  if (Wraps || (Write && !isReadable(Address, Length)))
    seh::raiseAccessViolation(Address, Write);
}

MSABI void ProbeForRead(const void *Address, size_t Length,
                        uint32_t Alignment) {
  probe(Address, Length, Alignment, false);
}
KERNEL_EXPORT(ProbeForRead, APC_LEVEL)

MSABI void ProbeForWrite(void *Address, size_t Length, uint32_t Alignment) {
  probe(Address, Length, Alignment, true);
}
KERNEL_EXPORT(ProbeForWrite, APC_LEVEL)
} // namespace
} // namespace kernel
