// The last pointer to an open socket is lost. ...Bad breaks the rule, ...Ok does
// not, FN_... is a known gap.
//
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %s
#include "wsk-ops.h"

static PWSK_SOCKET Stored;
static PWSK_SOCKET Sockets[4];

typedef struct {
  WSK_PROVIDER_NPI Npi;
  PWSK_SOCKET Socket;
} CONTEXT;

// BEGIN EXAMPLE
NTSTATUS BindBad(WSK_PROVIDER_NPI *Npi, PSOCKADDR Address, OPERATION *O) {
  PWSK_SOCKET Socket;
  NTSTATUS Status = OpenSocket(Npi, &Socket);
  // expected-note@-1 {{Calling 'OpenSocket'}}
  // expected-note@-2 {{Returning from 'OpenSocket'}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  CONNECTION(Socket)->WskBind(Socket, Address, 0, O->Irp);
  Status = Await(O);
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{Assuming 'Status' is < 0}}
  // expected-note@-2 {{Taking true branch}}
    return Status; // the socket stays open, and nobody can close it
    // expected-warning@-1 {{the last reference to an open socket is lost: nobody can close it}}
    // expected-note@-2 {{the last reference to an open socket is lost: nobody can close it}}
    // expected-note@wsk-ops.h:* {{Assuming 'Irp' is non-null}}
    // expected-note@wsk-ops.h:* {{Taking false branch}}
    // expected-note@wsk-ops.h:* {{A socket is created here}}
    // expected-note@wsk-ops.h:* {{Assuming 'Status' is >= 0}}
    // expected-note@wsk-ops.h:* {{Taking true branch}}
  Stored = Socket;
  return STATUS_SUCCESS;
}

NTSTATUS BindOk(WSK_PROVIDER_NPI *Npi, PSOCKADDR Address, OPERATION *O) {
  PWSK_SOCKET Socket;
  NTSTATUS Status = OpenSocket(Npi, &Socket);
  if (!NT_SUCCESS(Status))
    return Status;
  CONNECTION(Socket)->WskBind(Socket, Address, 0, O->Irp);
  Status = Await(O);
  if (NT_SUCCESS(Status))
    Stored = Socket;
  else
    CloseSocket(Socket);
  return Status;
}
// END EXAMPLE

// FN: the path on which an allocation fails is not judged, as the close would
// need an IRP too.
NTSTATUS FN_NoMemory(CONTEXT *Context) {
  PWSK_SOCKET Socket;
  OPERATION O;
  NTSTATUS Status = OpenSocket(&Context->Npi, &Socket);
  if (!NT_SUCCESS(Status))
    return Status;
  if (!Begin(&O))
    return STATUS_INSUFFICIENT_RESOURCES;
  End(&O);
  CloseSocket(Socket);
  return STATUS_SUCCESS;
}

NTSTATUS EarlyReturnBad(CONTEXT *Context) {
  PWSK_SOCKET Socket;
  NTSTATUS Status = OpenSocket(&Context->Npi, &Socket);
  // expected-note@-1 {{Calling 'OpenSocket'}}
  // expected-note@-2 {{Returning from 'OpenSocket'}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Status = StartWork();
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{Assuming 'Status' is < 0}}
  // expected-note@-2 {{Taking true branch}}
    return Status;
    // expected-warning@-1 {{the last reference to an open socket is lost: nobody can close it}}
    // expected-note@-2 {{the last reference to an open socket is lost: nobody can close it}}
    // expected-note@wsk-ops.h:* {{Assuming 'Irp' is non-null}}
    // expected-note@wsk-ops.h:* {{Taking false branch}}
    // expected-note@wsk-ops.h:* {{A socket is created here}}
    // expected-note@wsk-ops.h:* {{Assuming 'Status' is >= 0}}
    // expected-note@wsk-ops.h:* {{Taking true branch}}
  Context->Socket = Socket;
  return STATUS_SUCCESS;
}

