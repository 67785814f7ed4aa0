// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// Data of a connection comes by WskReceiveEvent and is copied; the end of the
// connection by WskDisconnectEvent. Unload closes, which ends the callbacks.
#include "../Inputs/Driver.h"

typedef struct {
  volatile LONG Bytes;
  BOOLEAN Ended;
} CONTEXT_OF_CONNECTION;

static CONTEXT_OF_CONNECTION State;
static PWSK_SOCKET Socket;
static Op Request;

static NTSTATUS WSKAPI received(PVOID Context, ULONG Flags,
                                PWSK_DATA_INDICATION List, SIZE_T Bytes,
                                SIZE_T *Accepted) {
  CONTEXT_OF_CONNECTION *Mine = (CONTEXT_OF_CONNECTION *)Context;
  if (!List) {
    Mine->Ended = TRUE;
    return STATUS_SUCCESS;
  }
  InterlockedExchangeAdd(&Mine->Bytes, (LONG)Bytes);
  return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI disconnected(PVOID Context, ULONG Flags) {
  ((CONTEXT_OF_CONNECTION *)Context)->Ended = TRUE;
  return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH Events = {received, disconnected,
                                                      NULL};

static VOID unload(PDRIVER_OBJECT Driver) {
  closeSocket(&Request, Socket);
  opFree(&Request);
  stopWsk();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  WSK_EVENT_CALLBACK_CONTROL Control = {
      (PNPIID)&NPI_WSK_INTERFACE_ID,
      WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT};
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (!opInit(&Request)) {
    stopWsk();
    return STATUS_INSUFFICIENT_RESOURCES;
  }
  Socket = openConnection(&Request, 7, &State, &Events);
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
