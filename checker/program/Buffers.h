//===- Buffers.h - Texts that stand in for files ----------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_BUFFERS_H
#define WSK_PROGRAM_BUFFERS_H

#include "llvm/Support/Error.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <map>
#include <string>

namespace wsk {

/// Absolute path -> text that is analysed instead of the file's: what an
/// editor has not saved yet, or what the file was in another revision.
using Buffers = std::map<std::string, std::string>;

/// Reads the JSON object `{ path: text }`. The error names \p File.
llvm::Expected<Buffers> readBuffers(llvm::StringRef File);

/// \p Below with the texts of \p Texts in it; \p Below itself without any.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
withBuffers(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Below,
            const Buffers *Texts);

/// The text that stands in for \p File; null if the file itself counts.
const std::string *bufferOf(const Buffers *Texts, llvm::StringRef File);

/// The bytes of \p File: of its stand-in, else of the disk; null if neither
/// can be read.
std::unique_ptr<llvm::MemoryBuffer> readSource(const Buffers *Texts,
                                               llvm::StringRef File);

} // namespace wsk

#endif // WSK_PROGRAM_BUFFERS_H
