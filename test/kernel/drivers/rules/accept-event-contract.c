// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: accept-event-contract:
// The callback accepts and leaves one of its results as it was.
#define CATEGORY WSK_FLAG_LISTEN_SOCKET
#define EVENTS &Events
#include "../Inputs/Driver.h"
static const WSK_CLIENT_LISTEN_DISPATCH Events;
#include "../Inputs/OneSocket.h"

static PWSK_SOCKET volatile Accepted;

static NTSTATUS WSKAPI accepted(PVOID Context, ULONG Flags, PSOCKADDR Local,
                                PSOCKADDR Remote, PWSK_SOCKET New,
                                PVOID *NewContext,
                                const WSK_CLIENT_CONNECTION_DISPATCH **Table) {
  if (!New || Accepted)
    return STATUS_REQUEST_NOT_ACCEPTED;
  Accepted = New;
  *NewContext = NULL;
#ifndef BAD
  *Table = NULL;
#endif
  return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH Events = {accepted, NULL, NULL};

static void use(void) {
  WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID,
                                        WSK_EVENT_ACCEPT};
  if (NT_SUCCESS(bindSocket(&Request, Socket, ANY, 40042)))
    LISTEN(Socket)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

static void atUnload(void) {
  closeSocket(&Request, Socket);
  Socket = Accepted;
}
