// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: basic-socket-arguments:
// The category was forgotten, the dispatch was not.
#include "../Inputs/Driver.h"
static const WSK_CLIENT_LISTEN_DISPATCH Events;
#ifdef BAD
#define CATEGORY WSK_FLAG_BASIC_SOCKET
#else
#define CATEGORY WSK_FLAG_LISTEN_SOCKET
#endif
#define EVENTS &Events
#include "../Inputs/OneSocket.h"

static void use(void) {}
static void atUnload(void) {}
