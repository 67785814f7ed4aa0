// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: wait-at-dispatch:
// A request is waited for under a spin lock.
#define CATEGORY WSK_FLAG_LISTEN_SOCKET
#include "../Inputs/OneSocket.h"

static KSPIN_LOCK Lock;

static void use(void) {
  SOCKADDR_IN Local = ipv4(ANY, 0);
  KIRQL Irql;
  KeInitializeSpinLock(&Lock);
  KeAcquireSpinLock(&Lock, &Irql);
  LISTEN(Socket)->WskBind(Socket, (PSOCKADDR)&Local, 0, Request.Irp);
#ifndef BAD
  KeReleaseSpinLock(&Lock, Irql);
#endif
  opWait(&Request);
#ifdef BAD
  KeReleaseSpinLock(&Lock, Irql);
#endif
  opAgain(&Request);
}

static void atUnload(void) {}
