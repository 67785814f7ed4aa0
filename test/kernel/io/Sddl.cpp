//===- Sddl.cpp - Security descriptors the kit has names for --------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/Export.h"

namespace kernel {
namespace {
using nt::UNICODE_STRING;

template <size_t N> UNICODE_STRING string(const char16_t (&Text)[N]) {
  return {uint16_t(2 * (N - 1)), uint16_t(2 * N), const_cast<char16_t *>(Text)};
}

#define SDDL(Name, Text)                                                       \
  UNICODE_STRING Name = string(Text);                                          \
  KERNEL_EXPORT_DATA(SDDL_DEVOBJ_##Name, Name)
SDDL(KERNEL_ONLY, u"D:P")
SDDL(SYS_ALL, u"D:P(A;;GA;;;SY)")
SDDL(SYS_ALL_ADM_ALL, u"D:P(A;;GA;;;SY)(A;;GA;;;BA)")
SDDL(SYS_ALL_ADM_RX, u"D:P(A;;GA;;;SY)(A;;GRGX;;;BA)")
SDDL(SYS_ALL_ADM_RWX_WORLD_R, u"D:P(A;;GA;;;SY)(A;;GRGWGX;;;BA)(A;;GR;;;WD)")
SDDL(SYS_ALL_ADM_RWX_WORLD_R_RES_R,
     u"D:P(A;;GA;;;SY)(A;;GRGWGX;;;BA)(A;;GR;;;WD)(A;;GR;;;RC)")
SDDL(SYS_ALL_ADM_RWX_WORLD_RW_RES_R,
     u"D:P(A;;GA;;;SY)(A;;GRGWGX;;;BA)(A;;GRGW;;;WD)(A;;GR;;;RC)")
SDDL(SYS_ALL_ADM_RWX_WORLD_RWX_RES_RWX,
     u"D:P(A;;GA;;;SY)(A;;GRGWGX;;;BA)(A;;GRGWGX;;;WD)(A;;GRGWGX;;;RC)")
SDDL(INF_SUPPLIED, u"")
#undef SDDL
} // namespace
} // namespace kernel
