// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: wait-in-wsk-context:
// A socket is closed, and the close waited for, in its own callback.
#define EVENTS &Events
#include "../Inputs/Driver.h"
static const WSK_CLIENT_CONNECTION_DISPATCH Events;
#include "../Inputs/OneSocket.h"

static Op Close;
static volatile LONG Closed;

static NTSTATUS WSKAPI disconnected(PVOID Context, ULONG Flags) {
#ifdef BAD
  if (!InterlockedExchange(&Closed, 1)) {
    BASIC(Socket)->WskCloseSocket(Socket, Close.Irp);
    opWait(&Close);
  }
#endif
  return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH Events = {NULL, disconnected, NULL};

static void use(void) {
  WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID,
                                        WSK_EVENT_DISCONNECT};
  if (opInit(&Close))
    CONNECTION(Socket)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

static void atUnload(void) {
  if (InterlockedExchange(&Closed, 1))
    Socket = NULL;
  if (Close.Irp)
    opFree(&Close);
}
