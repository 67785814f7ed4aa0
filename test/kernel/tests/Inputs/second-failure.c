// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// Twenty blocks of memory; a mistake that only shows if the third and the
// seventeenth cannot be had.
#include <ntddk.h>

#define BLOCKS 20
static PVOID Blocks[BLOCKS];

static DECLSPEC_NOINLINE PVOID Third(VOID) {
  return ExAllocatePoolWithTag(NonPagedPoolNx, 16, 'drht');
}

static DECLSPEC_NOINLINE PVOID Seventeenth(VOID) {
  return ExAllocatePoolWithTag(NonPagedPoolNx, 16, 'htne');
}

static DECLSPEC_NOINLINE PVOID Usual(VOID) {
  return ExAllocatePoolWithTag(NonPagedPoolNx, 16, 'lusu');
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  UNREFERENCED_PARAMETER(Driver);
  for (int I = 0; I != BLOCKS; ++I)
    if (Blocks[I])
      ExFreePoolWithTag(Blocks[I], 0);
  if (!Blocks[3] && !Blocks[17] && Blocks[0])
    ExFreePoolWithTag(Blocks[0], 0);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  UNREFERENCED_PARAMETER(Path);
  for (int I = 0; I != BLOCKS; ++I)
    Blocks[I] = I == 3 ? Third() : I == 17 ? Seventeenth() : Usual();
  Driver->DriverUnload = Unload;
  return STATUS_SUCCESS;
}
