// RUN: %calls -verify %s
// A provider call is one through a pointer from a WSK_PROVIDER_DISPATCH, on
// whatever way the pointer came.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Reg;
static WSK_PROVIDER_NPI Global;
static const WSK_PROVIDER_DISPATCH *SavedTable;
static PFN_WSK_SOCKET SavedMember;

#define ARGUMENTS(Npi)                                                         \
  (Npi).Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_BASIC_SOCKET,      \
      NULL, NULL, NULL, NULL, NULL, NULL

static BOOLEAN capture(PWSK_PROVIDER_NPI Npi) {
  return NT_SUCCESS(WskCaptureProviderNPI(&Reg, WSK_NO_WAIT, Npi)); // expected-warning 0+{{call: WskCaptureProviderNPI, export [}}
}

void ThroughNpi(void) {
  WSK_PROVIDER_NPI Npi;
  if (capture(&Npi))
    Npi.Dispatch->WskSocket(ARGUMENTS(Npi)); // expected-warning{{call: WskSocket, provider, captured on 'Reg' [}}
}

void ThroughGlobalNpi(void) {
  if (capture(&Global))
    Global.Dispatch->WskSocket(ARGUMENTS(Global)); // expected-warning{{call: WskSocket, provider, captured on 'Reg' [}}
}

void ThroughCopy(void) {
  WSK_PROVIDER_NPI Npi, Copy;
  if (!capture(&Npi))
    return;
  Copy = Npi;
  Copy.Dispatch->WskSocket(ARGUMENTS(Copy)); // expected-warning{{call: WskSocket, provider, captured on 'Reg' [}}
}

void ThroughSavedTable(void) {
  WSK_PROVIDER_NPI Npi;
  if (!capture(&Npi))
    return;
  SavedTable = Npi.Dispatch;
  SavedTable->WskSocket(ARGUMENTS(Npi)); // expected-warning{{call: WskSocket, provider, captured on 'Reg' [}}
}

void ThroughLocalPointer(void) {
  WSK_PROVIDER_NPI Npi;
  PFN_WSK_SOCKET Create;
  if (!capture(&Npi))
    return;
  Create = Npi.Dispatch->WskSocket;
  Create(ARGUMENTS(Npi));    // expected-warning{{call: WskSocket, provider, captured on 'Reg' [}}
  (*Create)(ARGUMENTS(Npi)); // expected-warning{{call: WskSocket, provider, captured on 'Reg' [}}
}

void ThroughGlobalPointer(void) {
  WSK_PROVIDER_NPI Npi;
  if (!capture(&Npi))
    return;
  SavedMember = Npi.Dispatch->WskSocket;
  SavedMember(ARGUMENTS(Npi)); // expected-warning{{call: WskSocket, provider, captured on 'Reg' [}}
}

void ThroughCast(PVOID Memory) {
  WSK_PROVIDER_NPI Npi;
  PVOID Untyped;
  if (!capture(&Npi))
    return;
  Untyped = (PVOID)Npi.Dispatch;
  ((const WSK_PROVIDER_DISPATCH *)Untyped)->WskSocket(ARGUMENTS(Npi)); // expected-warning{{call: WskSocket, provider, captured on 'Reg' [}}
  ((PFN_WSK_SOCKET)(PVOID)Npi.Dispatch->WskSocket)(ARGUMENTS(Npi)); // expected-warning{{call: WskSocket, provider, captured on 'Reg' [}}
}

static void callIt(PFN_WSK_SOCKET Create, PWSK_PROVIDER_NPI Npi) {
  Create(ARGUMENTS(*Npi)); // expected-warning{{call: WskSocket, provider, captured on 'Reg' [}}
}

static void useTable(const WSK_PROVIDER_DISPATCH *Table, PWSK_CLIENT Client) {
  Table->WskFreeAddressInfo(Client, NULL); // expected-warning{{call: WskFreeAddressInfo, provider, captured on 'Reg' [}}
}

void ThroughArgument(void) {
  WSK_PROVIDER_NPI Npi;
  if (!capture(&Npi))
    return;
  callIt(Npi.Dispatch->WskSocket, &Npi);
  useTable(Npi.Dispatch, Npi.Client);
}

