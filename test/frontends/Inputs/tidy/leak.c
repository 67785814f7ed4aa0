// Two registrations are left over: one defect each in two roots of paths.
#include <ntddk.h>
#include <wsk.h>

static WSK_CLIENT_DISPATCH Dispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};
static WSK_REGISTRATION Registration;

DRIVER_INITIALIZE DriverEntry;

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  WSK_CLIENT_NPI Npi = {NULL, &Dispatch};
  UNREFERENCED_PARAMETER(Driver);
  UNREFERENCED_PARAMETER(Path);
  NTSTATUS Status = WskRegister(&Npi, &Registration);
  if (!NT_SUCCESS(Status))
    return Status;
  return STATUS_NOT_SUPPORTED; // LEAK
}
