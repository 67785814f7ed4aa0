// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// The same by hand: one IRP for all calls, a ladder of labels for the way back.
#include "../Inputs/Driver.h"

static NTSTATUS once(void) {
  SOCKADDR_IN Local = ipv4(ANY, 0), Remote = ipv4(LOOPBACK, 7);
  KEVENT Done;
  PIRP Irp;
  PWSK_SOCKET Socket;
  NTSTATUS Status;

  KeInitializeEvent(&Done, NotificationEvent, FALSE);
  Irp = IoAllocateIrp(1, FALSE);
  if (!Irp)
    return STATUS_INSUFFICIENT_RESOURCES;
  IoSetCompletionRoutine(Irp, opDone, &Done, TRUE, TRUE, TRUE);
  Status = Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM,
                                   IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET,
                                   NULL, NULL, NULL, NULL, NULL, Irp);
  if (Status == STATUS_PENDING) {
    KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
  }
  if (!NT_SUCCESS(Status))
    goto FreeIrp;
  Socket = (PWSK_SOCKET)Irp->IoStatus.Information;

  IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
  KeClearEvent(&Done);
  IoSetCompletionRoutine(Irp, opDone, &Done, TRUE, TRUE, TRUE);
  Status = CONNECTION(Socket)->WskBind(Socket, (PSOCKADDR)&Local, 0, Irp);
  if (Status == STATUS_PENDING) {
    KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
  }
  if (!NT_SUCCESS(Status))
    goto Close;

  IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
  KeClearEvent(&Done);
  IoSetCompletionRoutine(Irp, opDone, &Done, TRUE, TRUE, TRUE);
  Status = CONNECTION(Socket)->WskConnect(Socket, (PSOCKADDR)&Remote, 0, Irp);
  if (Status == STATUS_PENDING) {
    KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
  }

Close:
  IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
  KeClearEvent(&Done);
  IoSetCompletionRoutine(Irp, opDone, &Done, TRUE, TRUE, TRUE);
  if (CONNECTION(Socket)->WskCloseSocket(Socket, Irp) == STATUS_PENDING)
    KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
FreeIrp:
  IoFreeIrp(Irp);
  return Status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  Status = once();
  stopWsk();
  return STATUS_UNSUCCESSFUL;
}
