// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// Connections come by WskAcceptEvent into a list; the callback is inherited by
// no one. Unload closes the listening socket first, so that the list is final.
#include "../Inputs/Driver.h"

typedef struct {
  LIST_ENTRY Link;
  PWSK_SOCKET Socket;
} CLIENT;

static PWSK_SOCKET Listener;
static Op Request;
static LIST_ENTRY Clients;
static KSPIN_LOCK Lock;

static NTSTATUS WSKAPI accepted(PVOID Context, ULONG Flags, PSOCKADDR Local,
                                PSOCKADDR Remote, PWSK_SOCKET Socket,
                                PVOID *NewContext,
                                const WSK_CLIENT_CONNECTION_DISPATCH **New) {
  CLIENT *Client;
  KIRQL Irql;
  if (!Socket)
    return STATUS_REQUEST_NOT_ACCEPTED;
  Client = (CLIENT *)ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*Client), TAG);
  if (!Client)
    return STATUS_REQUEST_NOT_ACCEPTED;
  Client->Socket = Socket;
  *NewContext = NULL;
  *New = NULL;
  KeAcquireSpinLock(&Lock, &Irql);
  InsertTailList(&Clients, &Client->Link);
  KeReleaseSpinLock(&Lock, Irql);
  return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH Events = {accepted, NULL, NULL};

static void undo(void) {
  if (Listener)
    closeSocket(&Request, Listener);
  while (!IsListEmpty(&Clients)) {
    CLIENT *Client =
        CONTAINING_RECORD(RemoveHeadList(&Clients), CLIENT, Link);
    closeSocket(&Request, Client->Socket);
    ExFreePoolWithTag(Client, TAG);
  }
  opFree(&Request);
  stopWsk();
}

static VOID unload(PDRIVER_OBJECT Driver) { undo(); }

static NTSTATUS start(void) {
  WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID,
                                        WSK_EVENT_ACCEPT};
  NTSTATUS Status;
  Listener = openSocket(&Request, WSK_FLAG_LISTEN_SOCKET, NULL, &Events);
  if (!Listener)
    return STATUS_UNSUCCESSFUL;
  Status = bindSocket(&Request, Listener, ANY, 40011);
  if (!NT_SUCCESS(Status))
    return Status;
  return LISTEN(Listener)->WskControlSocket(
      Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
      sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  InitializeListHead(&Clients);
  KeInitializeSpinLock(&Lock);
  if (!opInit(&Request)) {
    stopWsk();
    return STATUS_INSUFFICIENT_RESOURCES;
  }
  Status = start();
  if (!NT_SUCCESS(Status)) {
    undo();
    return Status;
  }
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
