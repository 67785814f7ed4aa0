// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
#include "leaky.h"

static const WSK_CLIENT_DISPATCH Dispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};
static WSK_REGISTRATION Registration;

NTSTATUS Start(void) {
  WSK_CLIENT_NPI Client = {NULL, &Dispatch};
  /* 😀 ü */ return WskRegister(&Client, &Registration);
}

void Stop(void) { WskDeregister(&Registration); }
