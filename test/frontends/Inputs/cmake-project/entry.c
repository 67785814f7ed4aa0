#include "entry.h"
#include "spaced.h"
#include "stop.h"

static const char *Text = BANNER;
static WSK_CLIENT_DISPATCH Dispatch = {SPACED_VERSION, 0, NULL};
static WSK_CLIENT_NPI Npi = {NULL, &Dispatch};

static VOID Unload(PDRIVER_OBJECT Driver) {
  UNREFERENCED_PARAMETER(Driver);
  Stop();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  UNREFERENCED_PARAMETER(Path);
  UNREFERENCED_PARAMETER(Text);
  Driver->DriverUnload = Unload;
#if REGISTER
  return WskRegister(&Npi, &g_Registration);
#else
  return STATUS_SUCCESS;
#endif
}
