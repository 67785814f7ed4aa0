//===- CaseFolding.h - Files are found whatever the case --------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_CASEFOLDING_H
#define WSK_PROGRAM_CASEFOLDING_H

#include "program/Buffers.h"

namespace wsk {

/// The physical file system as Windows sees it, relative to \p Directory: a
/// path that does not exist as written names the file whose path differs in
/// case only. \p Texts, unless null, stand in for files. Not for use by several
/// threads.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
caseFoldingFileSystem(llvm::StringRef Directory,
                      const Buffers *Texts = nullptr);

} // namespace wsk

#endif // WSK_PROGRAM_CASEFOLDING_H
