//===- Request.cpp - Framework requests -----------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "io/Irp.h"
#include "nt/Status.h"
#include "wdf/Device.h"
#include "wdf/Queue.h"
#include "wdf/Serialized.h"

namespace kernel {
namespace wdf {

namespace {
struct Requests {
  run::map<const nt::IRP *, Object *> ByIrp;
};
run::Local<Requests> State;

/// In place of a cancel routine of the driver; the IRP may be gone afterwards.
void onCancel(nt::IRP *Irp) {
  // Somebody may have completed it all the same, which was reported.
  auto Place = State->ByIrp.find(Irp);
  if (Place == State->ByIrp.end())
    return;
  Object &Request = *Place->second;
  IoRequest &R = requestOf(Request);
  self()->setIrql(Irp->CancelIrql);
  Object &At = R.Queue ? *R.Queue : Request;
  if (ObjectCallback Cancel = R.Cancel) {
    R.Cancel = nullptr;
    R.Cancelled = true;
    callEvent("EvtRequestCancel", At, Cancel, handleOf(Request));
    return;
  }
  const Queue &Q = queueOf(At); // else it would not be cancelable
  if (R.WasWithDriver && Q.Config.CanceledOnQueue) {
    hand(Request);
    callEvent("EvtIoCanceledOnQueue", At, Q.Config.CanceledOnQueue,
              handleOf(At), handleOf(Request));
  } else {
    complete(Request, nt::STATUS_CANCELLED, 0);
  }
}
} // namespace

IoRequest &requestOf(const Object &Of) {
  return *static_cast<IoRequest *>(Of.Payload);
}

Object &newRequest(Object &Device, nt::IRP *Irp) {
  const wdf::Device &D = deviceOf(Device);
  const ObjectAttributes *Attributes =
      D.Init.HasRequestAttributes ? &D.Init.RequestAttributes : nullptr;
  Object &Made = *create(Kind::Request, Attributes, &Device);
  auto *R = run::create<IoRequest>();
  Made.Payload = R;
  R->Irp = Irp;
  R->Device = &Device;
  R->File = fileOf(irp::currentLocation(Irp)->FileObject);
  State->ByIrp[Irp] = &Made;
  return Made;
}

void enqueue(Object &Into, Object &Request, bool First) {
  Queue &Q = queueOf(Into);
  IoRequest &R = requestOf(Request);
  R.Queue = &Into;
  if (!Q.Accepts)
    return complete(Request, nt::STATUS_INVALID_DEVICE_STATE, 0);
  if (R.Irp->Cancel)
    return complete(Request, nt::STATUS_CANCELLED, 0);
  Q.Waiting.insert(First ? Q.Waiting.begin() : Q.Waiting.end(), &Request);
  irp::setHostCanceller(R.Irp, onCancel);
  if (Q.Ready && Q.Waiting.size() == 1)
    callEvent("EvtIoQueueState", Into, Q.Ready, handleOf(Into), Q.ReadyContext);
  giveRequests(Into);
}

void complete(Object &Request, nt::NTSTATUS Status, uintptr_t Information) {
  IoRequest &R = requestOf(Request);
  Object *From = R.Queue, *File = R.File;
  nt::IRP *Irp = R.Irp;
  bool Refused = !From && !nt::succeeded(Status);
  Irp->CancelRoutine = nullptr;
  R.Completed = captureRef();
  leaveQueue(Request);
  State->ByIrp.erase(Irp);
  // The driver's callbacks can still use the buffers.
  remove(Request);
  if (Refused && File)
    remove(*File);
  irp::complete(Irp, Status, Information);
  if (!From)
    return;
  giveRequests(*From);
  checkHalts(*From);
}

Object &ownedRequest(void *Handle, const char *Routine) {
  Object &Found = getEvenGone(Handle, Kind::Request, Routine);
  const IoRequest &R = requestOf(Found);
  if (Found.State != Object::Alive) {
    report("wdf-request-not-owned", "%s: the request was completed before",
           Routine)
        .note(R.Completed, "completed here");
    endRun(RunEnd::Bugcheck);
  }
  if (R.Queue && !R.WithDriver)
    bugcheck("wdf-request-not-owned",
             "%s is given a request that waits in a queue; the driver does not "
             "have it",
             Routine);
  return Found;
}

static void completeOwned(void *Handle, nt::NTSTATUS Status,
                          uintptr_t Information, const char *Routine) {
  yield();
  Object &Request = ownedRequest(Handle, Routine);
  IoRequest &R = requestOf(Request);
  if (R.Cancel) {
    report("wdf-request-cancelable",
           "%s is given a request that can still be cancelled; "
           "WdfRequestUnmarkCancelable comes first",
           Routine);
    R.Cancel = nullptr;
  }
  complete(Request, Status, Information);
}

} // namespace wdf

namespace {
using namespace nt;
using namespace wdf;

MSABI void WdfRequestComplete(void *Handle, NTSTATUS Status) {
  const char *Routine = "WdfRequestComplete";
  uintptr_t Information =
      requestOf(getEvenGone(Handle, Kind::Request, Routine)).Information;
  completeOwned(Handle, Status, Information, Routine);
}
KERNEL_EXPORT(WdfRequestComplete, DISPATCH_LEVEL)

MSABI void WdfRequestCompleteWithInformation(void *Handle, NTSTATUS Status,
                                             uintptr_t Information) {
  completeOwned(Handle, Status, Information,
                "WdfRequestCompleteWithInformation");
}
KERNEL_EXPORT(WdfRequestCompleteWithInformation, DISPATCH_LEVEL)

MSABI void WdfRequestCompleteWithPriorityBoost(void *Handle, NTSTATUS Status,
                                               int8_t) {
  WdfRequestComplete(Handle, Status);
}
KERNEL_EXPORT(WdfRequestCompleteWithPriorityBoost, DISPATCH_LEVEL)

IoRequest &get(void *Handle, const char *Routine) {
  return requestOf(ownedRequest(Handle, Routine));
}

MSABI void WdfRequestSetInformation(void *Handle, uintptr_t Information) {
  get(Handle, "WdfRequestSetInformation").Information = Information;
}
KERNEL_EXPORT(WdfRequestSetInformation, DISPATCH_LEVEL)

MSABI uintptr_t WdfRequestGetInformation(void *Handle) {
  return get(Handle, "WdfRequestGetInformation").Information;
}
KERNEL_EXPORT(WdfRequestGetInformation, DISPATCH_LEVEL)

MSABI IRP *WdfRequestWdmGetIrp(void *Handle) {
  return get(Handle, "WdfRequestWdmGetIrp").Irp;
}
KERNEL_EXPORT(WdfRequestWdmGetIrp, DISPATCH_LEVEL)

MSABI int8_t WdfRequestGetRequestorMode(void *Handle) {
  return get(Handle, "WdfRequestGetRequestorMode").Irp->RequestorMode;
}
KERNEL_EXPORT(WdfRequestGetRequestorMode, DISPATCH_LEVEL)

MSABI void *WdfRequestGetIoQueue(void *Handle) {
  Object *At = get(Handle, "WdfRequestGetIoQueue").Queue;
  return At ? handleOf(*At) : nullptr;
}
KERNEL_EXPORT(WdfRequestGetIoQueue, DISPATCH_LEVEL)

MSABI void *WdfRequestGetFileObject(void *Handle) {
  Object *File = get(Handle, "WdfRequestGetFileObject").File;
  return File ? handleOf(*File) : nullptr;
}
KERNEL_EXPORT(WdfRequestGetFileObject, DISPATCH_LEVEL)

//===-- Other queues ------------------------------------------------------===//

MSABI NTSTATUS WdfRequestForwardToIoQueue(void *Handle, void *QueueHandle) {
  const char *Routine = "WdfRequestForwardToIoQueue";
  yield();
  Object &Request = ownedRequest(Handle, Routine);
  IoRequest &R = requestOf(Request);
  Object &To = wdf::get(QueueHandle, Kind::Queue, Routine);
  if (R.Cancel)
    report("wdf-request-cancelable",
           "%s is given a request that can still be cancelled", Routine);
  if (R.Queue == &To)
    return STATUS_INVALID_DEVICE_REQUEST;
  if (!queueOf(To).Accepts)
    return STATUS_WDF_BUSY;
  Object *From = R.Queue;
  leaveQueue(Request);
  enqueue(To, Request);
  if (From)
    giveRequests(*From);
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(WdfRequestForwardToIoQueue, DISPATCH_LEVEL)

MSABI NTSTATUS WdfRequestRequeue(void *Handle) {
  yield();
  Object &Request = ownedRequest(Handle, "WdfRequestRequeue");
  Object *At = requestOf(Request).Queue;
  if (!At || queueOf(*At).Config.Dispatch != Manual)
    return STATUS_INVALID_DEVICE_REQUEST;
  leaveQueue(Request);
  enqueue(*At, Request, true);
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(WdfRequestRequeue, DISPATCH_LEVEL)

MSABI void WdfRequestStopAcknowledge(void *Handle, BOOLEAN Requeue) {
  Object &Request = ownedRequest(Handle, "WdfRequestStopAcknowledge");
  IoRequest &R = requestOf(Request);
  if (!Requeue) {
    R.Acknowledged = true;
    return;
  }
  Object &At = *R.Queue;
  leaveQueue(Request);
  enqueue(At, Request, true);
}
KERNEL_EXPORT(WdfRequestStopAcknowledge, DISPATCH_LEVEL)

//===-- Cancelling --------------------------------------------------------===//

NTSTATUS markCancelable(void *Handle, ObjectCallback Cancel,
                        const char *Routine) {
  yield();
  Object &Request = ownedRequest(Handle, Routine);
  IoRequest &R = requestOf(Request);
  if (R.Cancel)
    bugcheck("wdf-request-cancelable",
             "%s: the request can be cancelled already", Routine);
  if (R.Irp->Cancel)
    return STATUS_CANCELLED;
  R.Cancel = Cancel;
  irp::setHostCanceller(R.Irp, onCancel);
  return STATUS_SUCCESS;
}

MSABI NTSTATUS WdfRequestMarkCancelableEx(void *Handle, ObjectCallback Cancel) {
  return markCancelable(Handle, Cancel, "WdfRequestMarkCancelableEx");
}
KERNEL_EXPORT(WdfRequestMarkCancelableEx, DISPATCH_LEVEL)

MSABI void WdfRequestMarkCancelable(void *Handle, ObjectCallback Cancel) {
  if (succeeded(markCancelable(Handle, Cancel, "WdfRequestMarkCancelable")))
    return;
  Object &Request = wdf::get(Handle, Kind::Request, "WdfRequestMarkCancelable");
  IoRequest &R = requestOf(Request);
  R.Cancelled = true;
  callEvent("EvtRequestCancel", R.Queue ? *R.Queue : Request, Cancel, Handle);
}
KERNEL_EXPORT(WdfRequestMarkCancelable, DISPATCH_LEVEL)

MSABI NTSTATUS WdfRequestUnmarkCancelable(void *Handle) {
  const char *Routine = "WdfRequestUnmarkCancelable";
  yield();
  const Object &Found = getEvenGone(Handle, Kind::Request, Routine);
  // Completed by the cancel callback, and kept by a reference of the driver.
  if (Found.State == Object::Cleaned)
    return STATUS_CANCELLED;
  IoRequest &R = get(Handle, Routine);
  if (!R.Cancel && !R.Cancelled)
    return STATUS_INVALID_PARAMETER;
  // The callback was called, or will be at once.
  if (R.Cancelled || !R.Irp->CancelRoutine)
    return STATUS_CANCELLED;
  R.Cancel = nullptr;
  R.Irp->CancelRoutine = nullptr;
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(WdfRequestUnmarkCancelable, DISPATCH_LEVEL)

MSABI BOOLEAN WdfRequestIsCanceled(void *Handle) {
  return get(Handle, "WdfRequestIsCanceled").Irp->Cancel;
}
KERNEL_EXPORT(WdfRequestIsCanceled, DISPATCH_LEVEL)
} // namespace
} // namespace kernel
