// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// Calls something no kernel has.
#include <ntddk.h>

NTSTATUS ZwNobodyKnows(void);

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  ZwNobodyKnows();
  return STATUS_SUCCESS;
}
