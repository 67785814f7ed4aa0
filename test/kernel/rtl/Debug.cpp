//===- Debug.cpp - DbgPrint and assertions --------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "base/Report.h"
#include "nt/Status.h"
#include "rtl/Format.h"
#include "seh/Exception.h"
#include <algorithm>

namespace kernel {

namespace {
using namespace nt;
constexpr size_t MaxText = 512; // as DbgPrint's own buffer

uint32_t print(const char *Format, __builtin_ms_va_list List) {
  if (!PrintDebugText && !Detailed)
    return 0;
  char Text[MaxText + 1];
  size_t Length = std::min(
      rtl::format(Text, MaxText, Format, rtl::Arguments(List)), MaxText);
  Text[Length] = 0;
  debugText(Text);
  return 0;
}

MSABI uint32_t DbgPrint(const char *Format, ...) {
  __builtin_ms_va_list List;
  __builtin_ms_va_start(List, Format);
  uint32_t Status = print(Format, List);
  __builtin_ms_va_end(List);
  return Status;
}
KERNEL_EXPORT(DbgPrint, HIGH_LEVEL)
KERNEL_EXPORT_AS(KdPrint, DbgPrint, HIGH_LEVEL)

MSABI uint32_t DbgPrintEx(uint32_t, uint32_t, const char *Format, ...) {
  __builtin_ms_va_list List;
  __builtin_ms_va_start(List, Format);
  uint32_t Status = print(Format, List);
  __builtin_ms_va_end(List);
  return Status;
}
KERNEL_EXPORT(DbgPrintEx, HIGH_LEVEL)

MSABI uint32_t vDbgPrintEx(uint32_t, uint32_t, const char *Format,
                           __builtin_ms_va_list List) {
  return print(Format, List);
}
KERNEL_EXPORT(vDbgPrintEx, HIGH_LEVEL)

MSABI uint32_t vDbgPrintExWithPrefix(const char *Prefix, uint32_t, uint32_t,
                                     const char *Format,
                                     __builtin_ms_va_list List) {
  debugText(Prefix);
  return print(Format, List);
}
KERNEL_EXPORT(vDbgPrintExWithPrefix, HIGH_LEVEL)

MSABI void DbgBreakPoint() { seh::raiseStatus(STATUS_BREAKPOINT); }
KERNEL_EXPORT(DbgBreakPoint, HIGH_LEVEL)

MSABI void RtlAssert(const char *Expression, const char *File, uint32_t Line,
                     const char *Message) {
  report("driver-assert", "the driver's assertion fails: %s (%s:%u)%s%s",
         Expression, File, Line, Message ? ": " : "", Message ? Message : "");
}
KERNEL_EXPORT(RtlAssert, HIGH_LEVEL)

MSABI void KeBugCheckEx(uint32_t Code, uint64_t A, uint64_t B, uint64_t C,
                        uint64_t D) {
  bugcheck("driver-bugcheck",
           "the driver stops the system: %#x (%#llx, %#llx, %#llx, %#llx)",
           Code, (unsigned long long)A, (unsigned long long)B,
           (unsigned long long)C, (unsigned long long)D);
}
KERNEL_EXPORT(KeBugCheckEx, HIGH_LEVEL)

MSABI void KeBugCheck(uint32_t Code) { KeBugCheckEx(Code, 0, 0, 0, 0); }
KERNEL_EXPORT(KeBugCheck, HIGH_LEVEL)
} // namespace
} // namespace kernel
