// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: own-irp-marked-pending:
// IoMarkIrpPending in the routine of an own IRP.
#define CATEGORY WSK_FLAG_LISTEN_SOCKET
#include "../Inputs/OneSocket.h"

static NTSTATUS NTAPI mine(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) {
#ifdef BAD
  if (Irp->PendingReturned)
    IoMarkIrpPending(Irp);
#endif
  KeSetEvent((PKEVENT)Context, 0, FALSE);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

static void use(void) {
  SOCKADDR_IN Local = ipv4(ANY, 0);
  IoSetCompletionRoutine(Request.Irp, mine, &Request.Done, TRUE, TRUE, TRUE);
  LISTEN(Socket)->WskBind(Socket, (PSOCKADDR)&Local, 0, Request.Irp);
  opWait(&Request);
  opAgain(&Request);
}

static void atUnload(void) {}
