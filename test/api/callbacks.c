// RUN: %calls -verify %s
// The driver's own callbacks have the types of WSK's tables, but calling them
// is no WSK call.
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS WSKAPI received(PVOID Context, ULONG Flags,
                                PWSK_DATA_INDICATION Data, SIZE_T Length,
                                SIZE_T *Accepted) {
  return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI disconnected(PVOID Context, ULONG Flags) {
  return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH Callbacks = {received, disconnected,
                                                         NULL};

void Called(PWSK_REGISTRATION Reg) {
  SIZE_T Accepted;
  received(NULL, 0, NULL, 0, &Accepted);
  Callbacks.WskReceiveEvent(NULL, 0, NULL, 0, &Accepted);
  Callbacks.WskDisconnectEvent(NULL, 0);
  WskReleaseProviderNPI(Reg); // expected-warning{{call: WskReleaseProviderNPI, export [}}
}
