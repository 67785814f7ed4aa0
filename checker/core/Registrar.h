//===- Registrar.h - All checkers into one registry -------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_CORE_REGISTRAR_H
#define WSK_CORE_REGISTRAR_H

#include "clang/StaticAnalyzer/Frontend/CheckerRegistry.h"

namespace wsk {

/// Adds the hidden model, every rule as `wsk.<Name>`, and their options to
/// \p Registry. Used unchanged by the plugin, wsk-check and embedding hosts.
/// Options: wsk.Lifecycle:Exclusive (wsk-check sets it: functions that are no
/// root of the driver's life are skipped), wsk.Model:Pedantic,
/// wsk.Model:ApiNames.
void registerCheckers(clang::ento::CheckerRegistry &Registry);

} // namespace wsk

#endif // WSK_CORE_REGISTRAR_H
