// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// The callback keeps one list of datagrams; unload gives it back, then closes.
#include "../Inputs/Driver.h"

static PWSK_SOCKET Socket;
static Op Request;

static PVOID volatile Kept;
static BOOLEAN Bound;
static WSK_EVENT_CALLBACK_CONTROL Control;

static NTSTATUS WSKAPI received(PVOID Context, ULONG Flags,
                                PWSK_DATAGRAM_INDICATION List) {
  if (!List || InterlockedCompareExchangePointer(&Kept, List, NULL))
    return STATUS_SUCCESS;
  return STATUS_PENDING;
}

static const WSK_CLIENT_DATAGRAM_DISPATCH Events = {received};

static void stopEvents(void) {
  PWSK_DATAGRAM_INDICATION List;
  Control.EventMask = WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISABLE;
  DATAGRAM(Socket)->WskControlSocket(
      Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
      &Control, 0, NULL, NULL, Request.Irp);
  opWait(&Request);
  opAgain(&Request);
  List = (PWSK_DATAGRAM_INDICATION)InterlockedExchangePointer(&Kept, NULL);
  if (List)
    DATAGRAM(Socket)->WskRelease(Socket, List);
}

static VOID unload(PDRIVER_OBJECT Driver) {
  if (Bound)
    stopEvents();
  closeSocket(&Request, Socket);
  opFree(&Request);
  stopWsk();
}

static void use(void) {
  Control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
  Control.EventMask = WSK_EVENT_RECEIVE_FROM;
  Bound = NT_SUCCESS(bindSocket(&Request, Socket, ANY, 40014));
  if (Bound)
    DATAGRAM(Socket)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (!opInit(&Request)) {
    stopWsk();
    return STATUS_INSUFFICIENT_RESOURCES;
  }
  Socket = openSocket(&Request, WSK_FLAG_DATAGRAM_SOCKET, NULL, &Events);
  if (!Socket) {
    opFree(&Request);
    stopWsk();
    return STATUS_UNSUCCESSFUL;
  }
  Driver->DriverUnload = unload;
  use();
  return STATUS_SUCCESS;
}
