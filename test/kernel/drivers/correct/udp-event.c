// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// Datagrams come by WskReceiveFromEvent, switched on for this socket.
#include "../Inputs/Driver.h"

static PWSK_SOCKET Socket;
static Op Request;

static volatile LONG Datagrams;

static NTSTATUS WSKAPI received(PVOID Context, ULONG Flags,
                                PWSK_DATAGRAM_INDICATION List) {
  for (; List; List = List->Next)
    InterlockedIncrement(&Datagrams);
  return STATUS_SUCCESS;
}

static const WSK_CLIENT_DATAGRAM_DISPATCH Events = {received};

static VOID unload(PDRIVER_OBJECT Driver) {
  closeSocket(&Request, Socket);
  opFree(&Request);
  stopWsk();
}

static void use(void) {
  WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID,
                                        WSK_EVENT_RECEIVE_FROM};
  if (NT_SUCCESS(bindSocket(&Request, Socket, ANY, 40013)))
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
