// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD=1 | FileCheck %s --check-prefix=STUCK
// RUN: not %explore %s -- -DBAD=2 | FileCheck %s --check-prefix=LEFT
// STUCK: irp-never-completed
// STUCK: note: EvtDeviceFileCreate has kept the request
// LEFT: socket-open-at-deregister: WskDeregister waits for ever
// Every handle has a socket in the context of its file object: opened with the
// handle, closed with it.
#define PREPARES
#include "../Inputs/Kmdf.h"

typedef struct {
  PWSK_SOCKET Socket;
  Op Request;
} Owned;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(Owned, ownedBy)

static VOID NTAPI opened(WDFDEVICE Device, WDFREQUEST Request,
                         WDFFILEOBJECT File) {
  Owned *Mine = ownedBy(File);
  NTSTATUS Status = STATUS_INSUFFICIENT_RESOURCES;
  if (opInit(&Mine->Request)) {
    Mine->Socket =
        openSocket(&Mine->Request, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL);
    if (!Mine->Socket)
      opFree(&Mine->Request);
    else
      Status = STATUS_SUCCESS;
  }
#if BAD == 1
  if (NT_SUCCESS(Status))
#endif
    WdfRequestComplete(Request, Status);
}

static VOID NTAPI closed(WDFFILEOBJECT File) {
#if BAD != 2
  closeSocket(&ownedBy(File)->Request, ownedBy(File)->Socket);
#endif
  opFree(&ownedBy(File)->Request);
}

static VOID prepare(PWDFDEVICE_INIT Init) {
  WDF_FILEOBJECT_CONFIG Config;
  WDF_OBJECT_ATTRIBUTES Attributes;
  WDF_FILEOBJECT_CONFIG_INIT(&Config, opened, closed, WDF_NO_EVENT_CALLBACK);
  WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&Attributes, Owned);
  WdfDeviceInitSetFileObjectConfig(Init, &Config, &Attributes);
}

static NTSTATUS setUp(WDFDEVICE Device) { return STATUS_SUCCESS; }
