//===- TraceHeaders.h - Headers that a tracing tool would generate  -*- C++
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_BUILD_TRACEHEADERS_H
#define WSK_KERNEL_BUILD_TRACEHEADERS_H

#include <string>

namespace kernel {
namespace build {

/// Writes into \p Folder the .tmh headers that \p Source includes, with the
/// trace macros as no-ops. \returns what went wrong, or an empty string.
std::string makeTraceHeaders(const std::string &Source,
                             const std::string &Folder);

} // namespace build
} // namespace kernel

#endif // WSK_KERNEL_BUILD_TRACEHEADERS_H
