// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// __try and __finally give everything back, also when probing memory raises.
#include "../Inputs/Driver.h"

static void send(Op *Request, PWSK_SOCKET Socket, PVOID Bytes) {
  BOOLEAN Locked = FALSE;
  PMDL Mdl = IoAllocateMdl(Bytes, 16, FALSE, FALSE, NULL);
  if (!Mdl)
    return;
  __try {
    __try {
      WSK_BUF Buffer = {Mdl, 0, 16};
      MmProbeAndLockPages(Mdl, KernelMode, IoReadAccess);
      Locked = TRUE;
      CONNECTION(Socket)->WskSend(Socket, &Buffer, 0, Request->Irp);
      opWait(Request);
      opAgain(Request);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
    }
  } __finally {
    if (Locked)
      MmUnlockPages(Mdl);
    IoFreeMdl(Mdl);
  }
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  PVOID Bytes = NULL;
  Op Request = {NULL};
  PWSK_SOCKET Socket = NULL;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  __try {
    Bytes = ExAllocatePoolWithTag(PagedPool, 16, TAG);
    if (!Bytes || !opInit(&Request))
      __leave;
    Socket = openConnection(&Request, 7, NULL, NULL);
    if (Socket)
      send(&Request, Socket, Bytes);
  } __finally {
    if (Socket)
      closeSocket(&Request, Socket);
    if (Request.Irp)
      opFree(&Request);
    if (Bytes)
      ExFreePoolWithTag(Bytes, TAG);
    stopWsk();
  }
  return STATUS_UNSUCCESSFUL;
}
