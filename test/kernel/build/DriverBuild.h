//===- DriverBuild.h - From a driver's sources to a PE image -- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_BUILD_DRIVERBUILD_H
#define WSK_KERNEL_BUILD_DRIVERBUILD_H

#include <string>
#include <vector>

namespace kernel {
namespace build {

struct Request {
  std::vector<std::string> Sources;      ///< C and C++ files
  std::vector<std::string> CompilerArgs; ///< of the user, after our own
  std::string Folder;                    ///< exists; everything goes in here
  /// Loads and stores call the kernel back, which then checks each of them.
  bool Instrument = false;
};

/// The arguments a driver is compiled with, as the checker uses them.
std::vector<std::string> compilerArgs();

/// Compiles and links. \returns what went wrong, or an empty string and the
/// image's path in \p Image.
std::string buildDriver(const Request &What, std::string &Image);

/// Runs \p Command; its output, both streams, goes to \p Output.
/// \returns the exit status, or -1.
int runTool(const std::vector<std::string> &Command, std::string &Output);

/// Path of an LLVM program: "clang", "lld-link", "llvm-symbolizer".
std::string llvmTool(const std::string &Name);

} // namespace build
} // namespace kernel

#endif // WSK_KERNEL_BUILD_DRIVERBUILD_H
