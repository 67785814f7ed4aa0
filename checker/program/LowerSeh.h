//===- LowerSeh.h - Structured exception handling as plain C ----*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Clang's analyzer builds no CFG for a function with `__finally` and its
/// importer cannot copy SEH at all, so both would lose the function. Rewritten
/// in the AST before either sees it:
///
///   __try { A } __except (F) { H }   ->  { A; goto after; handler: H; after: }
///                                        with `if (__seh_raises()) goto
///                                        handler;` before what may raise in A
///   __try { A } __finally { B }      ->  { A; B } where every way out of A
///                                        (end, __leave, return, goto, break,
///                                        continue, a raise that an outer block
///                                        handles) runs B and then goes on
///
/// An exception is raised only by the routines of api/RaisingCalls.def that the
/// block calls itself: a handler entered from every statement of A would make
/// paths that exist only if that statement raises, and false findings with
/// them. Filters are not run. An exception without a handler in its function
/// is not raised.
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_LOWERSEH_H
#define WSK_PROGRAM_LOWERSEH_H

namespace clang {
class ASTContext;
class FunctionDecl;
} // namespace clang

namespace wsk {

/// Rewrites the body of \p F if it uses SEH.
void lowerSeh(clang::FunctionDecl &F);

/// Rewrites all functions of a unit.
void lowerSeh(clang::ASTContext &Ctx);

} // namespace wsk

#endif // WSK_PROGRAM_LOWERSEH_H
