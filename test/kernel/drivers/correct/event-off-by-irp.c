// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// Disabling a callback with an IRP: its completion says that none runs any more.
#include "../Inputs/Driver.h"

static PWSK_SOCKET Socket;
static Op Request;
static PULONG Counter;

static NTSTATUS WSKAPI received(PVOID Context, ULONG Flags,
                                PWSK_DATA_INDICATION List, SIZE_T Bytes,
                                SIZE_T *Accepted) {
  if (List)
    ++*(PULONG)Context;
  return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH Events = {received, NULL, NULL};
static WSK_EVENT_CALLBACK_CONTROL Control;

static VOID unload(PDRIVER_OBJECT Driver) {
  Control.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE;
  CONNECTION(Socket)->WskControlSocket(
      Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
      &Control, 0, NULL, NULL, Request.Irp);
  opWait(&Request);
  ExFreePoolWithTag(Counter, TAG);
  opAgain(&Request);
  closeSocket(&Request, Socket);
  opFree(&Request);
  stopWsk();
}

static NTSTATUS start(void) {
  Counter = (PULONG)ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(ULONG), TAG);
  if (!Counter)
    return STATUS_INSUFFICIENT_RESOURCES;
  *Counter = 0;
  Socket = openConnection(&Request, 7, Counter, &Events);
  if (Socket) {
    Control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_RECEIVE;
    CONNECTION(Socket)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(Control), &Control, 0, NULL, NULL, NULL);
    return STATUS_SUCCESS;
  }
  ExFreePoolWithTag(Counter, TAG);
  return STATUS_UNSUCCESSFUL;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (!opInit(&Request)) {
    stopWsk();
    return STATUS_INSUFFICIENT_RESOURCES;
  }
  Status = start();
  if (!NT_SUCCESS(Status)) {
    opFree(&Request);
    stopWsk();
    return Status;
  }
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
