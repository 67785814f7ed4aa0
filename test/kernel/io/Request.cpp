//===- Request.cpp - Requests from above ----------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "io/Request.h"
#include "base/Waiting.h"
#include "io/Device.h"
#include "io/Irp.h"
#include "mm/Pool.h"
#include "nt/Status.h"
#include <algorithm>

namespace kernel {
namespace io {

namespace {
void finished(nt::IRP *, void *Context) {
  auto *R = static_cast<Request *>(Context);
  R->Done = true;
  wakeAll(R);
}

void explainPending(const WaitRecord &Wait, Violation &Report) {
  auto *R = static_cast<Request *>(Wait.Data);
  explainKept(R->Irp, Report);
}

/// False: \p Deadline came first.
bool waitFor(Request *R, Time Deadline) {
  while (!R->Done) {
    WaitRecord Wait;
    Wait.What = "a request from above";
    Wait.HangRule = "irp-never-completed";
    Wait.Explain = explainPending;
    Wait.Address = Wait.Data = R;
    if (!block(Wait, Deadline))
      return R->Done;
  }
  return true;
}

/// Whether what the dispatch routine returned fits what it did to the IRP.
void checkReturned(const Request &R, nt::NTSTATUS Returned, uint8_t Control) {
  if (Returned == nt::STATUS_PENDING && !(Control & nt::SL_PENDING_RETURNED) &&
      !R.Done)
    report("irp-pending-not-marked",
           "a dispatch routine returns STATUS_PENDING for an IRP that it did "
           "not mark with IoMarkIrpPending");
  if (Returned != nt::STATUS_PENDING && !R.Done)
    report("irp-not-completed",
           "a dispatch routine returns %#x and has not completed the IRP",
           unsigned(Returned));
}
} // namespace

void noteKept(nt::IRP *Irp, const char *What) {
  irp::Record &Record = irp::recordOf(Irp);
  Record.SentTo = What;
  Record.Sent = StackRef();
  Record.Sent.Site = self()->LeftAfter;
}

void explainKept(nt::IRP *Irp, Violation &Report) {
  const irp::Record &Record = irp::recordOf(Irp);
  Report.note(Record.Sent, "%s has kept the request%s", Record.SentTo,
              Record.Sent.Site ? ", and returned after this" : "");
}

Request *makeRequest(nt::DEVICE_OBJECT *Device, Major Function) {
  auto *R = run::create<Request>();
  R->Irp = irp::makeFromAbove(std::max<int8_t>(Device->StackSize, 1));
  irp::Record &Record = irp::recordOf(R->Irp);
  Record.Done = finished;
  Record.DoneContext = R;
  irp::nextLocation(R->Irp)->MajorFunction = Function;
  return R;
}

nt::NTSTATUS sendRequest(nt::DEVICE_OBJECT *Device, Request *R) {
  irp::Record &Record = irp::recordOf(R->Irp);
  Record.State = irp::State::Sent;
  Record.SentTo = "the driver";
  nt::IO_STACK_LOCATION *Location = irp::nextLocation(R->Irp);
  nt::NTSTATUS Returned = callDispatch(Device, R->Irp);
  // Framework drivers keep requests in callbacks.
  if (!R->Done && self()->LeftAfter)
    noteKept(R->Irp, "the dispatch routine");
  checkReturned(*R, Returned, Location->Control);
  if (!R->Done && Returned != nt::STATUS_PENDING)
    return Returned;
  // A program is patient, but not for ever. In a real run it is somebody who
  // may well wait all day.
  constexpr Time Patience = 600000 * Millisecond;
  if (!R->Done && !world() && !waitFor(R, now() + Patience))
    cancel(R->Irp);
  waitFor(R, Never);
  nt::NTSTATUS Status = R->Irp->IoStatus.Status;
  Record.State = irp::State::Freed;
  pool::free(R->Irp, 0, "the I/O manager");
  return Status;
}

} // namespace io
} // namespace kernel
