// RUN: %inspect -verify %s
// The states of a socket: maybe until its status is known, then open or gone.
#include <ntddk.h>
#include <wsk.h>

#include "inspect.h"

static WSK_REGISTRATION Reg;
static PWSK_SOCKET Global;
static PWSK_SOCKET Array[3];
static WSK_PROVIDER_NPI Npi;

struct CONTEXT {
  PWSK_SOCKET Socket;
  ULONG_PTR Handle;
};

static void create(PIRP Irp) {
  Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                          WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, NULL, NULL,
                          NULL, Irp);
}

static void close(PWSK_SOCKET Socket, PIRP Irp) {
  ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
}

void WholeLife(PIRP Irp, PIRP Second) {
  PWSK_SOCKET Socket;
  create(Irp);
  Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
  SOCKET(Socket); // expected-warning{{socket: maybe [}}
  if (!NT_SUCCESS(Irp->IoStatus.Status)) {
    SOCKET(Socket); // expected-warning{{socket: no socket [}}
    return;
  }
  SOCKET(Socket); // expected-warning{{socket: open [}}
  close(Socket, Second);
  SOCKET(Socket); // expected-warning{{socket: closing [}}
}

void Under(PIRP Irp) {
  WSK_PROVIDER_NPI Local;
  if (!NT_SUCCESS(WskCaptureProviderNPI(&Reg, WSK_NO_WAIT, &Local)))
    return;
  Local.Dispatch->WskSocket(Local.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
                            WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL,
                            NULL, Irp);
  if (NT_SUCCESS(Irp->IoStatus.Status))
    SOCKET(Irp->IoStatus.Information); // expected-warning{{socket: open, under 'Reg' [}}
}

// However the status is tested.
void ByEquality(PIRP Irp) {
  create(Irp);
  if (Irp->IoStatus.Status == STATUS_SUCCESS)
    SOCKET(Irp->IoStatus.Information); // expected-warning{{socket: open [}}
  else
    SOCKET(Irp->IoStatus.Information); // expected-warning{{socket: no socket [}}
}

void ByCopyOfStatus(PIRP Irp) {
  NTSTATUS Status;
  create(Irp);
  Status = Irp->IoStatus.Status;
  if (Status < 0)
    return;
  SOCKET(Irp->IoStatus.Information); // expected-warning{{socket: open [}}
}

void BySwitch(PIRP Irp) {
  create(Irp);
  switch (Irp->IoStatus.Status) {
  case STATUS_SUCCESS:
    SOCKET(Irp->IoStatus.Information); // expected-warning{{socket: open [}}
    break;
  case STATUS_INSUFFICIENT_RESOURCES:
    SOCKET(Irp->IoStatus.Information); // expected-warning{{socket: no socket [}}
    break;
  default:
    break;
  }
}

// Storage does not matter: the pointer's value identifies the socket.
void StoredAnywhere(PIRP Irp, struct CONTEXT *Context, unsigned I) {
  create(Irp);
  if (!NT_SUCCESS(Irp->IoStatus.Status))
    return;
  Global = (PWSK_SOCKET)Irp->IoStatus.Information;
  Context->Socket = Global;
  Context->Handle = (ULONG_PTR)Global;
  Array[2] = Global;
  Array[I] = Context->Socket;
  SOCKET(Global);          // expected-warning{{socket: open [}}
  SOCKET(Context->Socket); // expected-warning{{socket: open [}}
  SOCKET(Context->Handle); // expected-warning{{socket: open [}}
  SOCKET(Array[I]);        // expected-warning{{socket: open [}}
}

void ExchangedOut(PIRP Irp) {
  PWSK_SOCKET Old;
  create(Irp);
  if (!NT_SUCCESS(Irp->IoStatus.Status))
    return;
  Global = (PWSK_SOCKET)Irp->IoStatus.Information;
  Old = InterlockedExchangePointer((PVOID *)&Global, NULL);
  SOCKET(Old);    // expected-warning{{socket: open [}}
  SOCKET(Global); // expected-warning{{socket: null [}}
}

// Of a socket nobody saw being made only the close is known.
void Unseen(PWSK_SOCKET Socket, PIRP Irp) {
  SOCKET(Socket); // expected-warning{{socket: no socket [}}
  close(Socket, Irp);
  SOCKET(Socket); // expected-warning{{socket: closing [}}
}

void AcceptedByCall(PWSK_SOCKET Listener, PIRP Irp) {
  ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)
      ->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Irp);
  SOCKET(Irp->IoStatus.Information); // expected-warning{{socket: maybe, accepted [}}
  if (NT_SUCCESS(Irp->IoStatus.Status))
    SOCKET(Irp->IoStatus.Information); // expected-warning{{socket: open, accepted [}}
}

void ConnectedByCall(PIRP Irp, PSOCKADDR Local, PSOCKADDR Remote) {
  Npi.Dispatch->WskSocketConnect(Npi.Client, SOCK_STREAM, IPPROTO_TCP, Local,
                                 Remote, 0, NULL, NULL, NULL, NULL, NULL, Irp);
  if (NT_SUCCESS(Irp->IoStatus.Status))
    SOCKET(Irp->IoStatus.Information); // expected-warning{{socket: open [}}
}

// Other calls change nothing about the socket.
void UsedOpen(PIRP Irp, PIRP Second, PSOCKADDR Address, PWSK_BUF Buffer) {
  PWSK_SOCKET Socket;
  const WSK_PROVIDER_CONNECTION_DISPATCH *Table;
  create(Irp);
  if (!NT_SUCCESS(Irp->IoStatus.Status))
    return;
  Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
  Table = Socket->Dispatch;
  Table->WskBind(Socket, Address, 0, Second);
  SOCKET(Socket); // expected-warning{{socket: open [}}
  Table->WskSend(Socket, Buffer, 0, Second);
  Table->WskDisconnect(Socket, NULL, 0, Second);
  SOCKET(Socket); // expected-warning{{socket: open [}}
}

void InUnknownHands(PIRP Irp) {
  void Elsewhere(PWSK_SOCKET);
  PWSK_SOCKET Socket;
  create(Irp);
  if (!NT_SUCCESS(Irp->IoStatus.Status))
    return;
  Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
  Elsewhere(Socket);
  SOCKET(Socket); // expected-warning{{socket: open, escaped [}}
}

// Two calls of one line are two sockets.
void TwoSockets(PIRP A, PIRP B, PIRP Closing) {
  create(A);
  create(B);
  if (!NT_SUCCESS(A->IoStatus.Status) || !NT_SUCCESS(B->IoStatus.Status))
    return;
  close((PWSK_SOCKET)A->IoStatus.Information, Closing);
  SOCKET(A->IoStatus.Information); // expected-warning{{socket: closing [}}
  SOCKET(B->IoStatus.Information); // expected-warning{{socket: open [}}
}
