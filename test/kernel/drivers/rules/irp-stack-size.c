// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: irp-stack-size:
// An IRP without a stack location.
#include "../Inputs/Driver.h"

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  PIRP Irp;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
#ifdef BAD
  Irp = IoAllocateIrp(0, FALSE);
  if (Irp)
    Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                            WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL,
                            NULL, Irp);
#else
  Irp = IoAllocateIrp(1, FALSE);
#endif
  if (Irp)
    IoFreeIrp(Irp);
  stopWsk();
  return STATUS_UNSUCCESSFUL;
}
