//===- TraceConfig.h - The tracing functions of WPP -------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_TRACECONFIG_H
#define WSK_PROGRAM_TRACECONFIG_H

#include "llvm/ADT/StringRef.h"
#include <map>
#include <string>

namespace wsk {

/// The tracing functions a WPP configuration declares (`FUNC Trace{..}(LEVEL,
/// MSG, ...);`), which tracewpp turns into macros in a .tmh file.
class TraceConfig {
public:
  /// Starts with the functions WPP knows by itself.
  TraceConfig();

  /// Reads a line of a `begin_wpp config` block in a source.
  void readComment(llvm::StringRef Line);
  /// Reads a configuration file (.ini, .tpl), or a header with such a block.
  void readFile(llvm::StringRef File);

  /// How many leading arguments of a function are no values but names that only
  /// the generated header declares (levels, flags); by the function's name.
  std::map<std::string, unsigned> Functions;

private:
  void readDeclaration(llvm::StringRef Line);

  bool Inside = false; ///< a block runs over many line comments
};

} // namespace wsk

#endif // WSK_PROGRAM_TRACECONFIG_H
