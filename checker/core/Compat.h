//===- Compat.h - What differs between the LLVMs we build with --*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// LLVM 19.1 and 22.1 are supported. Every difference in their interfaces is
/// hidden here; nowhere else does code ask for LLVM's version.
//===----------------------------------------------------------------------===//
#ifndef WSK_CORE_COMPAT_H
#define WSK_CORE_COMPAT_H

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/Utils.h"
#include "clang/StaticAnalyzer/Core/CheckerManager.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CallEvent.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExplodedGraph.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/MemRegion.h"
#include "clang/StaticAnalyzer/Frontend/AnalysisConsumer.h"
#include "llvm/ADT/FunctionExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#if LLVM_VERSION_MAJOR >= 22
#include "clang/Driver/CreateInvocationFromArgs.h"
#include "clang/Options/Options.h"
#else
#include "clang/Driver/Options.h"
#endif

#if LLVM_VERSION_MAJOR >= 22
/// What checkBind is told besides place, value and statement: whether it is an
/// initialisation.
#define WSK_AT_INIT bool,
#else
#define WSK_AT_INIT
#endif

/// The library of language servers was MLIR's before LLVM 22.
#if LLVM_VERSION_MAJOR >= 22
#define WSK_LSP_PROTOCOL "llvm/Support/LSP/Protocol.h"
#define WSK_LSP_TRANSPORT "llvm/Support/LSP/Transport.h"
#define WSK_LSP_NAMESPACE llvm::lsp
#else
#define WSK_LSP_PROTOCOL "mlir/Tools/lsp-server-support/Protocol.h"
#define WSK_LSP_TRANSPORT "mlir/Tools/lsp-server-support/Transport.h"
#define WSK_LSP_NAMESPACE mlir::lsp
#endif

