// Fact F15: WSK_SET_STATIC_EVENT_CALLBACKS holds for every socket made afterwards
// and such an event cannot be disabled; one event is disabled at a time; on new
// sockets of a client that has not asked for it all are off (see events.c).
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: not %explore-facts %s | FileCheck %s --implicit-check-not=driver-assert
// RUN: not %explore-facts %s -- -DCALLED | FileCheck %s --check-prefix=CALLED
// CHECK-DAG: event-callback-control-misuse: {{.*}}a static event cannot be disabled
// CHECK-DAG: event-callback-control-misuse: {{.*}}one event is disabled at a time
// CALLED: driver-assert: {{.*}}it is called
#include "Expect.h"

static Op Request;
static PWSK_SOCKET Socket;
static volatile LONG Calls;

static NTSTATUS WSKAPI received(PVOID Context, ULONG Flags,
                                PWSK_DATA_INDICATION List, SIZE_T Bytes,
                                SIZE_T *Accepted) {
  InterlockedIncrement(&Calls);
  return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI disconnected(PVOID Context, ULONG Flags) {
  return STATUS_SUCCESS;
}
static const WSK_CLIENT_CONNECTION_DISPATCH Events = {received, disconnected,
                                                      NULL};

/// At a place of its own each time: a rule is reported once per call.
#define DISABLE(Control)                                                       \
  CONNECTION(Socket)->WskControlSocket(Socket, WskSetOption,                   \
                                       SO_WSK_EVENT_CALLBACK, SOL_SOCKET,      \
                                       sizeof(Control), &(Control), 0, NULL,   \
                                       NULL, NULL)

static BOOLEAN makeStatic(void) {
  WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID,
                                        WSK_EVENT_RECEIVE};
  return NT_SUCCESS(Npi.Dispatch->WskControlClient(
      Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control), &Control, 0,
      NULL, NULL, NULL));
}

static VOID unload(PDRIVER_OBJECT Driver) {
  WSK_EVENT_CALLBACK_CONTROL One = {(PNPIID)&NPI_WSK_INTERFACE_ID,
                                    WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE};
  WSK_EVENT_CALLBACK_CONTROL Two = One;
  Two.EventMask |= WSK_EVENT_DISCONNECT;
  EXPECT("F15", !NT_SUCCESS(DISABLE(One)));
  EXPECT("F15", !NT_SUCCESS(DISABLE(Two)));
  closeSocket(&Request, Socket);
  opFree(&Request);
  stopWsk();
#ifdef CALLED
  EXPECT("it is called", !Calls);
#endif
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (makeStatic() && opInit(&Request)) {
    Socket = openConnection(&Request, 7, NULL, &Events);
    if (Socket) {
      Driver->DriverUnload = unload;
      return STATUS_SUCCESS;
    }
    opFree(&Request);
  }
  stopWsk();
  return STATUS_UNSUCCESSFUL;
}
