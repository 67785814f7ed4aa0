// RUN: %calls -verify %s
// Provider NPIs and tables handed about by value, chosen, and in tables.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Reg, Other;

#define ARGUMENTS(Npi)                                                         \
  (Npi).Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_BASIC_SOCKET,      \
      NULL, NULL, NULL, NULL, NULL, NULL

static NTSTATUS capture(PWSK_REGISTRATION From, PWSK_PROVIDER_NPI Npi) {
  return WskCaptureProviderNPI(From, WSK_NO_WAIT, Npi); // expected-warning{{call: WskCaptureProviderNPI, export [}}
}

static void byValue(WSK_PROVIDER_NPI Npi) {
  Npi.Dispatch->WskSocket(ARGUMENTS(Npi)); // expected-warning{{call: WskSocket, provider, captured on 'Reg' [}}
}

void ByValue(void) {
  WSK_PROVIDER_NPI Npi;
  if (NT_SUCCESS(capture(&Reg, &Npi)))
    byValue(Npi);
}

static WSK_PROVIDER_NPI returned(NTSTATUS *Status) {
  WSK_PROVIDER_NPI Npi = {NULL, NULL};
  *Status = capture(&Reg, &Npi);
  return Npi;
}

void Returned(void) {
  NTSTATUS Status;
  WSK_PROVIDER_NPI Npi = returned(&Status);
  if (NT_SUCCESS(Status))
    Npi.Dispatch->WskSocket(ARGUMENTS(Npi)); // expected-warning{{call: WskSocket, provider, captured on 'Reg' [}}
}

static const WSK_PROVIDER_DISPATCH *tableOf(PWSK_PROVIDER_NPI Npi) {
  return Npi->Dispatch;
}

static PFN_WSK_SOCKET memberOf(PWSK_PROVIDER_NPI Npi) {
  return Npi->Dispatch->WskSocket;
}

void ThroughGetters(void) {
  WSK_PROVIDER_NPI Npi;
  if (!NT_SUCCESS(capture(&Reg, &Npi)))
    return;
  tableOf(&Npi)->WskSocket(ARGUMENTS(Npi)); // expected-warning{{call: WskSocket, provider, captured on 'Reg' [}}
  memberOf(&Npi)(ARGUMENTS(Npi));           // expected-warning{{call: WskSocket, provider, captured on 'Reg' [}}
}

void Chosen(BOOLEAN First) {
  WSK_PROVIDER_NPI A, B;
  PWSK_PROVIDER_NPI One;
  if (!NT_SUCCESS(capture(&Reg, &A)) || !NT_SUCCESS(capture(&Other, &B)))
    return;
  One = First ? &A : &B;
  // expected-warning@+2{{call: WskSocket, provider, captured on 'Reg' [}}
  // expected-warning@+1{{call: WskSocket, provider, captured on 'Other' [}}
  One->Dispatch->WskSocket(ARGUMENTS(*One));
}

void InArray(void) {
  WSK_PROVIDER_NPI All[2];
  if (!NT_SUCCESS(capture(&Reg, &All[0])) ||
      !NT_SUCCESS(capture(&Other, &All[1])))
    return;
  All[1].Dispatch->WskSocket(ARGUMENTS(All[1])); // expected-warning{{call: WskSocket, provider, captured on 'Other' [}}
  All[0].Dispatch->WskSocket(ARGUMENTS(All[0])); // expected-warning{{call: WskSocket, provider, captured on 'Reg' [}}
}

// A call through a table that is NULL is still one of the provider's.
void NullTable(void) {
  WSK_PROVIDER_NPI Npi = {NULL, NULL};
  if (!NT_SUCCESS(capture(&Reg, &Npi)))
    Npi.Dispatch->WskSocket(ARGUMENTS(Npi)); // expected-warning{{call: WskSocket, provider [}}
}

// Declarations of the export in the file itself, as some drivers have.
NTSTATUS NTAPI WskCaptureProviderNPI(PWSK_REGISTRATION, ULONG, PWSK_PROVIDER_NPI);

#define MY_CAPTURE(Npi) WskCaptureProviderNPI(&Reg, WSK_NO_WAIT, Npi)

void ThroughMacro(PWSK_PROVIDER_NPI Npi) {
  MY_CAPTURE(Npi); // expected-warning{{call: WskCaptureProviderNPI, export [}}
}
