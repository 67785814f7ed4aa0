//===- Queue.cpp - Framework queues ---------------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "wdf/Queue.h"
#include "base/Waiting.h"
#include "io/Irp.h"
#include "io/Request.h"
#include "nt/Status.h"
#include "wdf/Device.h"
#include "wdf/Serialized.h"
#include <algorithm>

namespace kernel {
namespace wdf {

namespace {
void erase(run::vector<Object *> &From, const Object *What) {
  From.erase(std::remove(From.begin(), From.end(), What), From.end());
}

/// Calls the callback for requests of this kind. False: there is none.
bool callForKind(Object &At, const Queue &Q, Object &Request) {
  const nt::IO_STACK_LOCATION &Asked =
      *irp::currentLocation(requestOf(Request).Irp);
  const auto &Control = Asked.Parameters.DeviceIoControl;
  size_t Length = Asked.Parameters.ReadWrite.Length;
  void *Here = handleOf(At), *Handle = handleOf(Request);
  uint8_t Major = Asked.MajorFunction;
  if (Major == io::MajorRead && Q.Config.Read)
    callEvent("EvtIoRead", At, Q.Config.Read, Here, Handle, Length);
  else if (Major == io::MajorWrite && Q.Config.Write)
    callEvent("EvtIoWrite", At, Q.Config.Write, Here, Handle, Length);
  else if (Major == io::MajorDeviceControl && Q.Config.Control)
    callEvent("EvtIoDeviceControl", At, Q.Config.Control, Here, Handle,
              size_t(Control.OutputBufferLength),
              size_t(Control.InputBufferLength), Control.IoControlCode);
  else if (Major == io::MajorInternalControl && Q.Config.InternalControl)
    callEvent("EvtIoInternalDeviceControl", At, Q.Config.InternalControl, Here,
              Handle, size_t(Control.OutputBufferLength),
              size_t(Control.InputBufferLength), Control.IoControlCode);
  else if (Q.Config.AnyRequest)
    callEvent("EvtIoDefault", At, Q.Config.AnyRequest, Here, Handle);
  else
    return false;
  return true;
}

/// The request the driver is to get next, or null.
Object *takeNext(const Queue &Q) {
  if (!Q.Gives || !Q.Powered || Q.Config.Dispatch == Manual)
    return nullptr;
  size_t Most = Q.Config.Dispatch == Parallel ? Q.Config.Presented : 1;
  return Q.WithDriver.size() < Most ? firstWaiting(Q, nullptr) : nullptr;
}

void giveLater(void *Argument) {
  giveRequests(*static_cast<Object *>(Argument));
}

void explainRequests(const WaitRecord &Wait, Violation &Report) {
  const Queue &Q = queueOf(*static_cast<Object *>(Wait.Data));
  for (const Object *Request : Q.WithDriver)
    io::explainKept(requestOf(*Request).Irp, Report);
}

bool isHalted(const Queue &Q, bool WaitingToo) {
  for (const Object *Request : Q.WithDriver)
    if (!requestOf(*Request).Acknowledged)
      return false;
  return !WaitingToo || Q.Waiting.empty();
}
} // namespace

Queue &queueOf(const Object &Of) { return *static_cast<Queue *>(Of.Payload); }

Object *firstWaiting(const Queue &Q, const Object *File) {
  for (Object *Request : Q.Waiting) {
    const IoRequest &R = requestOf(*Request);
    if (R.Irp->CancelRoutine && (!File || R.File == File))
      return Request;
  }
  return nullptr;
}

void hand(Object &Request) {
  IoRequest &R = requestOf(Request);
  Queue &Q = queueOf(*R.Queue);
  erase(Q.Waiting, &Request);
  Q.WithDriver.push_back(&Request);
  R.Irp->CancelRoutine = nullptr;
  R.WithDriver = R.WasWithDriver = true;
  R.Acknowledged = false;
}

void leaveQueue(Object &Request) {
  IoRequest &R = requestOf(Request);
  if (!R.Queue)
    return;
  erase(queueOf(*R.Queue).Waiting, &Request);
  erase(queueOf(*R.Queue).WithDriver, &Request);
  R.WithDriver = false;
}

void giveRequests(Object &From) {
  Queue &Q = queueOf(From);
  // A callback that completes its request gets the next one when it returns.
  if (std::count(Q.Giving.begin(), Q.Giving.end(), self()))
    return;
  if (needsWorkItem(From) && takeNext(Q)) {
    spawn(FiberKind::WorkItem, "queue", giveLater, &From);
    return;
  }
  Q.Giving.push_back(self());
  while (Object *Next = takeNext(Q)) {
    yield();
    // It may have been cancelled meanwhile, or another thread was faster.
    if (takeNext(Q) != Next)
      continue;
    hand(*Next);
    reached("requests given to the driver");
    if (!callForKind(From, Q, *Next))
      complete(*Next, nt::STATUS_INVALID_DEVICE_REQUEST, 0);
    else if (Next->State == Object::Alive)
      io::noteKept(requestOf(*Next).Irp, "a callback of the queue");
  }
  Q.Giving.erase(std::find(Q.Giving.begin(), Q.Giving.end(), self()));
  checkHalts(From);
}

void checkHalts(Object &Of) {
  Queue &Q = queueOf(Of);
  wakeAll(&Q);
  for (size_t I = 0; I != Q.Halts.size();) {
    QueueHalt Halt = Q.Halts[I];
    if (!isHalted(Q, Halt.WaitingToo)) {
      ++I;
      continue;
    }
    Q.Halts.erase(Q.Halts.begin() + I);
    callDriver("EvtIoQueueState", Halt.Callback, handleOf(Of), Halt.Context);
  }
}

void waitUntilIdle(Object &Of, const char *What, bool WaitingToo) {
  Queue &Q = queueOf(Of);
  while (!isHalted(Q, WaitingToo)) {
    WaitRecord Wait;
    Wait.What = What;
    Wait.HangRule = "irp-never-completed";
    Wait.Explain = explainRequests;
    Wait.Address = &Q;
    Wait.Data = &Of;
    block(Wait);
  }
}

void purge(Object &Of) {
  Queue &Q = queueOf(Of);
  Q.Accepts = false;
  while (Object *Next = firstWaiting(Q, nullptr)) {
    Object &Request = *Next;
    requestOf(Request).Irp->CancelRoutine = nullptr;
    if (requestOf(Request).WasWithDriver && Q.Config.CanceledOnQueue) {
      hand(Request);
      callEvent("EvtIoCanceledOnQueue", Of, Q.Config.CanceledOnQueue,
                handleOf(Of), handleOf(Request));
    } else {
      complete(Request, nt::STATUS_CANCELLED, 0);
    }
  }
  run::vector<Object *> Held = Q.WithDriver;
  for (Object *Request : Held) {
    if (Request->State != Object::Alive)
      continue;
    IoRequest &R = requestOf(*Request);
    ObjectCallback Cancel = R.Cancel;
    if (!Cancel || !R.Irp->CancelRoutine)
      continue;
    R.Irp->CancelRoutine = nullptr;
    R.Cancel = nullptr;
    R.Cancelled = true;
    callEvent("EvtRequestCancel", Of, Cancel, handleOf(*Request));
  }
}

//===-- Power -------------------------------------------------------------===//

void startQueues(Object &Device) {
  run::vector<Object *> Queues = deviceOf(Device).Queues;
  for (Object *Of : Queues) {
    Queue &Q = queueOf(*Of);
    Q.Powered = true;
    run::vector<Object *> Held = Q.WithDriver;
    for (Object *Request : Held)
      if (requestOf(*Request).Acknowledged && Q.Config.Resume) {
        requestOf(*Request).Acknowledged = false;
        callEvent("EvtIoResume", *Of, Q.Config.Resume, handleOf(*Of),
                  handleOf(*Request));
      }
    giveRequests(*Of);
  }
}

/// Asks the driver what to do with the requests it holds.
static void askToStop(Object &Of, bool ForGood) {
  constexpr uint32_t Suspend = 1, Purge = 2, Cancelable = 0x10000000;
  Queue &Q = queueOf(Of);
  run::vector<Object *> Held = Q.WithDriver;
  for (Object *Request : Held) {
    if (!Q.Config.Stop || Request->State != Object::Alive)
      continue;
    uint32_t Action = ForGood ? Purge : Suspend;
    if (requestOf(*Request).Cancel)
      Action |= Cancelable;
    callEvent("EvtIoStop", Of, Q.Config.Stop, handleOf(Of), handleOf(*Request),
              Action);
  }
}

void stopQueues(Object &Device, bool ForGood) {
  run::vector<Object *> Queues = deviceOf(Device).Queues;
  for (Object *Of : Queues) {
    Queue &Q = queueOf(*Of);
    bool Managed =
        deviceOf(Device).Init.Physical &&
        (Q.Config.PowerManaged == Yes ||
         (Q.Config.PowerManaged == Default && !deviceOf(Device).Init.Filter));
    if (!ForGood && !Managed)
      continue;
    Q.Powered = false;
    if (Managed)
      askToStop(*Of, ForGood);
    if (ForGood)
      purge(*Of);
    waitUntilIdle(*Of, "the framework's stopping of a queue", false);
  }
}

} // namespace wdf
} // namespace kernel
