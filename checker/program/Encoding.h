//===- Encoding.h - Sources that are not UTF-8 ------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_ENCODING_H
#define WSK_PROGRAM_ENCODING_H

#include "llvm/Support/MemoryBuffer.h"

namespace wsk {

/// The text of \p Source as clang can read it: UTF-16 is converted, and in a
/// text in a national code page every byte that is not UTF-8 becomes '?' (such
/// bytes stand in comments and messages). Null if it is UTF-8 already.
std::unique_ptr<llvm::MemoryBuffer>
readableText(const llvm::MemoryBuffer &Source);

} // namespace wsk

#endif // WSK_PROGRAM_ENCODING_H
