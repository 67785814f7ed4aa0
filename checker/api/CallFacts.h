//===- CallFacts.h - What each function can reach and write -----*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// One pass over the AST: for every function with a body, which WSK calls it
/// can reach and which memory it can write, callees included. The engine uses
/// it to keep exact values across calls it does not follow, and to choose the
/// routines worth following.
//===----------------------------------------------------------------------===//
#ifndef WSK_API_CALLFACTS_H
#define WSK_API_CALLFACTS_H

#include "api/WskApi.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace wsk {

struct FunctionFacts {
  /// Bit `1 << int(WskCall)` for each WSK call reachable from here.
  uint64_t Reaches = 0;
  /// The same for the calls this function makes itself.
  uint64_t Direct = 0;
  /// Reaches a kernel routine that makes other code of the driver run, or
  /// allocates an IRP: values and callbacks the model needs come from there.
  bool Schedules = false;
  /// Reaches a kernel routine that lets a waiting thread go on.
  bool Signals = false;
  /// Stores a PWSK_SOCKET or a pointer to a registration somewhere, or frees
  /// memory that has one.
  bool HandlesSockets = false;
  /// Its result, or what it writes, is tested where WSK is called.
  bool Decides = false;
  bool HasLoop = false;
  bool HasBranch = false;
  bool Throws = false; ///< a C++ exception, itself
  /// Its result comes from more than its arguments: it calls routines without
  /// a body other than for printing.
  bool AsksOthers = false;
  unsigned Statements = 0;
  /// Non-const globals and static locals written as a whole or by an escaped
  /// address.
  llvm::SmallPtrSet<const clang::VarDecl *, 4> WrittenGlobals;
  /// Fields written, of whatever object.
  llvm::SmallPtrSet<const clang::FieldDecl *, 8> WrittenFields;
  /// Writes through a pointer to a non-record (out parameters, buffers).
  bool WritesThroughPointers = false;
  llvm::SmallPtrSet<const clang::FunctionDecl *, 8> Callees;
  /// For each variable or field that is a registration block: the WSK calls
  /// reachable from here that name it. Null stands for blocks that are named
  /// in no such way, which may be any.
  llvm::SmallDenseMap<const clang::ValueDecl *, uint64_t, 2> Blocks;

  bool reaches(WskCall Call) const { return Reaches >> int(Call) & 1; }
  /// Reaches \p Call with the block \p Block, or with one that may be it.
  bool reaches(WskCall Call, const clang::ValueDecl *Block) const {
    uint64_t Known = Blocks.lookup(Block) | Blocks.lookup(nullptr);
    return reaches(Call) && (!Block || (Known >> int(Call) & 1));
  }
  bool makes(WskCall Call) const { return Direct >> int(Call) & 1; }
  /// Must be followed to keep WSK's state right.
  bool matters() const { return Reaches || Schedules || HandlesSockets; }
};

class CallFacts {
public:
  /// The facts of \p Ctx, computed at the first call for that AST.
  static const CallFacts &get(clang::ASTContext &Ctx);
  /// Drops what is cached: call it when an AST goes away.
  static void forget(const clang::ASTContext &Ctx);

  explicit CallFacts(clang::ASTContext &Ctx);

  /// Facts of \p F or of its definition; null for a function without a body.
  const FunctionFacts *lookup(const clang::FunctionDecl *F) const;
  /// A condition on the way to a WSK call, or a helper such conditions ask,
  /// reads the variable or field \p Value.
  bool isTested(const clang::ValueDecl &Value) const {
    return Guards.count(llvm::cast<clang::ValueDecl>(Value.getCanonicalDecl()));
  }
  /// Functions with a body that nothing in the program calls or takes the
  /// address of, in source order. Of the copies that the source files have of
  /// a header's inline function, the first stands for all.
  llvm::ArrayRef<const clang::FunctionDecl *> uncalled() const {
    return Uncalled;
  }
  /// Every function with a body, in source order.
  llvm::ArrayRef<const clang::FunctionDecl *> functions() const {
    return Order;
  }
  /// Globals and static locals of the driver itself (system headers left out),
  /// one declaration each.
  llvm::ArrayRef<const clang::VarDecl *> globals() const { return Globals; }
  /// The driver's entry point, or null in a library.
  const clang::FunctionDecl *entry() const { return Entry; }
  bool isAddressTaken(const clang::FunctionDecl *F) const {
    return Taken.count(F->getCanonicalDecl());
  }
  /// The member functions with a body that a virtual call of \p Method may run
  /// instead of it, in source order.
  llvm::ArrayRef<const clang::FunctionDecl *>
  overriders(const clang::CXXMethodDecl &Method) const;
  /// Some function reaches \p Does without reaching \p Undoes.
  bool hasNet(WskCall Does, WskCall Undoes) const;
  /// How many functions make the call \p Call themselves.
  unsigned countMakers(WskCall Call) const;
  /// Every WSK call the program contains.
  uint64_t reachedAnywhere() const { return Anywhere; }

private:
  void findOverriders();
  void propagate();
  void findDeciders();
  void findUncalled(
      const llvm::SmallPtrSetImpl<const clang::FunctionDecl *> &Mentioned);

  llvm::SmallPtrSet<const clang::ValueDecl *, 32> Guards;
  llvm::DenseMap<const clang::FunctionDecl *, FunctionFacts> Facts;
  std::vector<const clang::FunctionDecl *> Order;
  std::vector<const clang::FunctionDecl *> Uncalled;
  std::vector<const clang::VarDecl *> Globals;
  llvm::SmallPtrSet<const clang::FunctionDecl *, 16> Taken;
  llvm::DenseMap<const clang::FunctionDecl *,
                 std::vector<const clang::FunctionDecl *>>
      Overriders;
  const clang::FunctionDecl *Entry = nullptr;
  uint64_t Anywhere = 0;
};

} // namespace wsk

#endif // WSK_API_CALLFACTS_H
