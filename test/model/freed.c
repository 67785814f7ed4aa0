// RUN: %inspect -verify %s
// Freed memory holds nothing: what was stored there is lost, wherever in the
// object it stood.
#include <ntddk.h>
#include <wsk.h>

#include "inspect.h"

struct CONTEXT {
  LIST_ENTRY Link;
  ULONG Level;
  PWSK_SOCKET Socket;
  WSK_REGISTRATION Registration;
};

static WSK_REGISTRATION Reg;
#define ROOT WskDeregister(&Reg)

void ContentGone(struct CONTEXT *C) {
  ROOT;
  C->Level = 3;
  ExFreePoolWithTag(C, 'tseT');
  VALUE(C->Level); // expected-warning{{value: unknown [}}
}

void BlockWiped(struct CONTEXT *C) {
  WskDeregister(&C->Registration);
  ExFreePool(C);
  BLOCK(&C->Registration); // expected-warning{{block: wiped, 0 captures [}}
}

void OthersStay(struct CONTEXT *C, struct CONTEXT *Other) {
  ROOT;
  Other->Level = 3;
  ExFreePoolWithTag(C, 'tseT');
  VALUE(Other->Level); // expected-warning{{value: 3 [}}
}
