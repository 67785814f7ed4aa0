// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: mdl-not-resident:
// The MDL was allocated, and its memory neither locked nor described.
#define CATEGORY WSK_FLAG_DATAGRAM_SOCKET
#include "../Inputs/OneSocket.h"

static UCHAR Bytes[16];

static void use(void) {
  SOCKADDR_IN Remote = ipv4(LOOPBACK, 9);
  PMDL Mdl = IoAllocateMdl(Bytes, sizeof(Bytes), FALSE, FALSE, NULL);
  WSK_BUF Buffer = {Mdl, 0, sizeof(Bytes)};
  if (!Mdl)
    return;
#ifndef BAD
  MmBuildMdlForNonPagedPool(Mdl);
#endif
  if (NT_SUCCESS(bindSocket(&Request, Socket, ANY, 0))) {
    DATAGRAM(Socket)->WskSendTo(Socket, &Buffer, 0, (PSOCKADDR)&Remote, 0, NULL,
                                Request.Irp);
    opWait(&Request);
    opAgain(&Request);
  }
  IoFreeMdl(Mdl);
}

static void atUnload(void) {}
