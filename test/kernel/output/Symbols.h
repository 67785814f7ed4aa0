//===- Symbols.h - Names and lines of the driver's code ------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_OUTPUT_SYMBOLS_H
#define WSK_KERNEL_OUTPUT_SYMBOLS_H

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace kernel {
namespace output {

struct Frame {
  std::string Function;
  std::string File; ///< empty: unknown
  unsigned Line = 0;
  unsigned Column = 0;
};

/// Looks addresses up in the debug information of the loaded image.
class Symbols {
public:
  /// Reads the file \p Image, the loaded image, at once: later no file may be
  /// opened any more. What is no image has no names.
  explicit Symbols(const std::string &Image);
  ~Symbols();
  Symbols(const Symbols &) = delete;
  Symbols &operator=(const Symbols &) = delete;

  /// The frames of the code that called from \p Pc, inlined ones first.
  const std::vector<Frame> &at(uintptr_t Pc);

private:
  struct DebugInformation;
  void lookUp(uintptr_t Pc);
  std::unique_ptr<DebugInformation> Debug;
  std::map<uintptr_t, std::vector<Frame>> Known;
};

} // namespace output
} // namespace kernel

#endif // WSK_KERNEL_OUTPUT_SYMBOLS_H
