// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: completion-context-lifetime:
// The event of a pending request goes away with the function.
#define CATEGORY WSK_FLAG_LISTEN_SOCKET
#include "../Inputs/OneSocket.h"

static NTSTATUS NTAPI mine(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) {
  KeSetEvent((PKEVENT)Context, 0, FALSE);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

static SOCKADDR_IN Local;

static void use(void) {
  KEVENT Done;
  KeInitializeEvent(&Done, NotificationEvent, FALSE);
  IoSetCompletionRoutine(Request.Irp, mine, &Done, TRUE, TRUE, TRUE);
  LISTEN(Socket)->WskBind(Socket, (PSOCKADDR)&Local, 0, Request.Irp);
#ifndef BAD
  KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
  opAgain(&Request);
#endif
}

static void atUnload(void) {
#ifdef BAD
  Socket = NULL;
#endif
}
