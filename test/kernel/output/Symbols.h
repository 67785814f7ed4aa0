//===- Symbols.h - Names and lines of the driver's code ------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_OUTPUT_SYMBOLS_H
#define WSK_KERNEL_OUTPUT_SYMBOLS_H

#include "base/Report.h"
#include <map>
#include <set>
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

/// Looks addresses up in the debug information of the loaded image, all at
/// once.
class Symbols {
public:
  /// \p Image is the path of the loaded image.
  explicit Symbols(std::string Image) : Image(std::move(Image)) {}

  void want(uintptr_t Pc) { Wanted.insert(Pc); }
  void want(const Stack &Where);

  /// The frames of the code that called from \p Pc, inlined ones first.
  const std::vector<Frame> &at(uintptr_t Pc);

private:
  void lookUp();
  std::string Image;
  std::set<uintptr_t> Wanted;
  std::map<uintptr_t, std::vector<Frame>> Known;
};

} // namespace output
} // namespace kernel

#endif // WSK_KERNEL_OUTPUT_SYMBOLS_H
