// RUN: %inspect -verify=open %s
// RUN: %inspect -DCLOSED -verify=closed %s
// Events of a socket come while it is open, with the context it was made with,
// and not once it is closed.
#include "stages.h"

static WSK_PROVIDER_NPI Npi;
static PWSK_SOCKET Socket;
static ULONG Digit = 1;

static NTSTATUS WSKAPI Receive(PVOID Context, ULONG Flags,
                               PWSK_DATA_INDICATION Data, SIZE_T Length,
                               SIZE_T *Accepted) {
  step(*(ULONG *)Context);
  return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH Callbacks = {Receive, NULL, NULL};

static void close(PIRP Irp) {
  ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  // open-warning@+3{{value: 0 [}}
  // open-warning@+2{{value: 1 [}}
  // closed-warning@+1{{value: 0 [}}
  VALUE(Trace);
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
                          WSK_FLAG_CONNECTION_SOCKET, &Digit, &Callbacks, NULL,
                          NULL, NULL, Irp);
  if (!NT_SUCCESS(Irp->IoStatus.Status))
    return STATUS_UNSUCCESSFUL;
  Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
#ifdef CLOSED
  close(Irp);
#endif
  return STATUS_SUCCESS;
}