struct CONTEXT {
  WSK_PROVIDER_NPI Npi;
  const WSK_PROVIDER_DISPATCH *Table;
  PFN_WSK_SOCKET Create;
};

void ThroughContext(struct CONTEXT *C) {
  if (!capture(&C->Npi))
    return;
  C->Table = C->Npi.Dispatch;
  C->Create = C->Table->WskSocket;
  C->Npi.Dispatch->WskSocket(ARGUMENTS(C->Npi)); // expected-warning{{call: WskSocket, provider, captured on 'Reg' [}}
  C->Table->WskSocket(ARGUMENTS(C->Npi));        // expected-warning{{call: WskSocket, provider, captured on 'Reg' [}}
  C->Create(ARGUMENTS(C->Npi));                  // expected-warning{{call: WskSocket, provider, captured on 'Reg' [}}
}

// A table copied as a whole is the same table: its members are WSK's.
void ThroughCopiedTable(void) {
  WSK_PROVIDER_NPI Npi;
  WSK_PROVIDER_DISPATCH Table;
  if (!capture(&Npi))
    return;
  Table = *Npi.Dispatch;
  Table.WskSocket(ARGUMENTS(Npi)); // expected-warning{{call: WskSocket, provider, captured on 'Reg' [}}
}

void AfterFailedCapture(void) {
  WSK_PROVIDER_NPI Npi;
  if (!capture(&Npi))
    Npi.Dispatch->WskSocket(ARGUMENTS(Npi)); // expected-warning{{call: WskSocket, provider, failed capture on 'Reg' [}}
}

// Without a capture in sight it is a provider call all the same.
void Given(PWSK_PROVIDER_NPI Npi) {
  PFN_WSK_SOCKET Create = Npi->Dispatch->WskSocket;
  Npi->Dispatch->WskSocket(ARGUMENTS(*Npi)); // expected-warning{{call: WskSocket, provider [}}
  Create(ARGUMENTS(*Npi));                   // expected-warning{{call: WskSocket, provider [}}
}

void AllMembers(PWSK_PROVIDER_NPI Npi, PIRP Irp, PSOCKADDR Address,
                PUNICODE_STRING Name, PADDRINFOEXW Info) {
  const WSK_PROVIDER_DISPATCH *T = Npi->Dispatch;
  PWSK_CLIENT C = Npi->Client;
  T->WskSocketConnect(C, SOCK_STREAM, IPPROTO_TCP, Address, Address, 0, NULL,
                      NULL, NULL, NULL, NULL, Irp); // expected-warning@-1{{call: WskSocketConnect, provider [}}
  T->WskControlClient(C, 0, 0, NULL, 0, NULL, NULL, Irp); // expected-warning{{call: WskControlClient, provider [}}
  T->WskGetAddressInfo(C, Name, NULL, 0, NULL, NULL, &Info, NULL, NULL, Irp); // expected-warning{{call: WskGetAddressInfo, provider [}}
  T->WskFreeAddressInfo(C, Info);                         // expected-warning{{call: WskFreeAddressInfo, provider [}}
  T->WskGetNameInfo(C, Address, 0, Name, NULL, 0, NULL, NULL, Irp); // expected-warning{{call: WskGetNameInfo, provider [}}
}

void Exports(PWSK_CLIENT_NPI Client, PWSK_PROVIDER_CHARACTERISTICS Version) {
  WSK_PROVIDER_NPI Npi;
  NTSTATUS (*Register)(PWSK_CLIENT_NPI, PWSK_REGISTRATION) = WskRegister;
  WskRegister(Client, &Reg);                      // expected-warning{{call: WskRegister, export [}}
  WskQueryProviderCharacteristics(&Reg, Version); // expected-warning{{call: WskQueryProviderCharacteristics, export [}}
  WskCaptureProviderNPI(&Reg, 0, &Npi);           // expected-warning{{call: WskCaptureProviderNPI, export [}}
  WskReleaseProviderNPI(&Reg);                    // expected-warning{{call: WskReleaseProviderNPI, export [}}
  (WskDeregister)(&Reg);                          // expected-warning{{call: WskDeregister, export [}}
  Register(Client, &Reg);                         // expected-warning{{call: WskRegister, export [}}
}
