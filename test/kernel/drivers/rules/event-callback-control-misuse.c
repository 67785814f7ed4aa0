// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: event-callback-control-misuse:
// Two events are disabled in one call.
#define CATEGORY WSK_FLAG_DATAGRAM_SOCKET
#define EVENTS &Events
#include "../Inputs/Driver.h"
static const WSK_CLIENT_DATAGRAM_DISPATCH Events;
#include "../Inputs/OneSocket.h"

static NTSTATUS WSKAPI received(PVOID Context, ULONG Flags,
                                PWSK_DATAGRAM_INDICATION List) {
  return STATUS_SUCCESS;
}

static const WSK_CLIENT_DATAGRAM_DISPATCH Events = {received};

static void switchTo(ULONG Mask) {
  WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID, Mask};
  DATAGRAM(Socket)->WskControlSocket(
      Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
      &Control, 0, NULL, NULL, NULL);
}

static void use(void) {
  if (!NT_SUCCESS(bindSocket(&Request, Socket, ANY, 40041)))
    return;
  switchTo(WSK_EVENT_RECEIVE_FROM);
#ifdef BAD
  switchTo(WSK_EVENT_RECEIVE_FROM | WSK_EVENT_ACCEPT | WSK_EVENT_DISABLE);
#else
  switchTo(WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISABLE);
#endif
}

static void atUnload(void) {}
