//===- Irp.h - I/O request packets ---------------------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// IRPs have their real layout and protocol; what the kernel knows beyond that
/// (whose they are, where they were sent) stands in a record beside them.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_IO_IRP_H
#define WSK_KERNEL_IO_IRP_H

#include "base/Report.h"
#include "base/Scheduler.h"
#include "nt/Types.h"

namespace kernel {
namespace irp {

enum class State : uint8_t {
  Owned,      ///< its creator may prepare, reuse or free it
  Sent,       ///< with a provider or a lower driver, not completed yet
  Completing, ///< its completion routines are being called
  Freed,
};

struct Record {
  nt::IRP *Irp = nullptr;
  irp::State State = State::Owned;
  bool Allocated = false;  ///< by IoAllocateIrp; false: in the driver's memory
  bool FromAbove = false;  ///< sent to the driver by the harness
  bool RoutineSet = false; ///< IoSetCompletionRoutine since the last use
  bool UsedBefore = false; ///< sent since IoAllocateIrp or IoReuseIrp
  uint32_t ContextOwner = 0; ///< see monitor::stackOwner
  const char *SentTo = "";   ///< routine it was given to last; static text
  StackRef Created;
  StackRef Sent;
  StackRef Freed;
  StackRef Completed;
  /// For IRPs from above: called when the driver has completed it.
  void (*Done)(nt::IRP *Irp, void *Context) = nullptr;
  void *DoneContext = nullptr;
  void *Provider = nullptr; ///< for whoever holds it while Sent
};

/// The record of \p Irp; null when no IRP is there and never was.
Record *find(const nt::IRP *Irp);

/// The same, made on the fly for IRPs in memory of the driver.
Record &recordOf(nt::IRP *Irp);

/// An IRP of the system for the driver's dispatch routines.
nt::IRP *makeFromAbove(int8_t StackSize);

/// What every routine that takes an IRP does first: reports misuse (freed, in
/// flight, no stack location left) as the irp-* rules, then moves to the next
/// stack location and marks the IRP as Sent. \returns false when the IRP is
/// unusable and must not be completed; the report is made.
bool accept(nt::IRP *Irp, const char *Routine);

/// Completes an accepted IRP: fills IoStatus and calls the completion routines
/// from the current stack location upwards, at the fiber's IRQL, in place.
void complete(nt::IRP *Irp, nt::NTSTATUS Status, uintptr_t Information);

/// Completes it on a fiber of its own at DISPATCH_LEVEL, some time later.
void completeLater(nt::IRP *Irp, nt::NTSTATUS Status, uintptr_t Information);

/// IoCompleteRequest: IoStatus is filled already.
void completeAsIs(nt::IRP *Irp, const char *Routine);

/// Lets a provider of the kernel be told of IoCancelIrp: called at
/// DISPATCH_LEVEL, in place of a cancel routine of a driver.
using Canceller = void (*)(nt::IRP *Irp);
void setHostCanceller(nt::IRP *Irp, Canceller Routine);
/// The canceller behind the cancel routine \p Routine, if it is one.
Canceller hostCanceller(nt::CancelRoutine Routine);

nt::IO_STACK_LOCATION *currentLocation(nt::IRP *Irp);
nt::IO_STACK_LOCATION *nextLocation(nt::IRP *Irp);

} // namespace irp
} // namespace kernel

#endif // WSK_KERNEL_IO_IRP_H
