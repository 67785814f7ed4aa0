// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// The callback takes half of what it is shown; WskReceive takes the rest and
// switches the callback on again.
#include "../Inputs/Driver.h"

static PWSK_SOCKET Socket;
static Op Request;
static KEVENT Waiting;

static NTSTATUS WSKAPI received(PVOID Context, ULONG Flags,
                                PWSK_DATA_INDICATION List, SIZE_T Bytes,
                                SIZE_T *Accepted) {
  if (!List)
    return STATUS_SUCCESS;
  if (Bytes < 2)
    return STATUS_DATA_NOT_ACCEPTED;
  *Accepted = Bytes / 2;
  KeSetEvent(&Waiting, 0, FALSE);
  return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH Events = {received, NULL, NULL};

static VOID unload(PDRIVER_OBJECT Driver) {
  Data Memory;
  if (KeReadStateEvent(&Waiting) && dataInit(&Memory, 64)) {
    CONNECTION(Socket)->WskReceive(Socket, &Memory.Buf, 0, Request.Irp);
    opWait(&Request);
    opAgain(&Request);
    dataFree(&Memory);
  }
  closeSocket(&Request, Socket);
  opFree(&Request);
  stopWsk();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID,
                                        WSK_EVENT_RECEIVE};
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  KeInitializeEvent(&Waiting, NotificationEvent, FALSE);
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
  CONNECTION(Socket)->WskControlSocket(
      Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
      &Control, 0, NULL, NULL, NULL);
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
