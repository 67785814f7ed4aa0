// Facts F1, F3 and F4: WskDeregister returns when captures are released, sockets
// closed and requests completed, not before; sockets work after the release.
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-facts %s | FileCheck %s
// CHECK: WskDeregister waits
// CHECK: no violation
#include "Expect.h"

static PVOID Thread;
static volatile LONG Closed, Released;

static VOID worker(PVOID Context) {
  Op Request;
  PWSK_SOCKET Socket = NULL;
  if (opInit(&Request))
    Socket = openSocket(&Request, WSK_FLAG_LISTEN_SOCKET, NULL, NULL);
  if (!Socket)
    InterlockedExchange(&Closed, 1);
  InterlockedExchange(&Released, 1);
  WskReleaseProviderNPI(&Registration);
  if (Socket) {
    bindSocket(&Request, Socket, ANY, 0);
    InterlockedExchange(&Closed, 1);
    closeSocket(&Request, Socket);
  }
  if (Request.Irp)
    opFree(&Request);
  PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID unload(PDRIVER_OBJECT Driver) {
  WskDeregister(&Registration);
  EXPECT("F1", Released);
  EXPECT("F1", Closed);
  joinThread(Thread);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  Status = startThread(worker, NULL, &Thread);
  if (!NT_SUCCESS(Status)) {
    stopWsk();
    return Status;
  }
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
