// RUN: %inspect -verify %s
// Generic tables copy what is inserted; look-ups find the copy by its numbers,
// and what is deleted is gone.
#include <ntddk.h>
#include <wsk.h>

#include "inspect.h"

typedef struct {
  USHORT Number;
  USHORT Kind;
  PVOID Pointer;
} ENTRY;

static RTL_AVL_TABLE Table;
static WSK_REGISTRATION Reg;

static PVOID insert(USHORT Number, PVOID Pointer) {
  ENTRY Entry = {0};
  BOOLEAN Inserted = FALSE;
  PVOID Copy;
  Entry.Number = Number;
  Entry.Kind = 7;
  Entry.Pointer = Pointer;
  Copy = RtlInsertElementGenericTableAvl(&Table, &Entry, sizeof Entry,
                                         &Inserted);
  // expected-warning@+2 {{value: 0 [}}
  // expected-warning@+1 {{value: 1 [}}
  VALUE(Inserted);
  if (!Copy)
    WskInspect(); // expected-warning{{out of memory}}
  return Copy;
}

static ENTRY *find(USHORT Number) {
  ENTRY Key = {0};
  Key.Number = Number;
  return RtlLookupElementGenericTableAvl(&Table, &Key);
}

static BOOLEAN removeEntry(USHORT Number) {
  ENTRY Key = {0};
  Key.Number = Number;
  return RtlDeleteElementGenericTableAvl(&Table, &Key);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  ENTRY *First, *Second;
  static volatile SHORT Next = 4;
  SHORT A, B;
  WskDeregister(&Reg);
  VALUE(RtlIsGenericTableEmptyAvl(&Table)); // expected-warning{{value: 1 [}}
  VALUE(find(4) == NULL);                   // expected-warning{{value: 1 [}}
  A = InterlockedCompareExchange16(&Next, Next + 4, Next);
  B = InterlockedCompareExchange16(&Next, Next + 4, Next);
  VALUE(A); // expected-warning{{value: 4 [}}
  VALUE(B); // expected-warning{{value: 8 [}}
  if (!insert(A, &First) || !insert(B, &Second))
    return STATUS_INSUFFICIENT_RESOURCES;
  VALUE(RtlNumberGenericTableElementsAvl(&Table)); // expected-warning{{value: 2 [}}
  First = find(A);
  Second = find(B);
  VALUE(First->Pointer == &First);   // expected-warning{{value: 1 [}}
  VALUE(Second->Pointer == &Second); // expected-warning{{value: 1 [}}
  VALUE(First->Kind);                // expected-warning{{value: 7 [}}
  VALUE(removeEntry(A));             // expected-warning{{value: 1 [}}
  VALUE(find(A) == NULL);            // expected-warning{{value: 1 [}}
  VALUE(RtlGetElementGenericTableAvl(&Table, 0) == Second); // expected-warning{{value: 1 [}}
  VALUE(RtlGetElementGenericTableAvl(&Table, 1) == NULL);   // expected-warning{{value: 1 [}}
  RtlDeleteElementGenericTableAvl(&Table, Second);
  VALUE(RtlIsGenericTableEmptyAvl(&Table)); // expected-warning{{value: 1 [}}
  return STATUS_UNSUCCESSFUL;
}
