//===- Operation.h - IRPs in WSK's hands ------------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The life of one request: a function begins it with the driver's IRP, its
/// outcome is decided at once or later, its completion routine runs inside the
/// call or on a fiber of its own. How it goes is the strategy's choice, within
/// what the documentation allows.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_WSK_OPERATION_H
#define WSK_KERNEL_WSK_OPERATION_H

#include "nt/Status.h"
#include "wsk/State.h"
#include <initializer_list>

namespace kernel {
namespace wsk {

/// Takes \p Irp over. Null when it cannot be used; that has been reported, and
/// the call returns STATUS_INVALID_PARAMETER.
Operation *begin(OperationKind Kind, const char *Function, IRP *Irp,
                 Socket *Target, Registration *Client);

/// The outcome is known. Once only for each operation.
void decide(Operation *Op, NTSTATUS Status, uintptr_t Information = 0);

/// The value the function returns; the last thing it does with \p Op.
NTSTATUS conclude(Operation *Op);

/// decide() and conclude(): for requests that never wait.
NTSTATUS finish(Operation *Op, NTSTATUS Status, uintptr_t Information = 0);

/// The same for a call that is refused at once: the IRP is completed before the
/// call returns its status (fact W10).
NTSTATUS refuse(Operation *Op, NTSTATUS Status);

/// Queues \p Op on its socket until data, a peer or a close decides it.
void wait(Operation *Op);

/// Decides every waiting operation of \p S with \p Status.
void cancelAll(Socket &S, NTSTATUS Status);

/// The driver called IoCancelIrp. \returns false when WSK does not hold it.
bool cancelIrp(IRP *Irp);

/// Decides \p Op with STATUS_CANCELLED unless its outcome is known.
void cancel(Operation *Op);

/// The first waiting operation of a kind, or null.
Operation *firstWaiting(const Socket &S, OperationKind Kind);

/// A fault the driver must be ready for: the strategy may want the call to fail
/// with one of \p Failures; STATUS_SUCCESS when it does not.
NTSTATUS chooseFailure(std::initializer_list<NTSTATUS> Failures);

/// Calls of one fiber into the functions of a socket, counted while they last.
class InsideCall {
public:
  explicit InsideCall(Socket &S);
  ~InsideCall();

private:
  Socket &S;
};

} // namespace wsk
} // namespace kernel

#endif // WSK_KERNEL_WSK_OPERATION_H
