// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// A function that cannot be parsed and reaches WSK.
#include "leaky.h"

static WSK_REGISTRATION Other;

NTSTATUS Again(void) {
  UNKNOWN_TYPE Client;
  Client.Version = 1;
  return WskRegister(&Client, &Other);
}
