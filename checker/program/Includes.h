//===- Includes.h - Headers that are missing --------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_INCLUDES_H
#define WSK_PROGRAM_INCLUDES_H

#include <set>
#include <string>
#include <vector>

namespace clang {
class Preprocessor;
}

namespace wsk {

/// What a build generates headers from, as far as the project names it.
struct GeneratorInputs {
  std::vector<std::string> TraceConfigs; ///< WPP configuration files
  std::vector<std::string> MessageFiles; ///< of the message compiler (.mc)
};

/// Makes \p PP go on without headers it does not find: they are noted in
/// \p Missing. Those a build generates are noted in \p Stubs ("a.tmh: 5 tracing
/// functions") and replaced by macros: a WPP trace header (.tmh) by tracing
/// functions that evaluate their arguments (the usual ones, and those of the
/// configuration files and `begin_wpp config` comments read so far), a message
/// header by the messages of its .mc file. All arguments outlive \p PP.
void tolerateIncludes(clang::Preprocessor &PP, const GeneratorInputs &Inputs,
                      std::set<std::string> &Missing,
                      std::set<std::string> &Stubs);

/// Only WPP's generated headers (.tmh), as above, for hosts that tell of all
/// others themselves.
void tolerateTraceHeaders(clang::Preprocessor &PP);

} // namespace wsk

#endif // WSK_PROGRAM_INCLUDES_H
