//===- Calls.h - What every socket function checks first --------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Each function of a socket is described by a record; enter() judges the call
/// by it and takes the IRP.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_WSK_CALLS_H
#define WSK_KERNEL_WSK_CALLS_H

#include "wsk/Operation.h"

namespace kernel {
namespace wsk {

/// Bits of SocketState.
constexpr unsigned in(SocketState S) { return 1u << unsigned(S); }

struct FunctionRecord {
  const char *Name;
  OperationKind Kind;
  /// States the function may be called in, in() of each. States that came about
  /// without the driver's doing (Aborted, Dead) fail the call, and are no
  /// violation.
  unsigned States;
};

/// Begins a call of a socket function. Null: \p Status is what to return, and
/// the IRP, if there was one, has been dealt with.
Operation *enter(const FunctionRecord &Function, WSK_SOCKET *Socket, IRP *Irp,
                 NTSTATUS &Status);

/// The socket behind a pointer of the driver, for functions without an IRP.
/// Reports a closed or made-up one and ends the run.
Socket &socketOf(WSK_SOCKET *Handle, const char *Function);

/// Judges the IRP of a call; false: \p Status is what to return.
bool checkIrp(IRP *Irp, const char *Function, NTSTATUS &Status);

/// Rule reserved-argument-nonzero.
void checkReserved(const char *Function, uint32_t Flags);

} // namespace wsk
} // namespace kernel

#endif // WSK_KERNEL_WSK_CALLS_H
