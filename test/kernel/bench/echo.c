// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %python %S/../tests/Inputs/echo_client.py %wsk-kernel %s 40013 | FileCheck %s
// RUN: %wsk-kernel explore --schedules 3000 %s
// CHECK: connections echoed: 20
// CHECK: no violation
// An echo server for many connections, as tools/bench --kernel measures it. The
// completion of each request begins the next one with the same IRP.
#include "../drivers/Inputs/Driver.h"

#define ROOM 2048

typedef struct {
  PWSK_SOCKET Socket;
  PIRP Irp;
  Data Memory;
  enum { Receiving, Sending, Closing } Now;
} CLIENT;

static PWSK_SOCKET Listener;
static Op Request;
static volatile LONG Clients = 1; // and the listener
static KEVENT AllGone;

static NTSTATUS NTAPI completed(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context);

static void goneOne(void) {
  if (InterlockedDecrement(&Clients) == 0)
    KeSetEvent(&AllGone, IO_NO_INCREMENT, FALSE);
}

static void freeClient(CLIENT *Client) {
  dataFree(&Client->Memory);
  IoFreeIrp(Client->Irp);
  ExFreePoolWithTag(Client, TAG);
}

static void begin(CLIENT *Client, ULONG Length) {
  Client->Memory.Buf.Length = Length;
  IoReuseIrp(Client->Irp, STATUS_UNSUCCESSFUL);
  IoSetCompletionRoutine(Client->Irp, completed, Client, TRUE, TRUE, TRUE);
  if (Client->Now == Receiving)
    CONNECTION(Client->Socket)
        ->WskReceive(Client->Socket, &Client->Memory.Buf, 0, Client->Irp);
  else if (Client->Now == Sending)
    CONNECTION(Client->Socket)
        ->WskSend(Client->Socket, &Client->Memory.Buf, 0, Client->Irp);
  else
    BASIC(Client->Socket)->WskCloseSocket(Client->Socket, Client->Irp);
}

static NTSTATUS NTAPI completed(PDEVICE_OBJECT Device, PIRP Irp,
                                PVOID Context) {
  CLIENT *Client = Context;
  SIZE_T Moved = Irp->IoStatus.Information;
  BOOLEAN Good = NT_SUCCESS(Irp->IoStatus.Status) && Moved != 0;
  if (Client->Now == Closing) {
    freeClient(Client);
    goneOne();
    return STATUS_MORE_PROCESSING_REQUIRED;
  }
  Client->Now = !Good                       ? Closing
                : Client->Now == Receiving ? Sending
                                           : Receiving;
  begin(Client, Client->Now == Sending ? (ULONG)Moved : ROOM);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

static CLIENT *newClient(void) {
  CLIENT *Client = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*Client), TAG);
  if (!Client)
    return NULL;
  Client->Now = Receiving;
  Client->Irp = IoAllocateIrp(1, FALSE);
  if (Client->Irp && dataInit(&Client->Memory, ROOM))
    return Client;
  if (Client->Irp)
    IoFreeIrp(Client->Irp);
  ExFreePoolWithTag(Client, TAG);
  return NULL;
}

static NTSTATUS WSKAPI accepted(PVOID Context, ULONG Flags, PSOCKADDR Local,
                                PSOCKADDR Remote, PWSK_SOCKET Socket,
                                PVOID *NewContext,
                                const WSK_CLIENT_CONNECTION_DISPATCH **New) {
  CLIENT *Client = Socket ? newClient() : NULL;
  if (!Client)
    return STATUS_REQUEST_NOT_ACCEPTED;
  InterlockedIncrement(&Clients);
  Client->Socket = Socket;
  *NewContext = Client;
  *New = NULL;
  begin(Client, ROOM);
  return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH Events = {accepted, NULL, NULL};

/// Connections end when their clients do.
static VOID unload(PDRIVER_OBJECT Driver) {
  closeSocket(&Request, Listener);
  goneOne();
  KeWaitForSingleObject(&AllGone, Executive, KernelMode, FALSE, NULL);
  opFree(&Request);
  stopWsk();
}

static NTSTATUS listen(void) {
  WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID,
                                        WSK_EVENT_ACCEPT};
  NTSTATUS Status;
  Listener = openSocket(&Request, WSK_FLAG_LISTEN_SOCKET, NULL, &Events);
  if (!Listener)
    return STATUS_UNSUCCESSFUL;
  Status = bindSocket(&Request, Listener, ANY, 40013);
  if (NT_SUCCESS(Status))
    Status = LISTEN(Listener)->WskControlSocket(
        Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(Control), &Control, 0, NULL, NULL, NULL);
  if (!NT_SUCCESS(Status))
    closeSocket(&Request, Listener);
  return Status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  KeInitializeEvent(&AllGone, NotificationEvent, FALSE);
  Status = STATUS_INSUFFICIENT_RESOURCES;
  if (opInit(&Request)) {
    Status = listen();
    if (NT_SUCCESS(Status)) {
      Driver->DriverUnload = unload;
      return Status;
    }
    opFree(&Request);
  }
  stopWsk();
  return Status;
}
