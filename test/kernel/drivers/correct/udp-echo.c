// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// A datagram socket served by a thread: WskReceiveFrom, then WskSendTo back.
// Unload closes the socket under a rundown, which cancels the pending receive.
#include "../Inputs/Driver.h"

static PVOID Thread;
static PWSK_SOCKET Socket;
static Op Request, Close;
static EX_RUNDOWN_REF Calls;
static SOCKADDR_IN Peer;
static Data Memory;

static VOID serve(PVOID Context) {
  while (ExAcquireRundownProtection(&Calls)) {
    ULONG ControlLength = 0, Flags;
    NTSTATUS Status;
    Memory.Buf.Length = 64;
    DATAGRAM(Socket)->WskReceiveFrom(Socket, &Memory.Buf, 0, (PSOCKADDR)&Peer,
                                     &ControlLength, NULL, &Flags, Request.Irp);
    ExReleaseRundownProtection(&Calls);
    Status = opWait(&Request);
    Memory.Buf.Length = Request.Irp->IoStatus.Information;
    opAgain(&Request);
    if (NT_SUCCESS(Status) && ExAcquireRundownProtection(&Calls)) {
      DATAGRAM(Socket)->WskSendTo(Socket, &Memory.Buf, 0, (PSOCKADDR)&Peer, 0,
                                  NULL, Request.Irp);
      ExReleaseRundownProtection(&Calls);
      opWait(&Request);
      opAgain(&Request);
    }
  }
  PsTerminateSystemThread(STATUS_SUCCESS);
}

static void undo(void) {
  if (Socket)
    closeSocket(&Close, Socket);
  if (Thread)
    joinThread(Thread);
  dataFree(&Memory);
  opFree(&Close);
  opFree(&Request);
  stopWsk();
}

static VOID unload(PDRIVER_OBJECT Driver) {
  ExWaitForRundownProtectionRelease(&Calls);
  undo();
}

static NTSTATUS start(void) {
  Socket = openSocket(&Request, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL);
  if (!Socket)
    return STATUS_UNSUCCESSFUL;
  if (!NT_SUCCESS(bindSocket(&Request, Socket, ANY, 40012)))
    return STATUS_UNSUCCESSFUL;
  return startThread(serve, NULL, &Thread);
}

static BOOLEAN memory(void) {
  if (!opInit(&Request))
    return FALSE;
  if (opInit(&Close)) {
    if (dataInit(&Memory, 64))
      return TRUE;
    opFree(&Close);
  }
  opFree(&Request);
  return FALSE;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  ExInitializeRundownProtection(&Calls);
  if (!memory()) {
    stopWsk();
    return STATUS_INSUFFICIENT_RESOURCES;
  }
  Status = start();
  if (!NT_SUCCESS(Status)) {
    undo();
    return Status;
  }
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
