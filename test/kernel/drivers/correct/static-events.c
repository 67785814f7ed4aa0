// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// Events switched on for all sockets of the client before the first is made.
#include "../Inputs/Driver.h"

static PWSK_SOCKET Socket;
static Op Request;
static volatile LONG Datagrams;

static NTSTATUS WSKAPI received(PVOID Context, ULONG Flags,
                                PWSK_DATAGRAM_INDICATION List) {
  if (List)
    InterlockedIncrement(&Datagrams);
  return STATUS_SUCCESS;
}

static const WSK_CLIENT_DATAGRAM_DISPATCH Events = {received};

static VOID unload(PDRIVER_OBJECT Driver) {
  closeSocket(&Request, Socket);
  opFree(&Request);
  stopWsk();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID,
                                        WSK_EVENT_RECEIVE_FROM};
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  Npi.Dispatch->WskControlClient(Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                 sizeof(Control), &Control, 0, NULL, NULL, NULL);
  if (opInit(&Request)) {
    Socket = openSocket(&Request, WSK_FLAG_DATAGRAM_SOCKET, NULL, &Events);
    if (Socket) {
      bindSocket(&Request, Socket, ANY, 40018);
      Driver->DriverUnload = unload;
      return STATUS_SUCCESS;
    }
    opFree(&Request);
  }
  stopWsk();
  return STATUS_UNSUCCESSFUL;
}
