// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: registration-block-lifetime:
// A block in pool memory is freed before it is deregistered.
#include "../Inputs/Driver.h"

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  WSK_CLIENT_NPI Client = {NULL, &ClientDispatch};
  WSK_REGISTRATION *Block =
      ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*Block), TAG);
  if (!Block)
    return STATUS_INSUFFICIENT_RESOURCES;
  if (NT_SUCCESS(WskRegister(&Client, Block))) {
#ifdef BAD
    ExFreePoolWithTag(Block, TAG);
    return STATUS_UNSUCCESSFUL;
#endif
    WskDeregister(Block);
  }
  ExFreePoolWithTag(Block, TAG);
  return STATUS_UNSUCCESSFUL;
}
