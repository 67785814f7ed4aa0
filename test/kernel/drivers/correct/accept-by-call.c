// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// A thread accepts by call, one connection after the other. Unload stops new
// calls (rundown), closes the listening socket, which cancels the queued
// accept, and joins the thread.
#include "../Inputs/Driver.h"

static PVOID Thread;
static PWSK_SOCKET Listener;
static Op Accept, Close;
static EX_RUNDOWN_REF Calls;

static void serve(Op *Request, PWSK_SOCKET Socket) {
  Data Memory;
  if (dataInit(&Memory, 32)) {
    CONNECTION(Socket)->WskReceive(Socket, &Memory.Buf, 0, Request->Irp);
    if (NT_SUCCESS(opWait(Request)) && Request->Irp->IoStatus.Information) {
      Memory.Buf.Length = Request->Irp->IoStatus.Information;
      opAgain(Request);
      CONNECTION(Socket)->WskSend(Socket, &Memory.Buf, 0, Request->Irp);
      opWait(Request);
    }
    opAgain(Request);
    dataFree(&Memory);
  }
  closeSocket(Request, Socket);
}

static VOID acceptLoop(PVOID Context) {
  while (ExAcquireRundownProtection(&Calls)) {
    LISTEN(Listener)->WskAccept(Listener, 0, NULL, NULL, NULL, NULL,
                                Accept.Irp);
    ExReleaseRundownProtection(&Calls);
    if (NT_SUCCESS(opWait(&Accept))) {
      PWSK_SOCKET Socket = (PWSK_SOCKET)Accept.Irp->IoStatus.Information;
      opAgain(&Accept);
      serve(&Accept, Socket);
    } else {
      opAgain(&Accept);
    }
  }
  PsTerminateSystemThread(STATUS_SUCCESS);
}

static void undo(void) {
  if (Listener)
    closeSocket(&Close, Listener);
  if (Thread)
    joinThread(Thread);
  opFree(&Accept);
  opFree(&Close);
  stopWsk();
}

static VOID unload(PDRIVER_OBJECT Driver) {
  ExWaitForRundownProtectionRelease(&Calls);
  undo();
}

static NTSTATUS start(void) {
  Listener = openSocket(&Accept, WSK_FLAG_LISTEN_SOCKET, NULL, NULL);
  if (!Listener)
    return STATUS_UNSUCCESSFUL;
  if (!NT_SUCCESS(bindSocket(&Accept, Listener, ANY, 40010)))
    return STATUS_UNSUCCESSFUL;
  return startThread(acceptLoop, NULL, &Thread);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  ExInitializeRundownProtection(&Calls);
  if (!opInit(&Accept)) {
    stopWsk();
    return STATUS_INSUFFICIENT_RESOURCES;
  }
  if (!opInit(&Close)) {
    opFree(&Accept);
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
