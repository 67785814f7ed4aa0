//===- Edits.h - Text that other compilers take -----------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_EDITS_H
#define WSK_PROGRAM_EDITS_H

#include <string>
#include <vector>

namespace clang {
class Diagnostic;
class PreprocessorOptions;
} // namespace clang

namespace llvm::vfs {
class FileSystem;
}

namespace wsk {

/// Text to be inserted into a source that is read, never on disk. Lines stay
/// as they are; columns behind it on the line move.
struct Edit {
  std::string File; ///< as clang opened it
  unsigned Offset = 0;
  std::string Text;

  bool operator<(const Edit &O) const {
    return std::tie(File, Offset) < std::tie(O.File, O.Offset);
  }
};

/// If \p Error is one that cl does not see (`sizeof TYPE`, `&(TYPE)x`), adds
/// what mends it to \p Edits.
void noteEdits(const clang::Diagnostic &Error, std::vector<Edit> &Edits);

/// Makes the parser read the edited texts. Files that cannot be read from \p FS
/// are left out. A text that \p Options already replaces is edited in turn.
void applyEdits(std::vector<Edit> Edits, llvm::vfs::FileSystem &FS,
                clang::PreprocessorOptions &Options);

} // namespace wsk

#endif // WSK_PROGRAM_EDITS_H
