// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD=1 | FileCheck %s --check-prefix=KEPT
// RUN: not %explore %s -- -DBAD=2 | FileCheck %s --check-prefix=GONE
// KEPT: irp-never-completed: a request from above
// GONE: wdf-request-not-owned
// Reads wait in a queue of their own until a datagram comes, whose beginning
// they get; the framework cancels those that wait in vain.
#define PREPARES
#include "../Inputs/Kmdf.h"

static WDFQUEUE Readers;
static PWSK_SOCKET Socket;
static Op Request;

static VOID answer(WDFREQUEST Reader, const WSK_BUF *From) {
  const UCHAR *Bytes = MmGetSystemAddressForMdlSafe(
      From->Mdl, NormalPagePriority | MdlMappingNoExecute);
  NTSTATUS Status = STATUS_INSUFFICIENT_RESOURCES;
  size_t Length = 0;
  PVOID Output;
  if (Bytes)
    Status = WdfRequestRetrieveOutputBuffer(Reader, 1, &Output, &Length);
  if (NT_SUCCESS(Status)) {
    if (Length > From->Length)
      Length = From->Length;
    RtlCopyMemory(Output, Bytes + From->Offset, Length);
  }
  WdfRequestCompleteWithInformation(Reader, Status, Length);
#if BAD == 2
  WdfRequestSetInformation(Reader, 0);
#endif
}

static NTSTATUS WSKAPI received(PVOID Context, ULONG Flags,
                                PWSK_DATAGRAM_INDICATION Indication) {
  WDFREQUEST Reader;
  for (; Indication; Indication = Indication->Next) {
    if (!NT_SUCCESS(WdfIoQueueRetrieveNextRequest(Readers, &Reader)))
      break;
    answer(Reader, &Indication->Buffer);
  }
  return STATUS_SUCCESS;
}

static const WSK_CLIENT_DATAGRAM_DISPATCH Events = {received};

static VOID NTAPI readCame(WDFQUEUE Queue, WDFREQUEST Reader, size_t Length) {
#if BAD != 1
  NTSTATUS Status = WdfRequestForwardToIoQueue(Reader, Readers);
  if (!NT_SUCCESS(Status))
    WdfRequestComplete(Reader, Status);
#endif
}

static NTSTATUS listen(void) {
  WSK_EVENT_CALLBACK_CONTROL Control = {&NPI_WSK_INTERFACE_ID,
                                        WSK_EVENT_RECEIVE_FROM};
  Socket = openSocket(&Request, WSK_FLAG_DATAGRAM_SOCKET, NULL, &Events);
  if (!Socket)
    return STATUS_UNSUCCESSFUL;
  if (!NT_SUCCESS(bindSocket(&Request, Socket, ANY, 40013)))
    return STATUS_UNSUCCESSFUL;
  return BASIC(Socket)->WskControlSocket(
      Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
      &Control, 0, NULL, NULL, NULL);
}

static NTSTATUS NTAPI start(WDFDEVICE Device) {
  return opInit(&Request) ? listen() : STATUS_INSUFFICIENT_RESOURCES;
}

static VOID NTAPI stopReceiving(WDFDEVICE Device) {
  if (Socket)
    closeSocket(&Request, Socket);
  if (Request.Irp)
    opFree(&Request);
}

static VOID prepare(PWDFDEVICE_INIT Init) {
  WDF_PNPPOWER_EVENT_CALLBACKS Callbacks;
  WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&Callbacks);
  Callbacks.EvtDeviceSelfManagedIoInit = start;
  Callbacks.EvtDeviceSelfManagedIoCleanup = stopReceiving;
  WdfDeviceInitSetPnpPowerEventCallbacks(Init, &Callbacks);
}

static NTSTATUS setUp(WDFDEVICE Device) {
  WDF_IO_QUEUE_CONFIG Config;
  NTSTATUS Status;
  WDF_IO_QUEUE_CONFIG_INIT(&Config, WdfIoQueueDispatchManual);
  Status = WdfIoQueueCreate(Device, &Config, WDF_NO_OBJECT_ATTRIBUTES, &Readers);
  if (!NT_SUCCESS(Status))
    return Status;
  WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&Config, WdfIoQueueDispatchParallel);
  Config.EvtIoRead = readCame;
  return WdfIoQueueCreate(Device, &Config, WDF_NO_OBJECT_ATTRIBUTES,
                          WDF_NO_HANDLE);
}
