// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// Connections are inspected: the first is left pending and decided by unload,
// the others are accepted at once. All that were accepted are closed.
#include "../Inputs/Driver.h"

static PWSK_SOCKET Listener;
static Op Request;
static WSK_INSPECT_ID Pending;
static volatile LONG IsPending;
static PWSK_SOCKET Accepted[8];
static volatile LONG Count;

static NTSTATUS WSKAPI accepted(PVOID Context, ULONG Flags, PSOCKADDR Local,
                                PSOCKADDR Remote, PWSK_SOCKET Socket,
                                PVOID *NewContext,
                                const WSK_CLIENT_CONNECTION_DISPATCH **New) {
  LONG Mine;
  if (!Socket)
    return STATUS_REQUEST_NOT_ACCEPTED;
  Mine = InterlockedIncrement(&Count) - 1;
  if (Mine >= ARRAYSIZE(Accepted))
    return STATUS_REQUEST_NOT_ACCEPTED;
  Accepted[Mine] = Socket;
  *NewContext = NULL;
  *New = NULL;
  return STATUS_SUCCESS;
}

static WSK_INSPECT_ACTION WSKAPI inspected(PVOID Context, PSOCKADDR Local,
                                           PSOCKADDR Remote,
                                           PWSK_INSPECT_ID Id) {
  if (!Id)
    return WskInspectReject;
  if (InterlockedCompareExchange(&IsPending, 2, 0))
    return WskInspectAccept;
  Pending = *Id;
  InterlockedExchange(&IsPending, 1);
  return WskInspectPend;
}

static NTSTATUS WSKAPI aborted(PVOID Context, PWSK_INSPECT_ID Id) {
  return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH Events = {accepted, inspected, aborted};

static void undo(void) {
  int I;
  closeSocket(&Request, Listener);
  for (I = 0; I < ARRAYSIZE(Accepted); ++I)
    if (Accepted[I])
      closeSocket(&Request, Accepted[I]);
  opFree(&Request);
  stopWsk();
}

static VOID unload(PDRIVER_OBJECT Driver) {
  if (IsPending == 1) {
    LISTEN(Listener)->WskInspectComplete(Listener, &Pending, WskInspectAccept,
                                         Request.Irp);
    opWait(&Request);
    opAgain(&Request);
  }
  undo();
}

static NTSTATUS start(void) {
  WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID,
                                        WSK_EVENT_ACCEPT};
  ULONG On = 1;
  NTSTATUS Status;
  LISTEN(Listener)->WskControlSocket(Listener, WskSetOption,
                                     SO_CONDITIONAL_ACCEPT, SOL_SOCKET,
                                     sizeof(On), &On, 0, NULL, NULL,
                                     Request.Irp);
  Status = opWait(&Request);
  opAgain(&Request);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = bindSocket(&Request, Listener, ANY, 40016);
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
  if (!opInit(&Request)) {
    stopWsk();
    return STATUS_INSUFFICIENT_RESOURCES;
  }
  Listener = openSocket(&Request, WSK_FLAG_LISTEN_SOCKET, NULL, &Events);
  if (!Listener) {
    opFree(&Request);
    stopWsk();
    return STATUS_UNSUCCESSFUL;
  }
  Status = start();
  if (!NT_SUCCESS(Status)) {
    undo();
    return Status;
  }
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
