//===- Irp.cpp - I/O request packets --------------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "io/Irp.h"
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "base/PointerMap.h"
#include "image/Image.h"
#include "mm/Pool.h"
#include "monitor/Lifetime.h"
#include "monitor/Rules.h"
#include "nt/Status.h"
#include <cstring>

namespace kernel {
namespace irp {

namespace {
constexpr int16_t IrpType = 6;
constexpr unsigned TerminatorBytes = 16;

struct Records {
  run::PointerMap<const nt::IRP *, Record *> ByAddress;
  Record *Latest = nullptr; ///< that was asked for; often the next one too
};
run::Local<Records> All;

size_t sizeFor(int8_t StackSize) {
  return sizeof(nt::IRP) + StackSize * sizeof(nt::IO_STACK_LOCATION);
}

nt::IO_STACK_LOCATION *locations(nt::IRP *Irp) {
  return reinterpret_cast<nt::IO_STACK_LOCATION *>(Irp + 1);
}

void initialize(nt::IRP *Irp, uint16_t Size, int8_t StackSize) {
  memset(static_cast<void *>(Irp), 0, Size);
  Irp->Type = IrpType;
  Irp->Size = Size;
  Irp->StackCount = StackSize;
  Irp->CurrentLocation = StackSize + 1;
  Irp->ThreadListEntry = {&Irp->ThreadListEntry, &Irp->ThreadListEntry};
  Irp->CurrentStackLocation = locations(Irp) + StackSize;
}

nt::IRP *make(int8_t StackSize) {
  size_t Size = sizeFor(StackSize);
  auto *Irp =
      static_cast<nt::IRP *>(pool::allocateInternal(Size + TerminatorBytes));
  initialize(Irp, uint16_t(Size), StackSize);
  Record *&Entry = All->ByAddress[Irp];
  // The pool may give an address again; its record is then as good as new.
  if (Entry)
    *Entry = Record();
  else
    Entry = run::create<Record>();
  Entry->Irp = Irp;
  Entry->Created = captureRef();
  return Irp;
}

bool invokes(uint8_t Control, nt::NTSTATUS Status, bool Cancelled) {
  if (nt::succeeded(Status) ? Control & nt::SL_INVOKE_ON_SUCCESS
                            : Control & nt::SL_INVOKE_ON_ERROR)
    return true;
  return Cancelled && (Control & nt::SL_INVOKE_ON_CANCEL);
}

/// Calls the routine that the owner of the location above has set in \p Taken.
nt::NTSTATUS callRoutine(nt::IRP *Irp, nt::IO_STACK_LOCATION &Taken) {
  nt::DEVICE_OBJECT *Device = Irp->CurrentLocation <= Irp->StackCount
                                  ? Irp->CurrentStackLocation->DeviceObject
                                  : nullptr;
  const Record &R = *find(Irp);
  if (Irp->CurrentLocation > Irp->StackCount)
    monitor::checkContext(Taken.Context, R.ContextOwner, R.SentTo, R.Sent);
  Fiber *F = self();
  ++F->InCallback;
  nt::NTSTATUS Result =
      callDriver("completion routine", Taken.CompletionRoutine, Device, Irp,
                 Taken.Context);
  --F->InCallback;
  return Result;
}

/// All completion routines have run and none kept the IRP.
void finish(nt::IRP *Irp, Record &R) {
  R.State = State::Owned;
  if (R.Done)
    return R.Done(Irp, R.DoneContext);
  monitor::fatal(
      monitor::CompletionNotTerminal,
      "no completion routine kept the driver's own IRP %p back with "
      "STATUS_MORE_PROCESSING_REQUIRED; the I/O manager would free it",
      static_cast<void *>(Irp));
}

/// The protocol of IoCompleteRequest.
void unwind(nt::IRP *Irp, Record &R) {
  R.State = State::Completing;
  R.Completed = captureRef();
  bool Last = Irp->CurrentLocation > Irp->StackCount;
  while (!Last) {
    nt::IO_STACK_LOCATION &Taken = *Irp->CurrentStackLocation;
    Irp->PendingReturned = Taken.Control & nt::SL_PENDING_RETURNED;
    ++Irp->CurrentLocation;
    ++Irp->CurrentStackLocation;
    // From the last routine on, the IRP may be gone, or under way again, when
    // the call returns.
    Last = Irp->CurrentLocation > Irp->StackCount;
    if (Last && !R.Done)
      R.State = State::Owned;
    if (Taken.CompletionRoutine &&
        invokes(Taken.Control, Irp->IoStatus.Status, Irp->Cancel)) {
      if (callRoutine(Irp, Taken) == nt::STATUS_MORE_PROCESSING_REQUIRED) {
        if (R.State == State::Completing)
          R.State = State::Owned;
        return;
      }
    } else if (Irp->PendingReturned && !Last) {
      Irp->CurrentStackLocation->Control |= nt::SL_PENDING_RETURNED;
    }
    if (R.State == State::Freed)
      monitor::fatal(monitor::CompletionNotTerminal,
                     "a completion routine freed IRP %p but did not return "
                     "STATUS_MORE_PROCESSING_REQUIRED",
                     static_cast<void *>(Irp));
  }
  finish(Irp, R);
}

struct Later {
  nt::IRP *Irp;
  nt::NTSTATUS Status;
  uintptr_t Information;
};

void completionFiber(void *Argument) {
  Later What = *static_cast<Later *>(Argument);
  complete(What.Irp, What.Status, What.Information);
}

void checkLeaks() {
  run::map<uint64_t, const Record *> InOrder;
  for (const auto &Entry : All->ByAddress)
    if (Entry.second->Allocated && Entry.second->State != State::Freed)
      InOrder[reinterpret_cast<uint64_t>(Entry.first)] = Entry.second;
  for (const auto &Entry : InOrder)
    monitor::violation(monitor::IrpLeak, "an IRP of the driver is never freed")
        .note(Entry.second->Created, "allocated here");
}
RunHook AtEnd(RunHook::AfterUnload, checkLeaks);
} // namespace

Record *find(const nt::IRP *Irp) {
  Records &R = *All;
  if (R.Latest && R.Latest->Irp == Irp)
    return R.Latest;
  auto Place = R.ByAddress.find(Irp);
  return Place == R.ByAddress.end() ? nullptr : R.Latest = Place->second;
}

Record &recordOf(nt::IRP *Irp) {
  if (Record *Known = find(Irp))
    return *Known;
  Record *Made = run::create<Record>();
  Made->Irp = Irp;
  Made->Created = captureRef();
  All->ByAddress[Irp] = All->Latest = Made;
  return *Made;
}

nt::IRP *makeFromAbove(int8_t StackSize) {
  nt::IRP *Irp = make(StackSize);
  find(Irp)->FromAbove = true;
  return Irp;
}

// Addresses of host functions, told from the driver's by where they lie.
void setHostCanceller(nt::IRP *Irp, Canceller Routine) {
  Irp->CancelRoutine =
      reinterpret_cast<nt::CancelRoutine>(reinterpret_cast<void *>(Routine));
}

Canceller hostCanceller(nt::CancelRoutine Routine) {
  auto *Code = reinterpret_cast<const void *>(Routine);
  if (image::contains(Code) || isStub(Code))
    return nullptr;
  return reinterpret_cast<Canceller>(const_cast<void *>(Code));
}

nt::IO_STACK_LOCATION *currentLocation(nt::IRP *Irp) {
  return Irp->CurrentStackLocation;
}

nt::IO_STACK_LOCATION *nextLocation(nt::IRP *Irp) {
  return Irp->CurrentStackLocation - 1;
}

/// Rules about IRPs that the driver made itself.
static void checkOwn(nt::IRP *Irp, const Record &R, const char *Routine) {
  constexpr uint8_t Always = nt::SL_INVOKE_ON_SUCCESS | nt::SL_INVOKE_ON_ERROR |
                             nt::SL_INVOKE_ON_CANCEL;
  if (R.UsedBefore)
    monitor::violation(monitor::IrpNotReinitialised,
                       "%s is given an IRP that was used before and not put "
                       "through IoReuseIrp since",
                       Routine)
        .note(R.Sent, "used here");
  const nt::IO_STACK_LOCATION *Next = nextLocation(Irp);
  if (!R.RoutineSet || !Next->CompletionRoutine)
    monitor::violation(monitor::IrpNoCompletionRoutine,
                       "%s is given an IRP without a completion routine",
                       Routine);
  else if ((Next->Control & Always) != Always)
    monitor::violation(monitor::IrpNoCompletionRoutine,
                       "%s is given an IRP whose completion routine is not "
                       "called for every outcome",
                       Routine);
}

bool accept(nt::IRP *Irp, const char *Routine) {
  Record &R = recordOf(Irp);
  if (R.State == State::Freed) {
    report("irp-use-after-free", "%s is given an IRP that was freed", Routine)
        .note(R.Freed, "freed here");
    return false;
  }
  if (R.State == State::Sent) {
    monitor::violation(monitor::IrpInFlightReuse,
                       "%s is given an IRP that %s has not completed yet",
                       Routine, R.SentTo)
        .note(R.Sent, "sent here");
    return false;
  }
  if (Irp->CurrentLocation <= 1) {
    monitor::violation(monitor::IrpStackSize,
                       "%s is given an IRP without a free stack location",
                       Routine);
    return false;
  }
  if (!R.FromAbove)
    checkOwn(Irp, R, Routine);
  --Irp->CurrentLocation;
  --Irp->CurrentStackLocation;
  R.State = State::Sent;
  R.SentTo = Routine;
  R.Sent = captureRef();
  R.UsedBefore = true;
  return true;
}

void complete(nt::IRP *Irp, nt::NTSTATUS Status, uintptr_t Information) {
  Irp->IoStatus.Status = Status;
  Irp->IoStatus.Information = Information;
  KERNEL_TRACE("complete irp %p status %#x information %#llx",
               static_cast<void *>(Irp), unsigned(Status),
               (unsigned long long)Information);
  unwind(Irp, recordOf(Irp));
}

void completeLater(nt::IRP *Irp, nt::NTSTATUS Status, uintptr_t Information) {
  auto *What = run::create<Later>(Later{Irp, Status, Information});
  spawn(FiberKind::Dpc, "completion", completionFiber, What,
        nt::DISPATCH_LEVEL);
}

void completeAsIs(nt::IRP *Irp, const char *Routine) {
  Record &R = recordOf(Irp);
  if (R.State == State::Freed)
    bugcheck("irp-use-after-free", "%s is given an IRP that was freed",
             Routine);
  if (R.State == State::Completing || Irp->CurrentLocation > Irp->StackCount)
    bugcheck("irp-double-completion", "%s: the IRP was completed before",
             Routine);
  unwind(Irp, R);
}

} // namespace irp

namespace {
using namespace nt;

MSABI IRP *IoAllocateIrp(int8_t StackSize, BOOLEAN) {
  if (chooseNoMemory())
    return nullptr;
  IRP *Irp = irp::make(StackSize);
  irp::find(Irp)->Allocated = true;
  reached("IRPs allocated");
  return Irp;
}
KERNEL_EXPORT(IoAllocateIrp, DISPATCH_LEVEL)

void checkIsOwn(const irp::Record &R, const char *Routine) {
  if (R.FromAbove)
    monitor::fatal(monitor::ForeignIrpOwnership,
                   "%s is given an IRP that the driver did not allocate",
                   Routine);
}

MSABI void IoFreeIrp(IRP *Irp) {
  irp::Record &R = irp::recordOf(Irp);
  if (R.State == irp::State::Freed)
    monitor::fatal(monitor::IrpDoubleFree,
                   "IoFreeIrp: the IRP was freed before");
  checkIsOwn(R, "IoFreeIrp");
  if (R.State != irp::State::Owned)
    monitor::fatal(monitor::IrpFreedWhilePending,
                   "IoFreeIrp is given an IRP that %s has not completed yet",
                   R.SentTo);
  R.State = irp::State::Freed;
  R.Freed = captureRef();
  if (R.Allocated)
    pool::free(Irp, 0, "IoFreeIrp");
}
KERNEL_EXPORT(IoFreeIrp, DISPATCH_LEVEL)

MSABI void IoInitializeIrp(IRP *Irp, uint16_t Size, int8_t StackSize) {
  irp::initialize(Irp, Size, StackSize);
  irp::Record &R = irp::recordOf(Irp);
  if (R.State == irp::State::Sent)
    monitor::violation(
        monitor::IrpInFlightReuse,
        "IoInitializeIrp is given an IRP that %s has not completed yet",
        R.SentTo);
  R.State = irp::State::Owned;
  R.UsedBefore = R.RoutineSet = false;
}
KERNEL_EXPORT(IoInitializeIrp, DISPATCH_LEVEL)

MSABI void IoReuseIrp(IRP *Irp, NTSTATUS Status) {
  irp::Record &R = irp::recordOf(Irp);
  if (R.State == irp::State::Freed)
    bugcheck("irp-use-after-free", "IoReuseIrp is given an IRP that was freed");
  checkIsOwn(R, "IoReuseIrp");
  if (R.State == irp::State::Sent) {
    monitor::violation(
        monitor::IrpInFlightReuse,
        "IoReuseIrp is given an IRP that %s has not completed yet", R.SentTo)
        .note(R.Sent, "sent here");
    return;
  }
  irp::initialize(Irp, Irp->Size, Irp->StackCount);
  Irp->IoStatus.Status = Status;
  R.UsedBefore = R.RoutineSet = false;
}
KERNEL_EXPORT(IoReuseIrp, DISPATCH_LEVEL)

MSABI void IoSetCompletionRoutine(IRP *Irp, CompletionRoutine Routine,
                                  void *Context, BOOLEAN OnSuccess,
                                  BOOLEAN OnError, BOOLEAN OnCancel) {
  if (Irp->CurrentLocation <= 1) {
    monitor::violation(
        monitor::IrpStackSize,
        "IoSetCompletionRoutine: the IRP has no next stack location");
    return;
  }
  irp::Record &R = irp::recordOf(Irp);
  if (R.State == irp::State::Sent && !R.FromAbove)
    monitor::violation(monitor::IrpInFlightReuse,
                       "IoSetCompletionRoutine is given an IRP that %s has not "
                       "completed yet",
                       R.SentTo)
        .note(R.Sent, "sent here");
  R.ContextOwner = monitor::stackOwner(Context);
  IO_STACK_LOCATION *Next = irp::nextLocation(Irp);
  Next->CompletionRoutine = Routine;
  Next->Context = Context;
  Next->Control = (OnSuccess ? SL_INVOKE_ON_SUCCESS : 0) |
                  (OnError ? SL_INVOKE_ON_ERROR : 0) |
                  (OnCancel ? SL_INVOKE_ON_CANCEL : 0);
  R.RoutineSet = true;
}
KERNEL_EXPORT(IoSetCompletionRoutine, HIGH_LEVEL)

MSABI void IofCompleteRequest(IRP *Irp, int8_t) {
  irp::completeAsIs(Irp, "IoCompleteRequest");
}
KERNEL_EXPORT(IofCompleteRequest, DISPATCH_LEVEL)
KERNEL_EXPORT_AS(IoCompleteRequest, IofCompleteRequest, DISPATCH_LEVEL)

MSABI void IoMarkIrpPending(IRP *Irp) {
  // Beyond the last location lies somebody else's memory.
  if (Irp->CurrentLocation > Irp->StackCount)
    monitor::fatal(monitor::OwnIrpMarkedPending,
                   "IoMarkIrpPending on the driver's own IRP, which has no "
                   "stack location for the driver");
  Irp->CurrentStackLocation->Control |= SL_PENDING_RETURNED;
}
KERNEL_EXPORT(IoMarkIrpPending, DISPATCH_LEVEL)
} // namespace
} // namespace kernel
