#include "stop.h"

WSK_REGISTRATION g_Registration;

VOID Stop(VOID) {
#ifndef FORGOTTEN
  WskDeregister(&g_Registration);
#endif
}
