//===- KernelApi.h - What kernel routines do --------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The table of kernel routines. A routine that is not in the table is unknown:
/// it may write what its non-const pointer arguments point to and return
/// anything, but it touches neither the driver's globals nor WSK's objects
/// (docs/decisions/unknown-routines.md).
//===----------------------------------------------------------------------===//
#ifndef WSK_API_KERNELAPI_H
#define WSK_API_KERNELAPI_H

#include "llvm/ADT/StringRef.h"

namespace wsk {

/// What a routine returns.
enum class KernelReturn {
  Void,
  Value,
  Status,
  Success,
  Result,
  Wait,
  Pool,
  PoolZero,
  Irp,
  Mdl,
  Arg0,
  Failure,
  NoReturn
};

/// Effects that the argument roles cannot express.
enum class KernelOp {
  None,
  // Memory.
  Fill,
  Zero,
  Copy,
  Free,
  Load,
  Store,
  // Atomic read-modify-write.
  Increment,
  Decrement,
  AddReturnNew,
  AddReturnOld,
  Exchange,
  CompareExchange,
  AndReturnOld,
  OrReturnOld,
  XorReturnOld,
  BitSet,
  BitReset,
  BitTest,
  // Asks whether the next statement raises an exception.
  Raises,
  // Lets a thread go on that waits for argument 0.
  Signal,
  // IRPs.
  SetCompletion,
  ReuseIrp,
  FreeIrp,
  // Code that runs later.
  Callback,
  // Of processes; argument 1 withdraws it.
  Notify,
  CreateThread,
  EndThread,
  QueueWork,
  InitWorkItem,
  QueueExWork,
  InitDpc,
  QueueDpc,
  SetTimer,
  InitOnce,
  RunOnce,
  BeginOnce,
  CompleteOnce,
  QueryRegistry,
  // Rundown protection and remove locks: who waited for all to leave has closed
  // the gate.
  OpenGate,
  CloseGate,
  EnterGate,
  // Names and what they are linked to at run time.
  InitString,
  SystemRoutine,
  // Generic tables.
  TableInsert,
  TableLookup,
  TableDelete,
  TableGet,
  TableCount,
  TableEmpty,
  // Lists.
  ListInit,
  ListPush,
  ListPop,
  ListFlush,
  ListFirst,
  ListInsertHead,
  ListInsertTail,
  ListRemoveHead,
  // Objects with memory of their own.
  CreateDevice,
  DeleteDevice,
  AllocateExtension,
  GetExtension,
  ObjectContext,
  CurrentStack,
  // Frameworks.
  WdfDriverCreate,
  WdfDeviceCreate,
  WdfPnpCallbacks,
  WdfFileCallbacks,
  WdfQueueCreate,
  WdfWorkItemCreate,
  FltRegisterFilter,
  NdisRegister,
  AdapterContext,
  CompleteRequest,
  ObjectDelete,
  ObjectParent,
  PortInitialize,
  // Printing: variadic, reads only.
  Print
};

struct KernelRow {
  llvm::StringLiteral Name;
  llvm::StringLiteral Args; ///< roles, see KernelApi.def
  KernelReturn Returns;
  KernelOp Op;
  bool Blocks;
  char MaxIrql;

  char role(unsigned Arg) const { return Arg < Args.size() ? Args[Arg] : 'r'; }
  /// Index of the first argument with \p Role, or -1.
  int argument(char Role) const {
    size_t At = Args.find(Role);
    return At == llvm::StringRef::npos ? -1 : int(At);
  }
  /// Index of the time-out of a routine that waits: its last pointer that is
  /// read. A null time-out waits for ever.
  int timeOut() const {
    size_t At = Args.rfind('r');
    return At == llvm::StringRef::npos ? -1 : int(At);
  }
};

/// The row for \p Name, or null. Knows the suffixes of the atomic families
/// (InterlockedOr64NoFence is InterlockedOr).
const KernelRow *findKernelRow(llvm::StringRef Name);

/// The routine \p Name may raise an exception (RaisingCalls.def).
bool mayRaise(llvm::StringRef Name);

} // namespace wsk

#endif // WSK_API_KERNELAPI_H
