// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD=1 | FileCheck %s --check-prefix=LATE
// RUN: not %explore %s -- -DBAD=2 | FileCheck %s --check-prefix=NEVER
// LATE: conditional-accept-setup: SO_CONDITIONAL_ACCEPT on socket #{{.*}} bound
// NEVER: conditional-accept-setup: WskInspectComplete on socket
// Conditional accept is switched on after the socket is bound, or not at all.
#define CATEGORY WSK_FLAG_LISTEN_SOCKET
#define EVENTS &Events
#include "../Inputs/Driver.h"

static WSK_INSPECT_ACTION WSKAPI inspected(PVOID Context, PSOCKADDR Local,
                                           PSOCKADDR Remote,
                                           PWSK_INSPECT_ID Id) {
  return WskInspectReject;
}

static NTSTATUS WSKAPI aborted(PVOID Context, PWSK_INSPECT_ID Id) {
  return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH Events = {NULL, inspected, aborted};
#include "../Inputs/OneSocket.h"

static NTSTATUS acceptOnCondition(void) {
  ULONG On = 1;
  NTSTATUS Status;
  LISTEN(Socket)->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT,
                                   SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL,
                                   Request.Irp);
  Status = opWait(&Request);
  opAgain(&Request);
  return Status;
}

/// There is no such connection.
static void decideNothing(void) {
  WSK_INSPECT_ID Id = {0, 0};
  LISTEN(Socket)->WskInspectComplete(Socket, &Id, WskInspectReject,
                                     Request.Irp);
  opWait(&Request);
  opAgain(&Request);
}

static void use(void) {
#ifndef BAD
  if (!NT_SUCCESS(acceptOnCondition()))
    return;
#endif
  if (!NT_SUCCESS(bindSocket(&Request, Socket, ANY, 40014)))
    return;
#if BAD == 1
  acceptOnCondition();
#else
  decideNothing();
#endif
}

static void atUnload(void) {}
