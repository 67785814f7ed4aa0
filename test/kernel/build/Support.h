//===- Support.h - The kit's static libraries ----------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_BUILD_SUPPORT_H
#define WSK_KERNEL_BUILD_SUPPORT_H

#include <set>
#include <string>
#include <vector>

namespace kernel {
namespace build {

/// What a driver links from the kit rather than from the kernel, as a source
/// to be compiled with the driver.
struct SupportLibrary {
  const char *File;
  const char *Source;
  std::vector<const char *> Names; ///< that it defines, mangled
};

/// Those of the libraries that define some of \p Names; the names are taken out
/// of the set.
std::vector<const SupportLibrary *> supportFor(std::set<std::string> &Names);

} // namespace build
} // namespace kernel

#endif // WSK_KERNEL_BUILD_SUPPORT_H
