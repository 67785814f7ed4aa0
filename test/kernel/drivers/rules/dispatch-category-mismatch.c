// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: dispatch-category-mismatch:
// A listening socket is called through the table of a connection.
#define CATEGORY WSK_FLAG_LISTEN_SOCKET
#include "../Inputs/OneSocket.h"

static void use(void) {
#ifdef BAD
  Data Memory;
  if (!dataInit(&Memory, 8))
    return;
  CONNECTION(Socket)->WskSend(Socket, &Memory.Buf, 0, Request.Irp);
#else
  // The first two members are the same in every table.
  CONNECTION(Socket)->WskControlSocket(Socket, WskIoctl,
                                       SIO_WSK_REGISTER_EXTENSION, 0, 0, NULL,
                                       0, NULL, NULL, NULL);
#endif
}

static void atUnload(void) {}
