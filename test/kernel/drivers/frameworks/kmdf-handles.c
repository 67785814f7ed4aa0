// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore %s
// RUN: not %explore %s -- -DGONE | FileCheck %s --check-prefix=GONE
// RUN: not %explore %s -- -DTWICE | FileCheck %s --check-prefix=TWICE
// RUN: not %explore %s -- -DHELD | FileCheck %s --check-prefix=HELD
// RUN: not %explore %s -- -DFOLLOW | FileCheck %s --check-prefix=FOLLOW
// GONE: handle-invalid: WdfObjectGetTypedContext: the framework object is gone
// TWICE: wdf-bad-delete: WdfObjectDelete is given an object
// HELD: wdf-object-leak: a framework object is still referenced
// FOLLOW: mem-bad-access: the driver reads memory
// Handles of framework objects: deleted, referenced, and never looked into.
#include <ntddk.h>
#include <wdf.h>

DRIVER_INITIALIZE DriverEntry;

typedef struct {
  ULONG Value;
} NUMBER;
typedef struct {
  ULONG Value;
} OTHER;
WDF_DECLARE_CONTEXT_TYPE(NUMBER)
WDF_DECLARE_CONTEXT_TYPE(OTHER)

static void use(WDFOBJECT Object) {
  NUMBER *Number = WdfObjectGet_NUMBER(Object);
  Number->Value = 1;
  if (WdfObjectContextGetObject(Number) != Object ||
      WdfObjectGet_OTHER(Object))
    KeBugCheck(1);
  WdfObjectReference(Object);
  WdfObjectDelete(Object);
  if (WdfObjectGet_NUMBER(Object)->Value != 1)
    KeBugCheck(2);
#ifdef TWICE
  WdfObjectDelete(Object);
#endif
#ifdef FOLLOW
  *(volatile ULONG *)Object;
#endif
#ifndef HELD
  WdfObjectDereference(Object);
#endif
#ifdef GONE
  WdfObjectGet_NUMBER(Object);
#endif
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  WDF_OBJECT_ATTRIBUTES Attributes;
  WDFOBJECT Object;

  WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&Attributes, NUMBER);
  if (NT_SUCCESS(WdfObjectCreate(&Attributes, &Object)))
    use(Object);
  return STATUS_UNSUCCESSFUL;
}