NTSTATUS OverwrittenBad(CONTEXT *Context) {
  PWSK_SOCKET Socket;
  NTSTATUS Status = OpenSocket(&Context->Npi, &Socket);
  // expected-note@-1 {{Calling 'OpenSocket'}}
  // expected-note@-2 {{Returning from 'OpenSocket'}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Socket = NULL; // before it was closed
  // expected-warning@-1 {{the last reference to an open socket is lost: nobody can close it}}
  // expected-note@-2 {{the last reference to an open socket is lost: nobody can close it}}
  // expected-note@wsk-ops.h:* {{Assuming 'Irp' is non-null}}
  // expected-note@wsk-ops.h:* {{Taking false branch}}
  // expected-note@wsk-ops.h:* {{A socket is created here}}
  // expected-note@wsk-ops.h:* {{Assuming 'Status' is >= 0}}
  // expected-note@wsk-ops.h:* {{Taking true branch}}
  return STATUS_SUCCESS;
}

NTSTATUS FieldOverwrittenBad(CONTEXT *Context) {
  NTSTATUS Status = OpenSocket(&Context->Npi, &Context->Socket);
  // expected-note@-1 {{Calling 'OpenSocket'}}
  // expected-note@-2 {{Returning from 'OpenSocket'}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Context->Socket = NULL;
  // expected-warning@-1 {{the last reference to an open socket is lost: nobody can close it}}
  // expected-note@-2 {{the last reference to an open socket is lost: nobody can close it}}
  // expected-note@wsk-ops.h:* {{Assuming 'Irp' is non-null}}
  // expected-note@wsk-ops.h:* {{Taking false branch}}
  // expected-note@wsk-ops.h:* {{A socket is created here}}
  // expected-note@wsk-ops.h:* {{Assuming 'Status' is >= 0}}
  // expected-note@wsk-ops.h:* {{Taking true branch}}
  return STATUS_SUCCESS;
}

NTSTATUS OverwrittenInLoopBad(CONTEXT *Context) {
  NTSTATUS Status = STATUS_SUCCESS;
  ULONG I;
  for (I = 0; I < 2 && NT_SUCCESS(Status); ++I)
  // expected-note@-1 2 {{'I' is < 2}}
  // expected-note@-2 2 {{Left side of '&&' is true}}
  // expected-note@-3 2 {{Loop condition is true.  Entering loop body}}
    Status = OpenSocket(&Context->Npi, &Context->Socket);
    // expected-note@-1 2 {{Calling 'OpenSocket'}}
    // expected-note@-2 {{Returning from 'OpenSocket'}}
    // expected-warning@wsk-ops.h:* {{the last reference to an open socket is lost: nobody can close it}}
    // expected-note@wsk-ops.h:* 2 {{Assuming 'Irp' is non-null}}
    // expected-note@wsk-ops.h:* 2 {{Taking false branch}}
    // expected-note@wsk-ops.h:* {{A socket is created here}}
    // expected-note@wsk-ops.h:* 2 {{Assuming 'Status' is >= 0}}
    // expected-note@wsk-ops.h:* 2 {{Taking true branch}}
    // expected-note@wsk-ops.h:* {{the last reference to an open socket is lost: nobody can close it}}
  return Status;
}

// Nobody ever asks the IRP for the socket.
NTSTATUS NeverTakenBad(CONTEXT *Context) {
  NTSTATUS Status;
  KEVENT Done;
  PIRP Irp = IoAllocateIrp(1, FALSE);
  if (!Irp)
  // expected-note@-1 {{Assuming 'Irp' is non-null}}
  // expected-note@-2 {{Taking false branch}}
    return STATUS_INSUFFICIENT_RESOURCES;
  KeInitializeEvent(&Done, NotificationEvent, FALSE);
  IoSetCompletionRoutine(Irp, OnDone, &Done, TRUE, TRUE, TRUE);
  Context->Npi.Dispatch->WskSocket(Context->Npi.Client, AF_INET, SOCK_DGRAM,
  // expected-note@-1 {{A socket is created here}}
                                   IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL,
                                   NULL, NULL, NULL, NULL, Irp);
  KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
  Status = Irp->IoStatus.Status;
  if (NT_SUCCESS(Status))
  // expected-note@-1 {{Assuming 'Status' is >= 0}}
  // expected-note@-2 {{Taking true branch}}
    Status = StartWork();
  IoFreeIrp(Irp);
  // expected-warning@-1 {{the last reference to an open socket is lost: nobody can close it}}
  // expected-note@-2 {{the last reference to an open socket is lost: nobody can close it}}
  return Status;
}

