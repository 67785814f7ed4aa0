//===- MessageFile.h - What mc would generate a header from -----*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_MESSAGEFILE_H
#define WSK_PROGRAM_MESSAGEFILE_H

#include "llvm/ADT/StringRef.h"
#include <map>
#include <string>

namespace wsk {

/// The macros the message compiler makes of a .mc file: symbolic name -> text
/// of its value, "((NTSTATUS)0xC0010002)".
std::map<std::string, std::string> messagesIn(llvm::StringRef Text);

} // namespace wsk

#endif // WSK_PROGRAM_MESSAGEFILE_H
