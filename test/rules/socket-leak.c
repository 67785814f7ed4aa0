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
NTSTATUS ConnectBad(WSK_PROVIDER_NPI *Npi, PSOCKADDR Address) {
  PWSK_SOCKET Socket;
  OPERATION O;
  NTSTATUS Status = OpenSocket(Npi, &Socket);
  if (!NT_SUCCESS(Status))
    return Status;
  if (!Begin(&O))
    return STATUS_INSUFFICIENT_RESOURCES; // the socket stays open
  CONNECTION(Socket)->WskBind(Socket, Address, 0, O.Irp);
  Status = Await(&O);
  End(&O);
  if (!NT_SUCCESS(Status))
    return Status; // and here
  Stored = Socket;
  return STATUS_SUCCESS;
}

NTSTATUS ConnectOk(WSK_PROVIDER_NPI *Npi, PSOCKADDR Address) {
  PWSK_SOCKET Socket;
  OPERATION O;
  NTSTATUS Status;
  if (!Begin(&O)) // what can fail without the socket comes first
    return STATUS_INSUFFICIENT_RESOURCES;
  Status = OpenSocket(Npi, &Socket);
  if (!NT_SUCCESS(Status))
    goto End;
  CONNECTION(Socket)->WskBind(Socket, Address, 0, O.Irp);
  Status = Await(&O);
  if (NT_SUCCESS(Status))
    Stored = Socket;
  else
    CloseSocket(Socket);
End:
  End(&O);
  return Status;
}
// END EXAMPLE

NTSTATUS EarlyReturnBad(CONTEXT *Context) {
  PWSK_SOCKET Socket;
  NTSTATUS Status = OpenSocket(&Context->Npi, &Socket);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = StartWork();
  if (!NT_SUCCESS(Status))
    return Status;
  Context->Socket = Socket;
  return STATUS_SUCCESS;
}

NTSTATUS OverwrittenBad(CONTEXT *Context) {
  PWSK_SOCKET Socket;
  NTSTATUS Status = OpenSocket(&Context->Npi, &Socket);
  if (!NT_SUCCESS(Status))
    return Status;
  Socket = NULL; // before it was closed
  return STATUS_SUCCESS;
}

NTSTATUS FieldOverwrittenBad(CONTEXT *Context) {
  NTSTATUS Status = OpenSocket(&Context->Npi, &Context->Socket);
  if (!NT_SUCCESS(Status))
    return Status;
  Context->Socket = NULL;
  return STATUS_SUCCESS;
}

// Nobody ever asks the IRP for the socket.
NTSTATUS NeverTakenBad(CONTEXT *Context) {
  OPERATION O;
  NTSTATUS Status;
  if (!Begin(&O))
    return STATUS_INSUFFICIENT_RESOURCES;
  Context->Npi.Dispatch->WskSocket(Context->Npi.Client, AF_INET, SOCK_DGRAM,
                                   IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL,
                                   NULL, NULL, NULL, NULL, O.Irp);
  Status = Await(&O);
  if (NT_SUCCESS(Status))
    Status = StartWork();
  End(&O);
  return Status;
}

NTSTATUS PoolContextFreedBad(WSK_PROVIDER_NPI *Npi) {
  NTSTATUS Status;
  CONTEXT *Context =
      ExAllocatePoolWithTag(NonPagedPool, sizeof(CONTEXT), 'tstw');
  if (!Context)
    return STATUS_INSUFFICIENT_RESOURCES;
  Status = OpenSocket(Npi, &Context->Socket);
  ExFreePoolWithTag(Context, 'tstw');
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
// expected-no-diagnostics

