// RUN: %inspect -verify %s
// Fill, copy, atomic operations and allocations: exact where guards of real
// drivers depend on them.
#include <ntddk.h>
#include <wsk.h>

#include "inspect.h"

struct PART {
  ULONG Flags;
  PVOID Pointer;
};
struct CONTEXT {
  LONG Level;
  struct PART Part;
  KEVENT Event;
  PWSK_SOCKET Socket;
};

static LONG Word;
static PVOID Slot;

// Makes the functions below roots of a library that uses WSK.
static WSK_REGISTRATION Reg;
#define ROOT WskDeregister(&Reg)

//===-- Fill and copy -----------------------------------------------------===//

void ZeroWhole(struct CONTEXT *C) {
  ROOT;
  RtlZeroMemory(C, sizeof *C);
  VALUE(C->Level);        // expected-warning{{value: 0 [}}
  VALUE(C->Part.Pointer); // expected-warning{{value: 0 [}}
  VALUE(C->Socket);       // expected-warning{{value: 0 [}}
}

void ZeroPart(struct CONTEXT *C) {
  ROOT;
  C->Level = 3;
  C->Part.Flags = 5;
  RtlZeroMemory(&C->Part, sizeof C->Part);
  VALUE(C->Part.Flags);   // expected-warning{{value: 0 [}}
  VALUE(C->Part.Pointer); // expected-warning{{value: 0 [}}
  VALUE(C->Level);        // expected-warning{{value: 3 [}}
}

void ZeroLocal(void) {
  struct CONTEXT C;
  ROOT;
  memset(&C, 0, sizeof C);
  VALUE(C.Level);      // expected-warning{{value: 0 [}}
  VALUE(C.Part.Flags); // expected-warning{{value: 0 [}}
}

void FillOnes(struct CONTEXT *C) {
  ROOT;
  C->Level = 3;
  memset(C, 0xff, sizeof *C);
  VALUE(C->Level); // expected-warning{{value: open [}}
}

void ZeroScalar(void) {
  ULONG Value = 7;
  ROOT;
  RtlZeroMemory(&Value, sizeof Value);
  VALUE(Value); // expected-warning{{value: 0 [}}
}

void CopyWhole(void) {
  struct PART A = {5, &Word}, B;
  ROOT;
  RtlCopyMemory(&B, &A, sizeof A);
  VALUE(B.Flags);            // expected-warning{{value: 5 [}}
  VALUE(B.Pointer == &Word); // expected-warning{{value: 1 [}}
}

void CopyPart(struct CONTEXT *C) {
  struct PART A = {5, &Word};
  ROOT;
  C->Level = 3;
  C->Part.Flags = 1;
  RtlMoveMemory(&C->Part, &A, sizeof A);
  VALUE(C->Level);      // expected-warning{{value: 3 [}}
  VALUE(C->Part.Flags); // expected-warning{{value: 5 [}}
}

void CopyOfUnknownLength(struct PART *From, SIZE_T Length) {
  struct PART A = {5, NULL};
  ROOT;
  RtlCopyMemory(&A, From, Length);
  VALUE(A.Flags); // expected-warning{{value: open [}}
}

//===-- Atomic operations -------------------------------------------------===//

void Counting(void) {
  LONG Local = 0;
  ROOT;
  VALUE(InterlockedIncrement(&Local)); // expected-warning{{value: 1 [}}
  VALUE(InterlockedIncrement(&Local)); // expected-warning{{value: 2 [}}
  VALUE(InterlockedDecrement(&Local)); // expected-warning{{value: 1 [}}
  VALUE(InterlockedExchangeAdd(&Local, 4)); // expected-warning{{value: 1 [}}
  VALUE(Local);                        // expected-warning{{value: 5 [}}
}

void Exchange(void) {
  ROOT;
  Word = 1;
  VALUE(InterlockedExchange(&Word, 2)); // expected-warning{{value: 1 [}}
  VALUE(Word);                          // expected-warning{{value: 2 [}}
  Slot = &Word;
  VALUE(InterlockedExchangePointer(&Slot, NULL) == &Word); // expected-warning{{value: 1 [}}
  VALUE(Slot); // expected-warning{{value: 0 [}}
}

void CompareExchange(void) {
  ROOT;
  Word = 0;
  VALUE(InterlockedCompareExchange(&Word, 1, 0)); // expected-warning{{value: 0 [}}
  VALUE(Word);                                    // expected-warning{{value: 1 [}}
  VALUE(InterlockedCompareExchange(&Word, 2, 0)); // expected-warning{{value: 1 [}}
  VALUE(Word);                                    // expected-warning{{value: 1 [}}
}

void CompareExchangeOfUnknown(LONG *State) {
  ROOT;
  if (InterlockedCompareExchange(State, 1, 0) == 0)
    VALUE(*State); // expected-warning{{value: 1 [}}
  else
    VALUE(*State); // expected-warning{{value: not zero [}}
}

void Bits(void) {
  LONG Local = 1;
  ROOT;
  VALUE(InterlockedOr(&Local, 6));           // expected-warning{{value: 1 [}}
  VALUE(InterlockedAnd(&Local, 5));          // expected-warning{{value: 7 [}}
  VALUE(InterlockedXor(&Local, 1));          // expected-warning{{value: 5 [}}
  VALUE(Local);                              // expected-warning{{value: 4 [}}
  VALUE(InterlockedBitTestAndSet(&Local, 0)); // expected-warning{{value: 0 [}}
  VALUE(Local);                              // expected-warning{{value: 5 [}}
  VALUE(InterlockedBitTestAndReset(&Local, 2)); // expected-warning{{value: 1 [}}
  VALUE(Local);                              // expected-warning{{value: 1 [}}
}

//===-- Allocations -------------------------------------------------------===//

void PoolMayFail(void) {
  struct CONTEXT *C = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof *C, 'tseT');
  ROOT;
  VALUE(C); // expected-warning{{value: open [}}
  if (!C) {
    WskInspect(); // expected-warning{{state: 'Reg': deregistered captures=0; out of memory [}}
    return;
  }
  VALUE(C->Level); // expected-warning{{value: open [}}
  ExFreePoolWithTag(C, 'tseT');
}

void PoolZeroed(void) {
  struct CONTEXT *C = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *C, 'tseT');
  ROOT;
  if (!C)
    return;
  WskInspect();    // expected-warning{{state: 'Reg': deregistered captures=0 [}}
  VALUE(C->Level); // expected-warning{{value: 0 [}}
  ExFreePoolWithTag(C, 'tseT');
}

void IrpMayFail(void) {
  PIRP Irp = IoAllocateIrp(1, FALSE);
  ROOT;
  if (!Irp)
    WskInspect(); // expected-warning{{state: 'Reg': deregistered captures=0; out of memory [}}
  else
    IoFreeIrp(Irp);
}

// Two allocations are two objects.
void TwoObjects(void) {
  struct CONTEXT *A = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *A, 'tseT');
  struct CONTEXT *B = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *B, 'tseT');
  ROOT;
  if (!A || !B)
    return;
  A->Level = 1;
  VALUE(A == B);   // expected-warning{{value: 0 [}}
  VALUE(B->Level); // expected-warning{{value: 0 [}}
}

// What one call writes to two places are two values.
void ReadTwo(LONG *First, LONG *Second);
void TwoResults(void) {
  LONG A = 0, B = 0;
  ROOT;
  ReadTwo(&A, &B);
  if (A == 1)
    VALUE(B); // expected-warning{{value: open [}}
}
