// RUN: not %wsk-check %s | FileCheck %s
// A defect ends every path before the table's routine runs. That routine is not
// hidden: what it undoes, it would have found as DriverEntry leaves it.
#include <ntddk.h>
#include <wsk.h>

typedef struct _PEER {
  LIST_ENTRY Link;
  PWSK_SOCKET Socket;
} PEER;

typedef struct _MODULE {
  NTSTATUS (*Start)(void);
} MODULE;

static const WSK_CLIENT_DISPATCH Dispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};
static WSK_REGISTRATION First, Second;
static WSK_PROVIDER_NPI FirstNpi, SecondNpi;
static LIST_ENTRY Peers;

static NTSTATUS NTAPI Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Event) {
  UNREFERENCED_PARAMETER(Device);
  UNREFERENCED_PARAMETER(Irp);
  KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS Open(PEER *Peer, PIRP Irp, PKEVENT Event) {
  IoReuseIrp(Irp, STATUS_SUCCESS);
  IoSetCompletionRoutine(Irp, Done, Event, TRUE, TRUE, TRUE);
  SecondNpi.Dispatch->WskSocket(SecondNpi.Client, AF_INET, SOCK_DGRAM,
                                IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL,
                                NULL, NULL, NULL, NULL, Irp);
  KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
  if (!NT_SUCCESS(Irp->IoStatus.Status))
    return Irp->IoStatus.Status;
  Peer->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
  InsertTailList(&Peers, &Peer->Link);
  return STATUS_SUCCESS;
}

static void CloseAll(PIRP Irp, PKEVENT Event) {
  while (!IsListEmpty(&Peers)) {
    PEER *Peer = CONTAINING_RECORD(RemoveHeadList(&Peers), PEER, Link);
    IoReuseIrp(Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(Irp, Done, Event, TRUE, TRUE, TRUE);
    ((const WSK_PROVIDER_BASIC_DISPATCH *)Peer->Socket->Dispatch)
        ->WskCloseSocket(Peer->Socket, Irp);
    KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
    ExFreePoolWithTag(Peer, 'reeP');
  }
}

static NTSTATUS StartSecond(void) {
  WSK_CLIENT_NPI Client = {NULL, &Dispatch};
  KEVENT Event;
  PEER *Peer;
  NTSTATUS Status;
  PIRP Irp = IoAllocateIrp(1, FALSE);

  if (Irp == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  KeInitializeEvent(&Event, SynchronizationEvent, FALSE);
  Status = WskRegister(&Client, &Second);
  if (!NT_SUCCESS(Status))
    goto Free;
  Status = WskCaptureProviderNPI(&Second, WSK_NO_WAIT, &SecondNpi);
  if (NT_SUCCESS(Status)) {
    Peer = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*Peer), 'reeP');
    if (Peer != NULL && !NT_SUCCESS(Open(Peer, Irp, &Event)))
      ExFreePoolWithTag(Peer, 'reeP');
    CloseAll(Irp, &Event);
    WskReleaseProviderNPI(&Second);
  }
  WskDeregister(&Second);
Free:
  IoFreeIrp(Irp);
  return Status;
}

static NTSTATUS StartFirst(void) {
  NTSTATUS Status = WskCaptureProviderNPI(&First, WSK_NO_WAIT, &FirstNpi);
  if (NT_SUCCESS(Status))
    WskReleaseProviderNPI(&First);
  return Status;
}

static const MODULE Modules[] = {{StartFirst}, {StartSecond}};

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  ULONG I;

  UNREFERENCED_PARAMETER(Driver);
  UNREFERENCED_PARAMETER(Path);
  InitializeListHead(&Peers);
  for (I = 0; I != RTL_NUMBER_OF(Modules); ++I)
    Modules[I].Start();
  return STATUS_UNSUCCESSFUL;
}

// CHECK: [wsk-registration-used-uninitialised]
// CHECK: Driver behind-defect: 1 finding
