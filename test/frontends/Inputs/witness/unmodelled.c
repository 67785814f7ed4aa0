// Leaves a registration behind, and calls what the reference kernel does not know.
#include <ntddk.h>
#include <wsk.h>

NTSTATUS NTAPI ZwNobodyKnowsWhat(VOID);

static const WSK_CLIENT_DISPATCH Dispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};
static WSK_CLIENT_NPI Client = {NULL, &Dispatch};
static WSK_REGISTRATION Registration;

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = WskRegister(&Client, &Registration);
  if (!NT_SUCCESS(Status))
    return Status;
  return ZwNobodyKnowsWhat();
}
