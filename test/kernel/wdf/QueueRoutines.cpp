//===- QueueRoutines.cpp - WdfIoQueue... ----------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "base/Choice.h"
#include "base/Waiting.h"
#include "io/Irp.h"
#include "nt/Status.h"
#include "wdf/Device.h"
#include "wdf/Queue.h"
#include "wdf/Serialized.h"
#include <algorithm>

namespace kernel {
namespace {
using namespace nt;
using namespace wdf;

Queue &get(void *Handle, const char *Routine, Object **Out = nullptr) {
  Object &Found = wdf::get(Handle, Kind::Queue, Routine);
  if (Out)
    *Out = &Found;
  return queueOf(Found);
}

void removeQueue(Object &Of) {
  purge(Of);
  waitUntilIdle(Of, "the framework's deletion of a queue", false);
}

void forgetQueue(Object &Of) {
  wdf::Device &D = deviceOf(*queueOf(Of).Device);
  D.Queues.erase(std::remove(D.Queues.begin(), D.Queues.end(), &Of),
                 D.Queues.end());
  if (D.DefaultQueue == &Of)
    D.DefaultQueue = nullptr;
  for (Object *&Chosen : D.QueueFor)
    if (Chosen == &Of)
      Chosen = nullptr;
}

MSABI NTSTATUS WdfIoQueueCreate(void *DeviceHandle, const QueueConfig *Config,
                                const ObjectAttributes *Attributes,
                                void **Out) {
  Object &Owner = wdf::get(DeviceHandle, Kind::Device, "WdfIoQueueCreate");
  if (Config->Size != sizeof(QueueConfig))
    return STATUS_INFO_LENGTH_MISMATCH;
  bool Handled = Config->AnyRequest || Config->Read || Config->Write ||
                 Config->Control || Config->InternalControl;
  if (Config->Dispatch < Sequential || Config->Dispatch > Manual ||
      (Config->Dispatch == Manual && Handled) ||
      (Config->Dispatch != Manual && !Handled))
    return STATUS_INVALID_PARAMETER;
  wdf::Device &D = deviceOf(Owner);
  if (Config->DefaultQueue && D.DefaultQueue)
    return STATUS_UNSUCCESSFUL;
  if (chooseNoMemory())
    return STATUS_INSUFFICIENT_RESOURCES;
  Object &Made = *wdf::create(Kind::Queue, Attributes, &Owner);
  auto *Q = run::create<Queue>();
  Made.Payload = Q;
  Made.Removing = removeQueue;
  Made.Removed = forgetQueue;
  Q->Config = *Config;
  Q->Device = &Owner;
  D.Queues.push_back(&Made);
  if (Config->DefaultQueue)
    D.DefaultQueue = &Made;
  if (Out)
    *Out = handleOf(Made);
  reached("queues created");
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(WdfIoQueueCreate, DISPATCH_LEVEL)

MSABI NTSTATUS WdfDeviceConfigureRequestDispatching(void *DeviceHandle,
                                                    void *QueueHandle,
                                                    int32_t Type) {
  const char *Routine = "WdfDeviceConfigureRequestDispatching";
  Object &Owner = wdf::get(DeviceHandle, Kind::Device, Routine);
  Object &To = wdf::get(QueueHandle, Kind::Queue, Routine);
  wdf::Device &D = deviceOf(Owner);
  if (Type < 0 || size_t(Type) >= std::size(D.QueueFor))
    return STATUS_INVALID_PARAMETER;
  if (D.QueueFor[Type])
    return STATUS_WDF_BUSY;
  D.QueueFor[Type] = &To;
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(WdfDeviceConfigureRequestDispatching, DISPATCH_LEVEL)

MSABI void *WdfDeviceGetDefaultQueue(void *DeviceHandle) {
  Object *Found =
      deviceOf(wdf::get(DeviceHandle, Kind::Device, "WdfDeviceGetDefaultQueue"))
          .DefaultQueue;
  return Found ? handleOf(*Found) : nullptr;
}
KERNEL_EXPORT(WdfDeviceGetDefaultQueue, DISPATCH_LEVEL)

MSABI void *WdfIoQueueGetDevice(void *Handle) {
  return handleOf(*get(Handle, "WdfIoQueueGetDevice").Device);
}
KERNEL_EXPORT(WdfIoQueueGetDevice, DISPATCH_LEVEL)

//===-- Starting and stopping ---------------------------------------------===//

MSABI void WdfIoQueueStart(void *Handle) {
  Object *Of;
  Queue &Q = get(Handle, "WdfIoQueueStart", &Of);
  Q.Accepts = Q.Gives = true;
  giveRequests(*Of);
}
KERNEL_EXPORT(WdfIoQueueStart, DISPATCH_LEVEL)

void tellHalt(Object &Of, RequestCallback Callback, void *Context,
              bool WaitingToo) {
  if (!Callback)
    return;
  queueOf(Of).Halts.push_back({WaitingToo, Callback, Context});
  checkHalts(Of);
}

MSABI void WdfIoQueueStop(void *Handle, RequestCallback Callback,
                          void *Context) {
  Object *Of;
  get(Handle, "WdfIoQueueStop", &Of).Gives = false;
  tellHalt(*Of, Callback, Context, false);
}
KERNEL_EXPORT(WdfIoQueueStop, DISPATCH_LEVEL)

MSABI void WdfIoQueueStopSynchronously(void *Handle) {
  Object *Of;
  get(Handle, "WdfIoQueueStopSynchronously", &Of).Gives = false;
  waitUntilIdle(*Of, "WdfIoQueueStopSynchronously", false);
}
KERNEL_EXPORT(WdfIoQueueStopSynchronously, PASSIVE_LEVEL)

MSABI void WdfIoQueueDrain(void *Handle, RequestCallback Callback,
                           void *Context) {
  Object *Of;
  get(Handle, "WdfIoQueueDrain", &Of).Accepts = false;
  tellHalt(*Of, Callback, Context, true);
}
KERNEL_EXPORT(WdfIoQueueDrain, DISPATCH_LEVEL)

MSABI void WdfIoQueueDrainSynchronously(void *Handle) {
  Object *Of;
  get(Handle, "WdfIoQueueDrainSynchronously", &Of).Accepts = false;
  waitUntilIdle(*Of, "WdfIoQueueDrainSynchronously", true);
}
KERNEL_EXPORT(WdfIoQueueDrainSynchronously, PASSIVE_LEVEL)

MSABI void WdfIoQueuePurge(void *Handle, RequestCallback Callback,
                           void *Context) {
  Object *Of;
  get(Handle, "WdfIoQueuePurge", &Of);
  purge(*Of);
  tellHalt(*Of, Callback, Context, true);
}
KERNEL_EXPORT(WdfIoQueuePurge, DISPATCH_LEVEL)

MSABI void WdfIoQueuePurgeSynchronously(void *Handle) {
  Object *Of;
  get(Handle, "WdfIoQueuePurgeSynchronously", &Of);
  purge(*Of);
  waitUntilIdle(*Of, "WdfIoQueuePurgeSynchronously", true);
}
KERNEL_EXPORT(WdfIoQueuePurgeSynchronously, PASSIVE_LEVEL)

//===-- Taking requests ---------------------------------------------------===//

NTSTATUS retrieve(Queue &Q, const Object *File, void **Out) {
  *Out = nullptr;
  yield();
  if (!Q.Gives || !Q.Powered)
    return STATUS_WDF_PAUSED;
  Object *Next = firstWaiting(Q, File);
  if (!Next)
    return STATUS_NO_MORE_ENTRIES;
  hand(*Next);
  reached("requests taken from a queue");
  *Out = handleOf(*Next);
  return STATUS_SUCCESS;
}

MSABI NTSTATUS WdfIoQueueRetrieveNextRequest(void *Handle, void **Out) {
  return retrieve(get(Handle, "WdfIoQueueRetrieveNextRequest"), nullptr, Out);
}
KERNEL_EXPORT(WdfIoQueueRetrieveNextRequest, DISPATCH_LEVEL)

MSABI NTSTATUS WdfIoQueueRetrieveRequestByFileObject(void *Handle, void *File,
                                                     void **Out) {
  const char *Routine = "WdfIoQueueRetrieveRequestByFileObject";
  Object &Of = wdf::get(File, Kind::File, Routine);
  return retrieve(get(Handle, Routine), &Of, Out);
}
KERNEL_EXPORT(WdfIoQueueRetrieveRequestByFileObject, DISPATCH_LEVEL)

MSABI NTSTATUS WdfIoQueueFindRequest(void *Handle, void *After, void *File,
                                     RequestParameters *, void **Out) {
  const char *Routine = "WdfIoQueueFindRequest";
  Queue &Q = get(Handle, Routine);
  const Object *Of = File ? &wdf::get(File, Kind::File, Routine) : nullptr;
  auto Place = Q.Waiting.begin();
  if (After) {
    Object &Found = wdf::get(After, Kind::Request, Routine);
    Place = std::find(Place, Q.Waiting.end(), &Found);
    if (Place == Q.Waiting.end())
      return STATUS_NOT_FOUND;
    ++Place;
  }
  for (; Place != Q.Waiting.end(); ++Place)
    if (!Of || requestOf(**Place).File == Of) {
      ++(*Place)->References; // the driver is to give it back
      (*Place)->Referenced = captureRef();
      *Out = handleOf(**Place);
      return STATUS_SUCCESS;
    }
  return STATUS_NO_MORE_ENTRIES;
}
KERNEL_EXPORT(WdfIoQueueFindRequest, DISPATCH_LEVEL)

MSABI NTSTATUS WdfIoQueueRetrieveFoundRequest(void *Handle, void *Found,
                                              void **Out) {
  const char *Routine = "WdfIoQueueRetrieveFoundRequest";
  Queue &Q = get(Handle, Routine);
  yield();
  Object &Request = wdf::get(Found, Kind::Request, Routine);
  if (!std::count(Q.Waiting.begin(), Q.Waiting.end(), &Request) ||
      !requestOf(Request).Irp->CancelRoutine)
    return STATUS_NOT_FOUND;
  hand(Request);
  *Out = Found;
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(WdfIoQueueRetrieveFoundRequest, DISPATCH_LEVEL)

MSABI NTSTATUS WdfIoQueueReadyNotify(void *Handle, RequestCallback Callback,
                                     void *Context) {
  Queue &Q = get(Handle, "WdfIoQueueReadyNotify");
  if (Q.Config.Dispatch != Manual || (Callback && Q.Ready))
    return STATUS_INVALID_DEVICE_REQUEST;
  Q.Ready = Callback;
  Q.ReadyContext = Context;
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(WdfIoQueueReadyNotify, DISPATCH_LEVEL)

MSABI uint32_t WdfIoQueueGetState(void *Handle, uint32_t *Waiting,
                                  uint32_t *WithDriver) {
  const Queue &Q = get(Handle, "WdfIoQueueGetState");
  if (Waiting)
    *Waiting = uint32_t(Q.Waiting.size());
  if (WithDriver)
    *WithDriver = uint32_t(Q.WithDriver.size());
  return uint32_t(Q.Accepts) | uint32_t(Q.Gives) << 1 |
         uint32_t(Q.Waiting.empty()) << 2 |
         uint32_t(Q.WithDriver.empty()) << 3 | uint32_t(!Q.Powered) << 4;
}
KERNEL_EXPORT(WdfIoQueueGetState, DISPATCH_LEVEL)
} // namespace
} // namespace kernel
