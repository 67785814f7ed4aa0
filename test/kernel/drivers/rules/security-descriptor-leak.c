// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: security-descriptor-leak:
// A cached descriptor is kept for ever.
#include "../Inputs/Driver.h"

static SECURITY_DESCRIPTOR Descriptor;

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  PSECURITY_DESCRIPTOR Plain = &Descriptor, Cached = NULL;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  Status = Npi.Dispatch->WskControlClient(Npi.Client, WSK_CACHE_SD,
                                          sizeof(Plain), &Plain, sizeof(Cached),
                                          &Cached, NULL, NULL);
#ifndef BAD
  if (NT_SUCCESS(Status))
    Npi.Dispatch->WskControlClient(Npi.Client, WSK_RELEASE_SD, sizeof(Cached),
                                   &Cached, 0, NULL, NULL, NULL);
#endif
  stopWsk();
  return STATUS_UNSUCCESSFUL;
}