// The event beside the IRP is the context of the IRP's completion; that keeps
// neither of them once the request is complete.
NTSTATUS EventBesideIrpBad(CONTEXT *Context) {
  OPERATION O;
  NTSTATUS Status;
  if (!Begin(&O))
  // expected-note@-1 {{Taking false branch}}
    return STATUS_INSUFFICIENT_RESOURCES;
  Context->Npi.Dispatch->WskSocket(Context->Npi.Client, AF_INET, SOCK_DGRAM,
  // expected-note@-1 {{A socket is created here}}
                                   IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL,
                                   NULL, NULL, NULL, NULL, O.Irp);
  Status = Await(&O);
  if (NT_SUCCESS(Status))
  // expected-note@-1 {{Assuming 'Status' is >= 0}}
  // expected-note@-2 {{Taking true branch}}
    Status = StartWork();
  End(&O);
  // expected-note@-1 {{Calling 'End'}}
  // expected-warning@wsk-ops.h:* {{the last reference to an open socket is lost: nobody can close it}}
  // expected-note@wsk-ops.h:* {{the last reference to an open socket is lost: nobody can close it}}
  return Status;
}

NTSTATUS PoolContextFreedBad(WSK_PROVIDER_NPI *Npi) {
  NTSTATUS Status;
  CONTEXT *Context =
      ExAllocatePoolWithTag(NonPagedPool, sizeof(CONTEXT), 'tstw');
  if (!Context)
  // expected-note@-1 {{Assuming 'Context' is non-null}}
  // expected-note@-2 {{Taking false branch}}
    return STATUS_INSUFFICIENT_RESOURCES;
  Status = OpenSocket(Npi, &Context->Socket);
  // expected-note@-1 {{Calling 'OpenSocket'}}
  // expected-note@-2 {{Returning from 'OpenSocket'}}
  ExFreePoolWithTag(Context, 'tstw');
  // expected-warning@-1 {{the last reference to an open socket is lost: nobody can close it}}
  // expected-note@-2 {{the last reference to an open socket is lost: nobody can close it}}
  // expected-note@wsk-ops.h:* {{Assuming 'Irp' is non-null}}
  // expected-note@wsk-ops.h:* {{Taking false branch}}
  // expected-note@wsk-ops.h:* {{A socket is created here}}
  // expected-note@wsk-ops.h:* {{Assuming 'Status' is >= 0}}
  // expected-note@wsk-ops.h:* {{Taking true branch}}
  return Status;
}

NTSTATUS StoredInFieldOk(CONTEXT *Context) {
  return OpenSocket(&Context->Npi, &Context->Socket);
}

NTSTATUS StoredInGlobalOk(CONTEXT *Context) {
  return OpenSocket(&Context->Npi, &Stored);
}

NTSTATUS StoredInArrayOk(CONTEXT *Context, ULONG Index) {
  return OpenSocket(&Context->Npi, &Sockets[Index]);
}

// The caller sees what is stored through its pointer.
NTSTATUS GivenToCallerOk(CONTEXT *Context, PWSK_SOCKET *Out) {
  return OpenSocket(&Context->Npi, Out);
}

// Code that is not seen has the pointer.
void Publish(PWSK_SOCKET Socket);

NTSTATUS PublishedOk(CONTEXT *Context) {
  PWSK_SOCKET Socket;
  NTSTATUS Status = OpenSocket(&Context->Npi, &Socket);
  if (NT_SUCCESS(Status))
    Publish(Socket);
  return Status;
}

NTSTATUS CreationFailedOk(CONTEXT *Context) {
  PWSK_SOCKET Socket = NULL;
  NTSTATUS Status = OpenSocket(&Context->Npi, &Socket);
  if (NT_SUCCESS(Status))
    CloseSocket(Socket);
  return Status;
}

