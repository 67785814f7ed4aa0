//===- SourceText.h - Source lines and text encodings -----------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_REPORT_SOURCETEXT_H
#define WSK_REPORT_SOURCETEXT_H

#include "llvm/ADT/StringRef.h"
#include <functional>
#include <optional>
#include <string>

namespace wsk {

/// One line of a file, without its end; nothing when there is no such line.
/// The writers get their excerpts through it and so stay free of any disk.
using LineSource = std::function<std::optional<std::string>(
    llvm::StringRef File, unsigned Line)>;

/// Reads files as they lie on the disk, each at most once.
LineSource linesOnDisk();

/// \p ByteColumn (from 1) of \p Line counted in UTF-16 code units. A byte that
/// is not UTF-8 counts as the one unit of its replacement character.
unsigned utf16Column(llvm::StringRef Line, unsigned ByteColumn);

/// \p Text as valid UTF-8 without control characters, safe for a terminal.
std::string printable(llvm::StringRef Text);

/// \p Path as a URI reference, every byte outside the unreserved set encoded:
/// relative when \p Path is relative, otherwise a file: URI.
std::string pathToUri(llvm::StringRef Path);

} // namespace wsk

#endif // WSK_REPORT_SOURCETEXT_H
