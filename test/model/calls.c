// RUN: %inspect -verify %s
// What a call may change: routines of the table exactly what their row says,
// unknown routines what they are given, functions of the driver that are not
// followed what they write (docs/decisions/unknown-routines.md).
#include <ntddk.h>
#include <wsk.h>

#include "inspect.h"

struct CONTEXT {
  LONG Level;
  KEVENT Event;
  KSPIN_LOCK Lock;
  LIST_ENTRY List;
  ULONG Flags;
};

static LONG Global;
static LONG Untouched;
static struct CONTEXT GlobalContext;
static WSK_REGISTRATION Reg;
#define ROOT WskDeregister(&Reg)

//===-- Routines of the table ---------------------------------------------===//

void EventInContext(struct CONTEXT *C) {
  ROOT;
  C->Level = 3;
  Global = 4;
  KeInitializeEvent(&C->Event, NotificationEvent, FALSE);
  KeSetEvent(&C->Event, IO_NO_INCREMENT, FALSE);
  KeWaitForSingleObject(&C->Event, Executive, KernelMode, FALSE, NULL);
  VALUE(C->Level); // expected-warning{{value: 3 [}}
  VALUE(Global);   // expected-warning{{value: 4 [}}
}

void LockInContext(struct CONTEXT *C) {
  KIRQL Irql;
  ROOT;
  C->Level = 3;
  KeInitializeSpinLock(&C->Lock);
  KeAcquireSpinLock(&C->Lock, &Irql);
  C->Flags = 1;
  KeReleaseSpinLock(&C->Lock, Irql);
  VALUE(C->Level); // expected-warning{{value: 3 [}}
  VALUE(C->Flags); // expected-warning{{value: 1 [}}
}

void Printed(struct CONTEXT *C) {
  ROOT;
  C->Level = 3;
  DbgPrint("%p %d\n", C, Global);
  VALUE(C->Level); // expected-warning{{value: 3 [}}
}

void OutputOnly(struct CONTEXT *C) {
  PDEVICE_OBJECT Device;
  PFILE_OBJECT File;
  UNICODE_STRING Name;
  ROOT;
  C->Level = 3;
  RtlInitUnicodeString(&Name, L"\\Device\\Test");
  if (NT_SUCCESS(IoGetDeviceObjectPointer(&Name, 0, &File, &Device)))
    VALUE(C->Level); // expected-warning{{value: 3 [}}
}

//===-- Unknown routines --------------------------------------------------===//

NTSTATUS Unknown(void);
void UnknownEvent(PKEVENT Event);
void UnknownLong(LONG *Value);
void UnknownConst(const LONG *Value);
void UnknownContext(struct CONTEXT *C);
void UnknownPointer(PVOID Pointer);

void GlobalsSurvive(void) {
  ROOT;
  Global = 1;
  GlobalContext.Level = 2;
  VALUE(Unknown());           // expected-warning{{value: open [}}
  VALUE(Global);              // expected-warning{{value: 1 [}}
  VALUE(GlobalContext.Level); // expected-warning{{value: 2 [}}
}

void OnlyPointee(struct CONTEXT *C) {
  ROOT;
  C->Level = 3;
  C->Flags = 4;
  UnknownEvent(&C->Event);
  VALUE(C->Level); // expected-warning{{value: 3 [}}
  VALUE(C->Flags); // expected-warning{{value: 4 [}}
  UnknownLong(&C->Level);
  VALUE(C->Level); // expected-warning{{value: open [}}
  VALUE(C->Flags); // expected-warning{{value: 4 [}}
  UnknownContext(C);
  VALUE(C->Flags); // expected-warning{{value: open [}}
}

void ConstIsRead(void) {
  LONG Local = 1;
  ROOT;
  UnknownConst(&Local);
  VALUE(Local); // expected-warning{{value: 1 [}}
  UnknownPointer(&Local);
  VALUE(Local); // expected-warning{{value: open [}}
}

void BlockStaysRegistered(PWSK_CLIENT_NPI Client) {
  WSK_REGISTRATION Local;
  if (!NT_SUCCESS(WskRegister(Client, &Local)))
    return;
  UnknownPointer(&Local);
  BLOCK(&Local); // expected-warning{{block: registered, 0 captures [}}
  WskDeregister(&Local);
}

//===-- Functions of the driver that are not followed ---------------------===//

// Recursion is not followed into: only what it writes is forgotten.
static void recursive(LONG Depth, struct CONTEXT *C) {
  Global = Depth;
  C->Flags = Depth;
  if (Depth > 0)
    recursive(Depth - 1, C);
}

// A loop that has nothing to do with WSK is summarised.
static LONG summarised(LONG Count, struct CONTEXT *C) {
  LONG Sum = 0;
  for (LONG I = 0; I < Count; ++I) {
    Sum += I;
    C->Flags ^= Sum;
  }
  Global = Sum;
  return Sum;
}

void OnlyWhatItWrites(struct CONTEXT *C, LONG Count) {
  ROOT;
  C->Level = 3;
  C->Flags = 4;
  Global = 5;
  Untouched = 6;
  VALUE(summarised(Count, C)); // expected-warning{{value: open [}}
  VALUE(C->Level);             // expected-warning{{value: 3 [}}
  VALUE(Global);               // expected-warning{{value: open [}}
  VALUE(Untouched);            // expected-warning{{value: 6 [}}
}

static void outParameter(LONG Count, LONG *Out) {
  while (Count-- > 0)
    *Out += Count;
}

void OutParameter(LONG Count) {
  LONG Local = 1, Other = 2;
  ROOT;
  outParameter(Count, &Local);
  VALUE(Local); // expected-warning{{value: open [}}
  VALUE(Other); // expected-warning{{value: 2 [}}
}

// A small function without a loop is followed, so its values are exact.
static LONG next(LONG Value) { return Value + 1; }
static void set(struct CONTEXT *C, LONG Level) { C->Level = Level; }

void SmallFunctions(struct CONTEXT *C) {
  ROOT;
  set(C, next(1));
  VALUE(C->Level); // expected-warning{{value: 2 [}}
}

void Recursion(struct CONTEXT *C) {
  ROOT;
  C->Level = 3;
  Untouched = 6;
  recursive(2, C);
  VALUE(C->Level);  // expected-warning{{value: 3 [}}
  VALUE(Untouched); // expected-warning{{value: 6 [}}
}

// A field written by a function that is not followed loses its old value.
void FieldIsForgotten(struct CONTEXT *C, LONG Count) {
  ROOT;
  C->Flags = 4;
  summarised(Count, C);
  VALUE(C->Flags); // expected-warning{{value: open [}}
}
