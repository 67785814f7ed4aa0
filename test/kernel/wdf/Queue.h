//===- Queue.h - Framework queues and the requests in them ---- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A request waits in a queue, is given to the driver, and is completed by it
/// or put into another queue. A request that is with the driver is cancelled
/// only if the driver said how.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_WDF_QUEUE_H
#define WSK_KERNEL_WDF_QUEUE_H

#include "wdf/Objects.h"

namespace kernel {
namespace wdf {

/// Of a request; its handle is gone when it is completed.
struct IoRequest {
  nt::IRP *Irp = nullptr;
  Object *Device = nullptr;
  Object *Queue = nullptr; ///< null: for EvtDeviceFileCreate
  Object *File = nullptr;
  bool WithDriver = false;
  bool WasWithDriver = false;
  bool Acknowledged = false; ///< stays with the driver while the device sleeps
  ObjectCallback Cancel = nullptr; ///< while cancelable
  bool Cancelled = false;          ///< Cancel was called
  uintptr_t Information = 0;
  Object *Input = nullptr, *Output = nullptr; ///< memory objects
  StackRef Completed;
};

/// Somebody waits until a queue has come to a halt.
struct QueueHalt {
  bool WaitingToo; ///< no request may wait either
  RequestCallback Callback;
  void *Context;
};

struct Queue {
  QueueConfig Config;
  Object *Device = nullptr;
  bool Accepts = true;
  bool Gives = true;   ///< not stopped by the driver
  bool Powered = true; ///< or its device is, or it does not matter
  RequestCallback Ready = nullptr;
  void *ReadyContext = nullptr;
  run::vector<Object *> Waiting;
  run::vector<Object *> WithDriver;
  run::vector<Fiber *> Giving; ///< who is just giving requests to the driver
  run::vector<QueueHalt> Halts;
};

Queue &queueOf(const Object &Of);
IoRequest &requestOf(const Object &Of);

/// The request object for \p Irp, which is for \p Device.
Object &newRequest(Object &Device, nt::IRP *Irp);

/// Puts \p Request at the end of \p Into, or at the beginning.
void enqueue(Object &Into, Object &Request, bool First = false);

/// Gives the driver what it may have now.
void giveRequests(Object &From);

/// The first that waits in \p Q, belongs to \p File, if that is given, and is
/// not being cancelled just now; or null.
Object *firstWaiting(const Queue &Q, const Object *File);

/// The request behind \p Handle. Ends the run when the driver does not have it.
Object &ownedRequest(void *Handle, const char *Routine);

/// Marks \p Request as given to the driver.
void hand(Object &Request);

/// Takes \p Request out of the queue it is in, if any.
void leaveQueue(Object &Request);

/// Completes it and deletes the object.
void complete(Object &Request, nt::NTSTATUS Status, uintptr_t Information);

/// Cancels everything that waits in \p Of, and what the driver lets be
/// cancelled.
void purge(Object &Of);

/// Blocks until no request of \p Of is with the driver.
void waitUntilIdle(Object &Of, const char *What, bool WaitingToo);

/// Tells who waits for \p Of to come to a halt, if it has.
void checkHalts(Object &Of);

/// The device enters or leaves D0: its power-managed queues go on or stop.
void startQueues(Object &Device);
void stopQueues(Object &Device, bool ForGood);

} // namespace wdf
} // namespace kernel

#endif // WSK_KERNEL_WDF_QUEUE_H
