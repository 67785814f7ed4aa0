//===- Provider.h - Calls into the provider dispatch ------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// What the functions of WSK_PROVIDER_DISPATCH have in common.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_WSK_PROVIDER_H
#define WSK_KERNEL_WSK_PROVIDER_H

#include "wsk/Operation.h"

namespace kernel {
namespace wsk {

/// A call in progress: WskDeregister waits for its end.
class ProviderCall {
public:
  /// Judges the client pointer. When it is no good, registration() is null and
  /// status() is what to return.
  ProviderCall(void *Client, const char *Function);
  ~ProviderCall();
  ProviderCall(const ProviderCall &) = delete;

  Registration *registration() const { return R; }
  NTSTATUS status() const { return Status; }

  /// Takes the IRP. Null: status() is what to return.
  Operation *begin(OperationKind Kind, IRP *Irp);

private:
  const char *Function;
  Registration *R = nullptr;
  NTSTATUS Status = 0;
};

/// Rule name-resolution-irql.
void checkPassive(const char *Function);

} // namespace wsk
} // namespace kernel

#endif // WSK_KERNEL_WSK_PROVIDER_H
