// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: null-callback-enabled:
// The event is switched on; the dispatch has no callback for it.
#define EVENTS &Events
#include "../Inputs/Driver.h"
static const WSK_CLIENT_CONNECTION_DISPATCH Events;
#include "../Inputs/OneSocket.h"

static NTSTATUS WSKAPI disconnected(PVOID Context, ULONG Flags) {
  return STATUS_SUCCESS;
}

#ifdef BAD
static const WSK_CLIENT_CONNECTION_DISPATCH Events = {NULL, NULL, NULL};
#else
static const WSK_CLIENT_CONNECTION_DISPATCH Events = {NULL, disconnected, NULL};
#endif

static void use(void) {
  WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID,
                                        WSK_EVENT_DISCONNECT};
  CONNECTION(Socket)->WskControlSocket(
      Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
      &Control, 0, NULL, NULL, NULL);
}

static void atUnload(void) {}
