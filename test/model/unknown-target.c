// RUN: %inspect -verify %s
// A call through a pointer nobody knows is a call of an unknown routine.
#include <ntddk.h>
#include <wsk.h>

#include "inspect.h"

static LONG Global;
static WSK_REGISTRATION Reg;
#define ROOT WskDeregister(&Reg)

void UnknownTarget(void (*Target)(LONG *)) {
  LONG Local = 1;
  ROOT;
  Global = 2;
  Target(&Local);
  VALUE(Local);  // expected-warning{{value: open [}}
  VALUE(Global); // expected-warning{{value: 2 [}}
}
