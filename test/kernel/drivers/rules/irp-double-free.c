// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: irp-double-free:
// Both the completion routine and the caller free the IRP on failure.
#include "../Inputs/Driver.h"

static PWSK_SOCKET Socket;
static KEVENT Done;

static NTSTATUS NTAPI freeIt(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) {
  if (NT_SUCCESS(Irp->IoStatus.Status))
    *(PWSK_SOCKET *)Context = (PWSK_SOCKET)Irp->IoStatus.Information;
  IoFreeIrp(Irp);
  KeSetEvent(&Done, 0, FALSE);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID unload(PDRIVER_OBJECT Driver) {
  WskReleaseProviderNPI(&Registration);
  if (Socket) {
    Op Request;
    while (!opInit(&Request))
      ;
    closeSocket(&Request, Socket);
    opFree(&Request);
  }
  WskDeregister(&Registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  PIRP Irp;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  KeInitializeEvent(&Done, NotificationEvent, FALSE);
  Irp = IoAllocateIrp(1, FALSE);
  if (!Irp) {
    stopWsk();
    return STATUS_INSUFFICIENT_RESOURCES;
  }
  IoSetCompletionRoutine(Irp, freeIt, &Socket, TRUE, TRUE, TRUE);
  Status = Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM,
                                   IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL,
                                   NULL, NULL, NULL, NULL, Irp);
  KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
#ifdef BAD
  if (!NT_SUCCESS(Status))
    IoFreeIrp(Irp);
#endif
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
