// RUN: %wsk-check --quiet %s -- -I %S/Inputs -I %S/../model/Inputs
// WskDeregister waits for sockets to be closed and NPIs to be released by
// others: work queued before it may still do that, so nothing is proved.
#include "stages.h"

static WSK_PROVIDER_NPI Npi;
static PWSK_SOCKET Socket;
static PIRP Irp;
static PIO_WORKITEM Item;
static PDEVICE_OBJECT Device;

static VOID NTAPI CloseWork(PDEVICE_OBJECT Object, PVOID Context) {
  ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
  WskReleaseProviderNPI(&Reg);
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  IoQueueWorkItem(Item, CloseWork, DelayedWorkQueue, NULL);
  WskDeregister(&Reg);
  IoFreeWorkItem(Item);
  IoFreeIrp(Irp);
  IoDeleteDevice(Device);
}

static NTSTATUS open(void) {
  NTSTATUS Status = WskCaptureProviderNPI(&Reg, WSK_INFINITE_WAIT, &Npi);
  if (!NT_SUCCESS(Status))
    return Status;
  Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
                          WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL,
                          NULL, Irp);
  Status = Irp->IoStatus.Status;
  if (NT_SUCCESS(Status))
    Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
  else
    WskReleaseProviderNPI(&Reg);
  return Status;
}

static NTSTATUS start(void) {
  NTSTATUS Status = WskRegister(&Client, &Reg);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = open();
  if (!NT_SUCCESS(Status))
    WskDeregister(&Reg);
  return Status;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = IoCreateDevice(Driver, 0, NULL, FILE_DEVICE_NETWORK, 0,
                                   FALSE, &Device);
  if (!NT_SUCCESS(Status))
    return Status;
  Irp = IoAllocateIrp(1, FALSE);
  Item = IoAllocateWorkItem(Device);
  Status = Irp && Item ? start() : STATUS_NO_MEMORY;
  if (!NT_SUCCESS(Status)) {
    if (Irp)
      IoFreeIrp(Irp);
    if (Item)
      IoFreeWorkItem(Item);
    IoDeleteDevice(Device);
  }
  Driver->DriverUnload = Unload;
  return Status;
}
