// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD=1 | FileCheck %s --check-prefix=TWICE
// RUN: not %explore %s -- -DBAD=2 | FileCheck %s --check-prefix=LOST
// RUN: not %explore %s -- -DBAD=3 | FileCheck %s --check-prefix=LEAK
// TWICE: wdf-request-not-owned: WdfRequestComplete: the request was completed
// LOST: irp-never-completed
// LEAK: socket-open-at-deregister: WskDeregister waits for ever
// Control requests come one after the other; each opens a socket, sends its
// input as a datagram, and closes the socket.
#include "../Inputs/Kmdf.h"

static NTSTATUS sendInput(const VOID *Input, size_t Length) {
  SOCKADDR_IN Remote = ipv4(LOOPBACK, 7);
  NTSTATUS Status = STATUS_UNSUCCESSFUL;
  PWSK_SOCKET Socket;
  Data Memory;
  Op Request;
  if (!opInit(&Request))
    return STATUS_INSUFFICIENT_RESOURCES;
  Socket = openSocket(&Request, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL);
  if (Socket && NT_SUCCESS(bindSocket(&Request, Socket, ANY, 0)) &&
      dataInit(&Memory, (ULONG)Length)) {
    RtlCopyMemory(Memory.Bytes, Input, Length);
    DATAGRAM(Socket)->WskSendTo(Socket, &Memory.Buf, 0, (PSOCKADDR)&Remote, 0,
                                NULL, Request.Irp);
    Status = opWait(&Request);
    opAgain(&Request);
    dataFree(&Memory);
  }
#if BAD == 3
  if (Socket && NT_SUCCESS(Status))
#else
  if (Socket)
#endif
    closeSocket(&Request, Socket);
  opFree(&Request);
  return Status;
}

static VOID NTAPI control(WDFQUEUE Queue, WDFREQUEST Request, size_t OutLength,
                          size_t InLength, ULONG Code) {
  NTSTATUS Status;
  PVOID Input;
  size_t Length;
  Status = WdfRequestRetrieveInputBuffer(Request, 1, &Input, &Length);
  if (NT_SUCCESS(Status))
    Status = sendInput(Input, Length);
#if BAD == 1
  if (!NT_SUCCESS(Status))
    WdfRequestComplete(Request, Status);
#elif BAD == 2
  if (!NT_SUCCESS(Status))
    return;
#endif
  WdfRequestComplete(Request, Status);
}

static NTSTATUS setUp(WDFDEVICE Device) {
  WDF_IO_QUEUE_CONFIG Config;
  WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&Config, WdfIoQueueDispatchSequential);
  Config.EvtIoDeviceControl = control;
  return WdfIoQueueCreate(Device, &Config, WDF_NO_OBJECT_ATTRIBUTES,
                          WDF_NO_HANDLE);
}
