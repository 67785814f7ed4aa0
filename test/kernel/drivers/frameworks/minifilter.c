// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// RUN: not %explore %s -- -DLEAK | FileCheck %s --check-prefix=LEAK
// RUN: %wsk-kernel run %s | FileCheck %s --check-prefix=ORDER
// CHECK: missing-deregister: {{.*}}gone
// LEAK: filter-leak: a minifilter is never unregistered
// ORDER: setup
// ORDER-NEXT: unload
// ORDER-NEXT: teardown start
// ORDER-NEXT: teardown complete
// ORDER-NEXT: no violation
// A minifilter that refuses to go while files are in use; when it must go, its
// refusal does not count.
#include "../Inputs/Driver.h"
#include <fltKernel.h>

static PFLT_FILTER Filter;
static LONG InUse;

static FLT_PREOP_CALLBACK_STATUS FLTAPI
beforeCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
             PVOID *Context) {
  *Context = &InUse;
  return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}
static FLT_POSTOP_CALLBACK_STATUS FLTAPI
afterCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
            PVOID Context, FLT_POST_OPERATION_FLAGS Flags) {
  if (Context == &InUse && Data->Iopb->MajorFunction == IRP_MJ_CREATE)
    ++InUse;
  return FLT_POSTOP_FINISHED_PROCESSING;
}
static NTSTATUS FLTAPI setup(PCFLT_RELATED_OBJECTS Objects,
                             FLT_INSTANCE_SETUP_FLAGS Flags, DEVICE_TYPE Device,
                             FLT_FILESYSTEM_TYPE Type) {
  DbgPrint("setup\n");
  return STATUS_SUCCESS;
}
static VOID FLTAPI teardownStart(PCFLT_RELATED_OBJECTS Objects,
                                 FLT_INSTANCE_TEARDOWN_FLAGS Reason) {
  DbgPrint("teardown start\n");
}
static VOID FLTAPI teardownComplete(PCFLT_RELATED_OBJECTS Objects,
                                    FLT_INSTANCE_TEARDOWN_FLAGS Reason) {
  DbgPrint("teardown complete\n");
}

static NTSTATUS FLTAPI unload(FLT_FILTER_UNLOAD_FLAGS Flags) {
  DbgPrint("unload\n");
#ifdef BAD
  if (InUse)
#else
  if (InUse && !(Flags & FLTFL_FILTER_UNLOAD_MANDATORY))
#endif
    return STATUS_FLT_DO_NOT_DETACH;
#ifndef LEAK
  FltUnregisterFilter(Filter);
#endif
  WskDeregister(&Registration);
  return STATUS_SUCCESS;
}

static const FLT_OPERATION_REGISTRATION Operations[] = {
    {IRP_MJ_CREATE, 0, beforeCreate, afterCreate}, {IRP_MJ_OPERATION_END}};
static const FLT_REGISTRATION Given = {sizeof(FLT_REGISTRATION),
                                       FLT_REGISTRATION_VERSION,
                                       0,
                                       NULL,
                                       Operations,
                                       unload,
                                       setup,
                                       NULL,
                                       teardownStart,
                                       teardownComplete};

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = registerClient();
  if (!NT_SUCCESS(Status))
    return Status;
  Status = FltRegisterFilter(Driver, &Given, &Filter);
  if (NT_SUCCESS(Status)) {
    Status = FltStartFiltering(Filter);
    if (NT_SUCCESS(Status))
      return Status;
    FltUnregisterFilter(Filter);
  }
  WskDeregister(&Registration);
  return Status;
}
