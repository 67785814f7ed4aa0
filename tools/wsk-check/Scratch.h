//===- Scratch.h - A temporary file -----------------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_TOOLS_SCRATCH_H
#define WSK_TOOLS_SCRATCH_H

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Error.h"

namespace wsk {

/// A file for the input or output of another process. It is gone with the
/// object, and also if a signal ends this program: it may hold the user's
/// unsaved text.
class Scratch {
public:
  Scratch() = default;
  ~Scratch();
  Scratch(const Scratch &) = delete;
  Scratch &operator=(const Scratch &) = delete;

  /// Makes the file, which is empty. The error is a sentence for the user.
  llvm::Error make(llvm::StringRef Suffix);

  /// Its path; empty before make.
  llvm::StringRef name() const { return Name; }

private:
  llvm::SmallString<128> Name;
};

} // namespace wsk

#endif // WSK_TOOLS_SCRATCH_H
