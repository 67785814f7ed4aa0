//===- WskApi.h - What the WSK calls are ------------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Turns a call into a row of WskApi.def. A member of a dispatch table is
/// recognised by the table's type, wherever the function pointer travelled
/// (copied NPI, saved table, local variable, argument), never by the spelling
/// of the call.
//===----------------------------------------------------------------------===//
#ifndef WSK_API_WSKAPI_H
#define WSK_API_WSKAPI_H

#include "clang/AST/Expr.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CallEvent.h"

namespace wsk {

enum class WskCall {
#define WSK_CALL(Id, Name, Table, Args, Makes, Irql) Id,
#include "api/WskApi.def"
};

/// The bits of RuleInfo::Calls.
template <typename... Calls> constexpr uint64_t callBits(Calls... Call) {
  return ((uint64_t(1) << int(Call)) | ...);
}

enum class WskTable { Export, Provider, Socket };
enum class WskMakes { Nothing, Socket, Accepted };

struct WskRow {
  WskCall Id;
  llvm::StringLiteral Name;
  WskTable Table;
  llvm::StringLiteral Args; ///< roles, see WskApi.def
  WskMakes Makes;
  char MaxIrql; ///< 'P', 'A' or 'D'

  /// Index of the first argument with \p Role, or -1.
  int argument(char Role) const {
    size_t At = Args.find(Role);
    return At == llvm::StringRef::npos ? -1 : int(At);
  }
  /// The IRP argument, required or optional, or -1.
  int irpArgument() const {
    int At = argument('I');
    return At >= 0 ? At : argument('i');
  }
};

/// A call recognised as one of WSK's.
struct ApiCall {
  const WskRow *Row = nullptr;
  /// For a provider call: the symbol of the WSK_PROVIDER_DISPATCH pointer the
  /// function was read from; null if the pointer is no symbol (constant NULL).
  clang::ento::SymbolRef Table = nullptr;

  explicit operator bool() const { return Row != nullptr; }
  bool is(WskCall Id) const { return Row && Row->Id == Id; }
};

/// The row of an exported function, by exact name; null for look-alikes.
const WskRow *findExport(llvm::StringRef Name);
/// The bits of the exports that take \p Arguments arguments.
uint64_t exportsWith(unsigned Arguments);
/// The row of a member of one of WSK's dispatch tables; null for others.
const WskRow *findMember(const clang::FieldDecl &Member);
/// The row a callee expression names, from the syntax alone (AST passes).
const WskRow *classifyCallee(const clang::Expr *Callee);
/// The row of a call on a path.
ApiCall classify(const clang::ento::CallEvent &Call);

/// "struct _WSK_SOCKET" -> "WSK_SOCKET": the public name of a record, from its
/// tag or, for an untagged one, its typedef.
llvm::StringRef publicName(const clang::RecordDecl &Record);

/// Makes further function names mean a WSK export, from a file of lines
/// `OwnName = WskName` (# starts a comment). Returns a message on bad input.
std::string loadAliases(llvm::StringRef Path);

} // namespace wsk

#endif // WSK_API_WSKAPI_H
