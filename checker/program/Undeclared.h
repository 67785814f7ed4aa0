//===- Undeclared.h - Stand-ins for what no header declares -----*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_UNDECLARED_H
#define WSK_PROGRAM_UNDECLARED_H

#include <map>
#include <string>

namespace clang {
class LangOptions;
}

namespace wsk {

class Unit;

/// What stands for a name that no header at hand declares.
enum class StandIn {
  Value,      ///< a constant of unknown value
  Constant,   ///< one that the language wants to know: an arbitrary number
  Function,   ///< a function nothing is known of (C before C23 needs none)
  Number,     ///< an integer type
  Pointer,    ///< a pointer to a struct nothing is known of
  Opaque,     ///< that struct
  Decoration, ///< a macro that decorates a declaration: nothing
};

using StandIns = std::map<std::string, StandIn>;

/// Adds to \p Known what \p U did not find declared, judging by how the text
/// uses it. Only names by which a driver writes constants (no small letter) are
/// taken for values: a variable's value is the driver's, and a guess could
/// follow a path that does not exist. Returns whether anything changed.
bool addStandIns(const Unit &U, StandIns &Known);

/// The declarations, as text that needs no header. Every line stands for one
/// name; redeclaring it properly afterwards is an error of that unit.
std::string declarations(const StandIns &Known,
                         const clang::LangOptions &Language);

/// "'A', 'B', 'C' and 4 more are declared nowhere;", for the user.
std::string listNames(const StandIns &Known);

} // namespace wsk

#endif // WSK_PROGRAM_UNDECLARED_H
