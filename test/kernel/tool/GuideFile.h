//===- GuideFile.h - Paths to begin with ---------------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// --guide FILE names paths through the driver's sources, as a checker tells
/// them:
///
///   {"paths": [{"lines": [{"file": "driver.c", "line": 12}],
///               "routines": ["DispatchControl"]}]}
///
/// The debug information says which addresses these are.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_TOOL_GUIDEFILE_H
#define WSK_KERNEL_TOOL_GUIDEFILE_H

#include "explore/Guide.h"

namespace kernel {
namespace tool {

/// Reads the file \p Path about the loaded \p Image. \returns what is wrong
/// with it, or an empty string. An image without debug information is on no
/// path.
std::string readGuides(const std::string &Path, const std::string &Image,
                       std::vector<explore::Guide> &Out);

} // namespace tool
} // namespace kernel

#endif // WSK_KERNEL_TOOL_GUIDEFILE_H