namespace wsk {

//===----------------------------------------------------------------------===//
// The analyzer
//===----------------------------------------------------------------------===//

/// A new value of type \p T that \p At brings about. Values differ if their
/// tag, expression, type, frame or visit differ.
inline clang::ento::DefinedOrUnknownSVal
conjureValue(clang::ento::CheckerContext &C, const void *Tag,
             const clang::Expr *At, clang::QualType T) {
#if LLVM_VERSION_MAJOR >= 22
  // An element of the CFG has taken the place of the expression; expressions
  // of one element are told apart by the tag.
  const void *Both = reinterpret_cast<const void *>(
      reinterpret_cast<uintptr_t>(Tag) ^ reinterpret_cast<uintptr_t>(At));
  return C.getSValBuilder().conjureSymbolVal(
      Both, C.getCFGElementRef(), C.getLocationContext(), T, C.blockCount());
#else
  return C.getSValBuilder().conjureSymbolVal(Tag, At, C.getLocationContext(), T,
                                             C.blockCount());
#endif
}

/// A new address of type \p T on the heap.
inline clang::ento::SVal conjureHeap(clang::ento::CheckerContext &C,
                                     const clang::Expr *At, clang::QualType T) {
#if LLVM_VERSION_MAJOR >= 22
  clang::ento::SymbolRef Symbol = C.getSymbolManager().conjureSymbol(
      C.getCFGElementRef(), C.getLocationContext(), T, C.blockCount(), At);
  return clang::ento::loc::MemRegionVal(
      C.getStateManager().getRegionManager().getSymbolicHeapRegion(Symbol));
#else
  return C.getSValBuilder().getConjuredHeapSymbolVal(At, C.getLocationContext(),
                                                     T, C.blockCount());
#endif
}

/// \p State after \p At has written to \p Region we know not what.
inline clang::ento::ProgramStateRef
invalidate(clang::ento::CheckerContext &C, clang::ento::ProgramStateRef State,
           const clang::ento::MemRegion *Region, const clang::Expr *At,
           clang::ento::RegionAndSymbolInvalidationTraits &Traits) {
#if LLVM_VERSION_MAJOR >= 22
  return State->invalidateRegions(
      Region, C.getCFGElementRef(), C.blockCount(), C.getLocationContext(),
      /*CausesPointerEscape=*/false, nullptr, nullptr, &Traits);
#else
  return State->invalidateRegions(
      Region, At, C.blockCount(), C.getLocationContext(),
      /*CausesPointerEscape=*/false, nullptr, nullptr, &Traits);
#endif
}

/// The memory space a region was made in.
inline const clang::ento::MemSpaceRegion *
memorySpace(const clang::ento::MemRegion &Region) {
#if LLVM_VERSION_MAJOR >= 22
  return Region.getRawMemorySpace();
#else
  return Region.getMemorySpace();
#endif
}

/// The state a call event looks its arguments up in.
inline clang::ento::ProgramStateRef
stateOf(const clang::ento::CallEvent &Call) {
  struct Access : clang::ento::CallEvent {
    static clang::ento::ProgramStateRef of(const clang::ento::CallEvent &Call) {
      return (Call.*(&Access::getState))(); // protected from 21 on
    }
  };
  return Access::of(Call);
}

/// Where the exploration of \p Graph began; null if it did not.
inline const clang::ento::ExplodedNode *
rootOf(const clang::ento::ExplodedGraph &Graph) {
#if LLVM_VERSION_MAJOR >= 22
  return Graph.getRoot();
#else
  return Graph.num_roots() ? *Graph.roots_begin() : nullptr;
#endif
}

inline const llvm::APSInt &
integerOf(const clang::ento::nonloc::ConcreteInt &Value) {
  return Value.getValue();
}

/// The type a record declares.
inline clang::QualType recordType(const clang::ASTContext &Ctx,
                                  const clang::RecordDecl *Record) {
#if LLVM_VERSION_MAJOR >= 22
  return Ctx.getCanonicalTagType(Record);
#else
  return Ctx.getRecordType(Record);
#endif
}

/// Adds \p Reports to \p Analysis, which owns it from now on.
inline void
addReports(clang::ento::AnalysisASTConsumer &Analysis,
           std::unique_ptr<clang::ento::PathDiagnosticConsumer> Reports) {
#if LLVM_VERSION_MAJOR >= 22
  Analysis.AddDiagnosticConsumer(std::move(Reports));
#else
  Analysis.AddDiagnosticConsumer(Reports.release());
#endif
}

//===----------------------------------------------------------------------===//
// The front end
//===----------------------------------------------------------------------===//

#if LLVM_VERSION_MAJOR >= 22
namespace driver_options = clang::options;
#else
namespace driver_options = clang::driver::options;
#endif

inline const llvm::opt::OptTable &driverOptTable() {
#if LLVM_VERSION_MAJOR >= 22
  return clang::getDriverOptTable();
#else
  return clang::driver::getDriverOptTable();
#endif
}

/// Diagnostics with default options.
inline llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine>
makeDiagnostics(clang::DiagnosticConsumer *Client, bool OwnsClient) {
  llvm::IntrusiveRefCntPtr<clang::DiagnosticIDs> Ids(new clang::DiagnosticIDs);
#if LLVM_VERSION_MAJOR >= 22
  static clang::DiagnosticOptions Defaults; // must outlive the engine
  return new clang::DiagnosticsEngine(Ids, Defaults, Client, OwnsClient);
#else
  return new clang::DiagnosticsEngine(Ids, new clang::DiagnosticOptions, Client,
                                      OwnsClient);
#endif
}

inline std::unique_ptr<clang::CompilerInstance>
makeInstance(std::shared_ptr<clang::CompilerInvocation> Invocation) {
#if LLVM_VERSION_MAJOR >= 22
  return std::make_unique<clang::CompilerInstance>(std::move(Invocation));
#else
  auto CI = std::make_unique<clang::CompilerInstance>();
  CI->setInvocation(std::move(Invocation));
  return CI;
#endif
}

/// Makes \p CI read from \p Files and tell \p Client, which it does not own.
inline void openFiles(clang::CompilerInstance &CI,
                      llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
                      clang::DiagnosticConsumer &Client) {
#if LLVM_VERSION_MAJOR >= 22
  CI.setVirtualFileSystem(Files);
  CI.createDiagnostics(&Client, /*ShouldOwnClient=*/false);
  CI.createFileManager();
  CI.createSourceManager();
#else
  CI.createDiagnostics(&Client, /*ShouldOwnClient=*/false);
  CI.createFileManager(Files);
  CI.createSourceManager(CI.getFileManager());
#endif
}

/// Makes \p CI use what a host's AST was read with.
inline void shareFiles(clang::CompilerInstance &CI, clang::SourceManager &SM) {
  clang::FileManager &Files = SM.getFileManager();
#if LLVM_VERSION_MAJOR >= 22
  CI.setVirtualFileSystem(Files.getVirtualFileSystemPtr());
#endif
  CI.setFileManager(&Files);
  CI.setSourceManager(&SM);
}

/// What clangd's functions that provide clang-tidy options return.
template <typename Signature>
#if LLVM_VERSION_MAJOR >= 22
struct ConstFunction;
template <typename R, typename... Args> struct ConstFunction<R(Args...)> {
  using Type = llvm::unique_function<R(Args...) const>;
};
template <typename Signature>
using ClangdProvider = typename ConstFunction<Signature>::Type;
#else
using ClangdProvider = llvm::function_ref<Signature>;
#endif

inline void makeAbsolute(llvm::StringRef Folder,
                         llvm::SmallVectorImpl<char> &Path) {
#if LLVM_VERSION_MAJOR >= 22
  llvm::sys::path::make_absolute(Folder, Path);
#else
  llvm::sys::fs::make_absolute(Folder, Path);
#endif
}

} // namespace wsk

#endif // WSK_CORE_COMPAT_H
