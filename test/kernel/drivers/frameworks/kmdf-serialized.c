// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: wait-at-dispatch: KeWaitForSingleObject waits at IRQL 2
// Callbacks of the device exclude each other. The framework does that with a
// spin lock, under which nothing may wait, unless they ask for PASSIVE_LEVEL.
#ifdef BAD
#define ATTRIBUTES(A)                                                          \
  (A)->SynchronizationScope = WdfSynchronizationScopeDevice
#else
#define ATTRIBUTES(A)                                                          \
  ((A)->SynchronizationScope = WdfSynchronizationScopeDevice,                  \
   (A)->ExecutionLevel = WdfExecutionLevelPassive)
#endif
#include "../Inputs/Kmdf.h"

static VOID NTAPI request(WDFQUEUE Queue, WDFREQUEST Request) {
  Op Own;
  PWSK_SOCKET Socket = NULL;
  if (opInit(&Own)) {
    Socket = openSocket(&Own, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL);
    if (Socket)
      closeSocket(&Own, Socket);
    opFree(&Own);
  }
  WdfRequestComplete(Request, Socket ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL);
}

static NTSTATUS setUp(WDFDEVICE Device) {
  WDF_IO_QUEUE_CONFIG Config;
  WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&Config, WdfIoQueueDispatchParallel);
  Config.EvtIoDefault = request;
  return WdfIoQueueCreate(Device, &Config, WDF_NO_OBJECT_ATTRIBUTES,
                          WDF_NO_HANDLE);
}
