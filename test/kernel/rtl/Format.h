//===- Format.h - Formatted output as the kernel's runtime does it  -*- C++
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The printf family of drivers: LLP64 sizes, 16-bit characters, counted
/// strings (%Z, %wZ), %I64d and their like.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_RTL_FORMAT_H
#define WSK_KERNEL_RTL_FORMAT_H

#include <cstddef>
#include <cstdint>

namespace kernel {
namespace rtl {

/// The variable arguments of an MSABI call: slots of eight bytes.
class Arguments {
public:
  explicit Arguments(__builtin_ms_va_list List)
      : Next(reinterpret_cast<const uint64_t *>(List)) {}
  uint64_t take() { return *Next++; }

private:
  const uint64_t *Next;
};

/// Formats into \p Out, which holds \p Capacity characters; no terminator is
/// written. \returns how many characters the whole text has.
size_t format(char *Out, size_t Capacity, const char *Format, Arguments Args);
size_t format(char16_t *Out, size_t Capacity, const char16_t *Format,
              Arguments Args);

} // namespace rtl
} // namespace kernel

#endif // WSK_KERNEL_RTL_FORMAT_H
