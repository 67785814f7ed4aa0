// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: indication-use-after-return:
// Data that was not retained is looked at when the callback has returned.
#ifdef BAD
#define RESULT STATUS_SUCCESS
#else
#define RESULT STATUS_PENDING
#endif
#define EVENTS &Events
#include "../Inputs/Driver.h"
static const WSK_CLIENT_CONNECTION_DISPATCH Events;
#include "../Inputs/OneSocket.h"

static PVOID volatile Kept;
static WSK_EVENT_CALLBACK_CONTROL Control;

static NTSTATUS WSKAPI received(PVOID Context, ULONG Flags,
                                PWSK_DATA_INDICATION List, SIZE_T Bytes,
                                SIZE_T *Accepted);

static const WSK_CLIENT_CONNECTION_DISPATCH Events = {received, NULL, NULL};

static NTSTATUS WSKAPI received(PVOID Context, ULONG Flags,
                                PWSK_DATA_INDICATION List, SIZE_T Bytes,
                                SIZE_T *Accepted) {
  if (!List || InterlockedCompareExchangePointer(&Kept, List, NULL))
    return STATUS_SUCCESS;
  return RESULT;
}

static void use(void) {
  Control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
  Control.EventMask = WSK_EVENT_RECEIVE;
  CONNECTION(Socket)->WskControlSocket(
      Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
      &Control, 0, NULL, NULL, NULL);
}

static void atUnload(void) {
  PWSK_DATA_INDICATION List;
  Control.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE;
  CONNECTION(Socket)->WskControlSocket(
      Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
      &Control, 0, NULL, NULL, Request.Irp);
  opWait(&Request);
  opAgain(&Request);
  List = (PWSK_DATA_INDICATION)Kept;
#ifdef BAD
  if (List)
    RtlZeroMemory(MmGetSystemAddressForMdlSafe(List->Buffer.Mdl,
                                               NormalPagePriority),
                  1);
#else
  if (List)
    CONNECTION(Socket)->WskRelease(Socket, List);
#endif
}
