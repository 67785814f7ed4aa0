// RUN: %inspect -verify %s
// Captures are counted on the block; what a capture hands out says where it
// came from, wherever it is copied.
#include <ntddk.h>
#include <wsk.h>

#include "inspect.h"

static WSK_REGISTRATION Reg;
static WSK_PROVIDER_NPI Saved;
static const WSK_PROVIDER_DISPATCH *SavedTable;

void Counting(PWSK_CLIENT_NPI Client) {
  WSK_REGISTRATION Local;
  WSK_PROVIDER_NPI Npi;
  if (!NT_SUCCESS(WskRegister(Client, &Local)))
    return;
  if (!NT_SUCCESS(WskCaptureProviderNPI(&Local, WSK_INFINITE_WAIT, &Npi))) {
    BLOCK(&Local); // expected-warning{{block: registered, 0 captures, capture failed [}}
    WskDeregister(&Local);
    return;
  }
  BLOCK(&Local); // expected-warning{{block: registered, 1 captures [}}
  if (NT_SUCCESS(WskCaptureProviderNPI(&Local, WSK_NO_WAIT, &Npi))) {
    BLOCK(&Local); // expected-warning{{block: registered, 2 captures [}}
    WskReleaseProviderNPI(&Local);
  } else {
    BLOCK(&Local); // expected-warning{{block: registered, 1 captures, capture failed [}}
  }
  WskReleaseProviderNPI(&Local);
  BLOCK(&Local); // expected-warning{{block: registered, 0 captures [}}
  WskDeregister(&Local);
}

// Of an unknown block only the change is known.
void ReleaseOfUnknown(PWSK_REGISTRATION Block) {
  WskReleaseProviderNPI(Block);
  BLOCK(Block); // expected-warning{{block: unknown, -1 captures [}}
}

// A block that is not registered cannot be captured on.
void CaptureOnRaw(void) {
  WSK_REGISTRATION Local;
  WSK_PROVIDER_NPI Npi;
  NTSTATUS Status = WskCaptureProviderNPI(&Local, WSK_NO_WAIT, &Npi);
  VALUE(NT_SUCCESS(Status)); // expected-warning{{value: 0 [}}
  BLOCK(&Local); // expected-warning{{block: raw, 0 captures, capture failed [}}
}

void Outputs(void) {
  WSK_PROVIDER_NPI Npi;
  if (!NT_SUCCESS(WskCaptureProviderNPI(&Reg, WSK_NO_WAIT, &Npi))) {
    NPI(Npi.Dispatch); // expected-warning{{npi: failed capture on 'Reg' [}}
    return;
  }
  NPI(Npi.Dispatch);   // expected-warning{{npi: captured on 'Reg' [}}
  NPI(Npi.Client);     // expected-warning{{npi: captured on 'Reg' [}}
  VALUE(Npi.Dispatch); // expected-warning{{value: not zero [}}
  VALUE(Npi.Client);   // expected-warning{{value: not zero [}}
}

// A failed capture leaves the NPI as it was.
void FailedCaptureLeavesZero(void) {
  WSK_PROVIDER_NPI Npi = {NULL, NULL};
  if (NT_SUCCESS(WskCaptureProviderNPI(&Reg, WSK_NO_WAIT, &Npi)))
    return;
  VALUE(Npi.Dispatch); // expected-warning{{value: 0 [}}
  NPI(Npi.Dispatch);   // expected-warning{{npi: null [}}
}

void FailedCaptureLeavesEarlierOne(void) {
  WSK_PROVIDER_NPI Npi;
  if (!NT_SUCCESS(WskCaptureProviderNPI(&Reg, WSK_NO_WAIT, &Npi)))
    return;
  if (NT_SUCCESS(WskCaptureProviderNPI(&Reg, WSK_NO_WAIT, &Npi)))
    return;
  NPI(Npi.Dispatch); // expected-warning{{npi: captured on 'Reg' [}}
}

void Copies(WSK_PROVIDER_NPI *Out) {
  WSK_PROVIDER_NPI Npi, Second;
  const WSK_PROVIDER_DISPATCH *Table;
  if (!NT_SUCCESS(WskCaptureProviderNPI(&Reg, WSK_NO_WAIT, &Npi)))
    return;
  Saved = Npi;
  Second = Saved;
  *Out = Second;
  Table = Npi.Dispatch;
  SavedTable = Table;
  NPI(Saved.Dispatch);  // expected-warning{{npi: captured on 'Reg' [}}
  NPI(Saved.Client);    // expected-warning{{npi: captured on 'Reg' [}}
  NPI(Second.Dispatch); // expected-warning{{npi: captured on 'Reg' [}}
  NPI(Out->Dispatch);   // expected-warning{{npi: captured on 'Reg' [}}
  NPI(Table);           // expected-warning{{npi: captured on 'Reg' [}}
  NPI(SavedTable);      // expected-warning{{npi: captured on 'Reg' [}}
}

void CopyByMemcpy(void) {
  WSK_PROVIDER_NPI Npi, Second;
  if (!NT_SUCCESS(WskCaptureProviderNPI(&Reg, WSK_NO_WAIT, &Npi)))
    return;
  RtlCopyMemory(&Second, &Npi, sizeof Npi);
  NPI(Second.Dispatch); // expected-warning{{npi: captured on 'Reg' [}}
}

void CopyInContext(void) {
  struct {
    ULONG Before;
    WSK_PROVIDER_NPI Npi;
  } One, Two;
  if (!NT_SUCCESS(WskCaptureProviderNPI(&Reg, WSK_NO_WAIT, &One.Npi)))
    return;
  One.Before = 7;
  Two = One;
  NPI(Two.Npi.Dispatch); // expected-warning{{npi: captured on 'Reg' [}}
  VALUE(Two.Before);     // expected-warning{{value: 7 [}}
}

// Two blocks are two captures.
void TwoBlocks(PWSK_REGISTRATION Other) {
  WSK_PROVIDER_NPI A, B;
  if (!NT_SUCCESS(WskCaptureProviderNPI(&Reg, WSK_NO_WAIT, &A)))
    return;
  if (!NT_SUCCESS(WskCaptureProviderNPI(Other, WSK_NO_WAIT, &B)))
    return;
  NPI(A.Dispatch); // expected-warning{{npi: captured on 'Reg' [}}
  NPI(B.Dispatch); // expected-warning{{npi: captured on the registration [}}
  BLOCK(&Reg);     // expected-warning{{block: unknown, 1 captures [}}
  BLOCK(Other);    // expected-warning{{block: unknown, 1 captures [}}
}

void NotCaptured(PWSK_PROVIDER_NPI Npi) {
  NPI(Npi->Dispatch); // expected-warning{{npi: no capture [}}
}
