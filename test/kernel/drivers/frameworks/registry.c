// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore %s | FileCheck %s --check-prefix=CLEAN
// RUN: not %explore %s -- -DBAD | FileCheck %s
// RUN: not %explore %s -- -DOPEN | FileCheck %s --check-prefix=OPEN
// CLEAN: WskRegister
// CLEAN: registry value is there
// CLEAN: registry value missing
// CHECK: missing-deregister: {{.*}}gone
// OPEN: handle-leak: a handle of a registry key is never closed
// A value in the registry decides whether the driver uses the network. It may
// be there or not, and stays as the driver writes it.
#include "../Inputs/Driver.h"

static BOOLEAN Registered;

static HANDLE openKey(PUNICODE_STRING Path) {
  OBJECT_ATTRIBUTES Attributes;
  HANDLE Key;
  InitializeObjectAttributes(&Attributes, Path, OBJ_KERNEL_HANDLE, NULL, NULL);
  return NT_SUCCESS(ZwOpenKey(&Key, KEY_ALL_ACCESS, &Attributes)) ? Key : NULL;
}

static LONG read(HANDLE Key, PCWSTR Name) {
  UCHAR Buffer[sizeof(KEY_VALUE_PARTIAL_INFORMATION) + sizeof(ULONG)];
  PKEY_VALUE_PARTIAL_INFORMATION Value = (PVOID)Buffer;
  UNICODE_STRING Text;
  ULONG Size;
  RtlInitUnicodeString(&Text, Name);
  if (!NT_SUCCESS(ZwQueryValueKey(Key, &Text, KeyValuePartialInformation, Value,
                                  sizeof(Buffer), &Size)) ||
      Value->Type != REG_DWORD || Value->DataLength != sizeof(ULONG))
    return -1;
  return (LONG) * (ULONG *)Value->Data;
}

static void write(HANDLE Key, PCWSTR Name, ULONG Number) {
  UNICODE_STRING Text;
  RtlInitUnicodeString(&Text, Name);
  if (NT_SUCCESS(ZwSetValueKey(Key, &Text, 0, REG_DWORD, &Number,
                               sizeof(Number))) &&
      read(Key, Name) != (LONG)Number)
    KeBugCheck(1);
}

static VOID NTAPI unload(PDRIVER_OBJECT Driver) {
  if (Registered)
    WskDeregister(&Registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  HANDLE Key = openKey(Path);
  LONG Use = -1;
  Driver->DriverUnload = unload;
  if (Key) {
    Use = read(Key, L"Use");
    write(Key, L"Count", 17);
#ifndef OPEN
    ZwClose(Key);
#endif
  }
  if (Use != 1)
    return STATUS_SUCCESS;
#ifdef BAD
  registerClient();
#else
  Registered = NT_SUCCESS(registerClient());
#endif
  return STATUS_SUCCESS;
}