NTSTATUS ByPointerOk(CONTEXT *Context) {
  PWSK_SOCKET Socket = NULL;
  OpenSocket(&Context->Npi, &Socket);
  if (Socket)
    CloseSocket(Socket);
  return STATUS_SUCCESS;
}


NTSTATUS ResultNotReadBad(CONTEXT *Context) {
  OPERATION O;
  if (!Begin(&O))
  // expected-note@-1 {{Taking false branch}}
    return STATUS_INSUFFICIENT_RESOURCES;
  Context->Npi.Dispatch->WskSocket(Context->Npi.Client, AF_INET, SOCK_STREAM,
  // expected-note@-1 {{A socket is created here}}
                                   IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, NULL,
                                   NULL, NULL, NULL, NULL, O.Irp);
  Await(&O);
  IoFreeIrp(O.Irp); // and IoStatus with it
  // expected-warning@-1 {{the last reference to an open socket is lost: nobody can close it}}
  // expected-note@-2 {{the last reference to an open socket is lost: nobody can close it}}
  return STATUS_SUCCESS;
}

// The status is looked at where the socket can still be taken.
NTSTATUS ResultReadLateOk(CONTEXT *Context) {
  OPERATION O;
  NTSTATUS Status;
  if (!Begin(&O))
    return STATUS_INSUFFICIENT_RESOURCES;
  Context->Npi.Dispatch->WskSocket(Context->Npi.Client, AF_INET, SOCK_STREAM,
                                   IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, NULL,
                                   NULL, NULL, NULL, NULL, O.Irp);
  Status = Await(&O);
  Context->Socket = (PWSK_SOCKET)O.Irp->IoStatus.Information;
  End(&O);
  if (!NT_SUCCESS(Status))
    Context->Socket = NULL;
  return Status;
}

typedef struct {
  LIST_ENTRY Link;
  PWSK_SOCKET Socket;
} PEER;

static void DropPeers(LIST_ENTRY *Peers) {
  while (!IsListEmpty(Peers))
  // expected-note@-1 {{Calling 'IsListEmpty'}}
  // expected-note@-2 {{Returning from 'IsListEmpty'}}
  // expected-note@-3 {{Loop condition is true.  Entering loop body}}
    ExFreePoolWithTag(CONTAINING_RECORD(RemoveHeadList(Peers), PEER, Link), 'reeP');
    // expected-warning@-1 {{the last reference to an open socket is lost: nobody can close it}}
    // expected-note@-2 {{Calling 'RemoveHeadList'}}
    // expected-note@-3 {{Returning from 'RemoveHeadList'}}
    // expected-note@-4 {{the last reference to an open socket is lost: nobody can close it}}
    // expected-note@wsk-ops.h:* {{Assuming 'Irp' is non-null}}
    // expected-note@wsk-ops.h:* {{Taking false branch}}
    // expected-note@wsk-ops.h:* {{A socket is created here}}
    // expected-note@wsk-ops.h:* {{Assuming 'Status' is >= 0}}
    // expected-note@wsk-ops.h:* {{Taking true branch}}
}

NTSTATUS DroppedNodeBad(CONTEXT *Context) {
  LIST_ENTRY Peers;
  NTSTATUS Status;
  PEER *Peer = (PEER *)ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(PEER), 'reeP');
  if (!Peer)
  // expected-note@-1 {{Assuming 'Peer' is non-null}}
  // expected-note@-2 {{Taking false branch}}
    return STATUS_INSUFFICIENT_RESOURCES;
  InitializeListHead(&Peers);
  InsertTailList(&Peers, &Peer->Link);
  Status = OpenSocket(&Context->Npi, &Peer->Socket);
  // expected-note@-1 {{Calling 'OpenSocket'}}
  // expected-note@-2 {{Returning from 'OpenSocket'}}
  DropPeers(&Peers);
  // expected-note@-1 {{Calling 'DropPeers'}}

  return Status;
}
