//===- OneSocket.h - The frame of a driver with one socket --------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// DriverEntry makes the socket and calls use(); unloading calls atUnload() and
/// closes. The including driver defines both, and may define before:
///   CATEGORY   a WSK_FLAG_ constant; without it a connection to port 7
///   EVENTS     the address of its client dispatch
//===----------------------------------------------------------------------===//
#ifndef WSK_TEST_KERNEL_ONESOCKET_H
#define WSK_TEST_KERNEL_ONESOCKET_H

#include "Driver.h"

#ifndef EVENTS
#define EVENTS NULL
#endif
#ifdef CATEGORY
#define OPEN_SOCKET() openSocket(&Request, CATEGORY, NULL, EVENTS)
#else
#define OPEN_SOCKET() openConnection(&Request, 7, NULL, EVENTS)
#endif

static PWSK_SOCKET Socket;
static Op Request;

static void use(void);
static void atUnload(void);

static VOID unload(PDRIVER_OBJECT Driver) {
  atUnload();
  if (Socket)
    closeSocket(&Request, Socket);
  opFree(&Request);
  stopWsk();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (!opInit(&Request)) {
    stopWsk();
    return STATUS_INSUFFICIENT_RESOURCES;
  }
  Socket = OPEN_SOCKET();
  if (!Socket) {
    opFree(&Request);
    stopWsk();
    return STATUS_UNSUCCESSFUL;
  }
  Driver->DriverUnload = unload;
  use();
  return STATUS_SUCCESS;
}

#endif // WSK_TEST_KERNEL_ONESOCKET_H
