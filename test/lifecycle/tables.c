// RUN: %inspect -verify %s
// Function pointers in tables of the driver: called, stored, initialised in a
// loop.
#include "stages.h"

typedef struct {
  NTSTATUS (*Start)(PWSK_REGISTRATION);
  VOID (*Stop)(PWSK_REGISTRATION);
} MODULE;

static NTSTATUS startNothing(PWSK_REGISTRATION R) { return STATUS_SUCCESS; }
static VOID stopNothing(PWSK_REGISTRATION R) {}
static NTSTATUS startNet(PWSK_REGISTRATION R) { return WskRegister(&Client, R); }
static VOID stopNet(PWSK_REGISTRATION R) { WskDeregister(R); }

static const MODULE Modules[] = {{startNothing, stopNothing},
                                 {startNet, stopNet}};
static ULONG Started;

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  VALUE(Started); // expected-warning{{value: 2 [}}
  BLOCK(&Reg);    // expected-warning{{block: registered, 0 captures [}}
  while (Started)
    Modules[--Started].Stop(&Reg);
  BLOCK(&Reg); // expected-warning{{block: deregistered, 0 captures [}}
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = STATUS_SUCCESS;
  for (ULONG I = 0; I < ARRAYSIZE(Modules); ++I) {
    Status = Modules[I].Start(&Reg);
    if (!NT_SUCCESS(Status))
      break;
    ++Started;
  }
  if (!NT_SUCCESS(Status)) {
    BLOCK(&Reg);    // expected-warning{{block: failed, 0 captures [}}
    VALUE(Started); // expected-warning{{value: 1 [}}
  }
  Driver->DriverUnload = Unload;
  return Status;
}
