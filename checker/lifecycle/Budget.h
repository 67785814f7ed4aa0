//===- Budget.h - How many nodes a root may cost ----------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_LIFECYCLE_BUDGET_H
#define WSK_LIFECYCLE_BUDGET_H

#include "llvm/ADT/SmallPtrSet.h"

namespace clang {
class Decl;
} // namespace clang

namespace wsk {

/// The checker that ends the paths of a root beyond its option MostNodes, the
/// number of exploded nodes (0: no limit).
constexpr llvm::StringLiteral BudgetName = "wsk.Budget";

/// The roots (canonical declarations) that have met the budget on this thread
/// since the last call.
llvm::SmallPtrSet<const clang::Decl *, 4> takeRootsOverBudget();

/// What the log says of such a root.
std::string overBudget(const clang::Decl &Root);

} // namespace wsk

#endif // WSK_LIFECYCLE_BUDGET_H
