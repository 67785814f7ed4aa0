// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// Two accepts, of which one is never answered: unloading cancels them, and waits
// for them.
#include "../Inputs/Driver.h"

static PWSK_SOCKET Listener;
static Op Request, Accept, Spare;

static VOID end(Op *Pending) {
  IoCancelIrp(Pending->Irp);
  if (NT_SUCCESS(opWait(Pending)))
    closeSocket(&Request, (PWSK_SOCKET)Pending->Irp->IoStatus.Information);
  opFree(Pending);
}

static VOID unload(PDRIVER_OBJECT Driver) {
  end(&Accept);
  end(&Spare);
  closeSocket(&Request, Listener);
  opFree(&Request);
  stopWsk();
}

static BOOLEAN listen(void) {
  Listener = openSocket(&Request, WSK_FLAG_LISTEN_SOCKET, NULL, NULL);
  if (!Listener)
    return FALSE;
  if (NT_SUCCESS(bindSocket(&Request, Listener, ANY, 40033)))
    return TRUE;
  closeSocket(&Request, Listener);
  return FALSE;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  Status = STATUS_UNSUCCESSFUL;
  if (!opInit(&Request))
    goto NoRequest;
  if (!opInit(&Accept))
    goto NoAccept;
  if (!opInit(&Spare))
    goto NoSpare;
  if (!listen())
    goto NoListener;
  LISTEN(Listener)->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Accept.Irp);
  LISTEN(Listener)->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Spare.Irp);
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;

NoListener:
  opFree(&Spare);
NoSpare:
  opFree(&Accept);
NoAccept:
  opFree(&Request);
NoRequest:
  stopWsk();
  return Status;
}
