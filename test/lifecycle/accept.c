// RUN: %inspect -verify %s
// WskAcceptEvent gets a socket, which it takes by returning success, or NULL
// when the listener is dead.
#include "stages.h"

static PWSK_SOCKET Listener, Taken;
static WSK_PROVIDER_NPI Npi;
static ULONG Context = 7;

static NTSTATUS WSKAPI Accept(PVOID SocketContext, ULONG Flags,
                              PSOCKADDR Local, PSOCKADDR Remote,
                              PWSK_SOCKET Socket, PVOID *AcceptContext,
                              const WSK_CLIENT_CONNECTION_DISPATCH **Dispatch) {
  VALUE(*(ULONG *)SocketContext); // expected-warning{{value: 7 [}}
  if (!Socket) {
    SOCKET(Socket); // expected-warning{{socket: null [}}
    return STATUS_REQUEST_NOT_ACCEPTED;
  }
  SOCKET(Socket); // expected-warning{{socket: offered, accepted [}}
  if (Flags == WSK_FLAG_AT_DISPATCH_LEVEL)
    return STATUS_REQUEST_NOT_ACCEPTED;
  Taken = Socket;
  return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH Callbacks = {Accept, NULL, NULL};

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  if (Taken)
    SOCKET(Taken); // expected-warning{{socket: open, accepted [}}
  else
    WskInspect(); // expected-warning{{state: 'Reg': registered captures=1; socket: open [}}
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  PIRP Irp = IoAllocateIrp(1, FALSE);
  if (!Irp)
    return STATUS_NO_MEMORY;
  Driver->DriverUnload = Unload;
  if (!NT_SUCCESS(WskRegister(&Client, &Reg)))
    return STATUS_UNSUCCESSFUL;
  if (!NT_SUCCESS(WskCaptureProviderNPI(&Reg, WSK_INFINITE_WAIT, &Npi)))
    return STATUS_UNSUCCESSFUL;
  Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                          WSK_FLAG_LISTEN_SOCKET, &Context, &Callbacks, NULL,
                          NULL, NULL, Irp);
  if (!NT_SUCCESS(Irp->IoStatus.Status))
    return STATUS_UNSUCCESSFUL;
  Listener = (PWSK_SOCKET)Irp->IoStatus.Information;
  return STATUS_SUCCESS;
}
