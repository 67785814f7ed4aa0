// RUN: %inspect -verify %s
// A minifilter's unload callback ends the driver's life; what it registers with
// runs before.
#include <fltKernel.h>
#include <ntddk.h>
#include <wsk.h>

#include "stages.h"

static PFLT_FILTER Filter;

static FLT_PREOP_CALLBACK_STATUS NTAPI before(PFLT_CALLBACK_DATA Data,
                                              PCFLT_RELATED_OBJECTS Objects,
                                              PVOID *Context) {
  return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static NTSTATUS NTAPI unload(FLT_FILTER_UNLOAD_FLAGS Flags) {
  BLOCK(&Reg); // expected-warning{{block: registered, 0 captures [}}
  WskDeregister(&Reg);
  FltUnregisterFilter(Filter);
  return STATUS_SUCCESS;
}

static const FLT_OPERATION_REGISTRATION Operations[] = {
    {IRP_MJ_CREATE, 0, before, NULL}, {IRP_MJ_OPERATION_END}};

static const FLT_REGISTRATION Registration = {sizeof(FLT_REGISTRATION),
                                              FLT_REGISTRATION_VERSION,
                                              0,
                                              NULL,
                                              Operations,
                                              unload};

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = FltRegisterFilter(Driver, &Registration, &Filter);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = WskRegister(&Client, &Reg);
  if (!NT_SUCCESS(Status)) {
    BLOCK(&Reg); // expected-warning{{block: failed, 0 captures [}}
    FltUnregisterFilter(Filter);
  }
  return Status;
}
