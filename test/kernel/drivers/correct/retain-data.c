// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// The receive callback keeps what it was shown (one list at a time); unload
// stops the callback, gives the list back and closes.
#include "../Inputs/Driver.h"

static PWSK_SOCKET Socket;
static Op Request;
static PVOID volatile Kept;
static WSK_EVENT_CALLBACK_CONTROL Control;

static NTSTATUS WSKAPI received(PVOID Context, ULONG Flags,
                                PWSK_DATA_INDICATION List, SIZE_T Bytes,
                                SIZE_T *Accepted) {
  if (!List || InterlockedCompareExchangePointer(&Kept, List, NULL))
    return STATUS_SUCCESS;
  return STATUS_PENDING;
}

static const WSK_CLIENT_CONNECTION_DISPATCH Events = {received, NULL, NULL};

static VOID unload(PDRIVER_OBJECT Driver) {
  PWSK_DATA_INDICATION List;
  Control.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE;
  CONNECTION(Socket)->WskControlSocket(
      Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
      &Control, 0, NULL, NULL, Request.Irp);
  opWait(&Request);
  opAgain(&Request);
  List = (PWSK_DATA_INDICATION)InterlockedExchangePointer(&Kept, NULL);
  if (List)
    CONNECTION(Socket)->WskRelease(Socket, List);
  closeSocket(&Request, Socket);
  opFree(&Request);
  stopWsk();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (!opInit(&Request)) {
    stopWsk();
    return STATUS_INSUFFICIENT_RESOURCES;
  }
  Socket = openConnection(&Request, 7, NULL, &Events);
  if (!Socket) {
    opFree(&Request);
    stopWsk();
    return STATUS_UNSUCCESSFUL;
  }
  Control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
  Control.EventMask = WSK_EVENT_RECEIVE;
  CONNECTION(Socket)->WskControlSocket(
      Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
      &Control, 0, NULL, NULL, NULL);
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
