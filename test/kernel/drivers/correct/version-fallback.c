// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// An unknown version is refused; the driver registers anew with one in range.
#include "../Inputs/Driver.h"

static const WSK_CLIENT_DISPATCH TooNew = {MAKE_WSK_VERSION(9, 0), 0, NULL};

static VOID unload(PDRIVER_OBJECT Driver) { WskDeregister(&Registration); }

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  WSK_CLIENT_NPI Client = {NULL, &TooNew};
  WSK_PROVIDER_CHARACTERISTICS Range;
  NTSTATUS Status = WskRegister(&Client, &Registration);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  if (Status == STATUS_NOINTERFACE) {
    Status = WskQueryProviderCharacteristics(&Registration, &Range);
    WskDeregister(&Registration);
    if (!NT_SUCCESS(Status) || Range.LowestVersion > MAKE_WSK_VERSION(1, 0))
      return STATUS_NOT_SUPPORTED;
    Status = registerClient();
    if (!NT_SUCCESS(Status))
      return Status;
    Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  }
  if (NT_SUCCESS(Status))
    WskReleaseProviderNPI(&Registration);
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
