// RUN: %inspect -verify %s
// Calls that no sensible driver makes must not confuse the model.
#include <ntddk.h>
#include <wsk.h>

#include "inspect.h"

static WSK_CLIENT_NPI Client;
static WSK_PROVIDER_NPI Npi;
static UCHAR Buffer[256];

void NoBlock(void) {
  WskRegister(&Client, NULL);
  WskDeregister(NULL);
  WskCaptureProviderNPI(NULL, 0, NULL);
  WskReleaseProviderNPI(NULL);
  WskInspect(); // expected-warning{{state: nothing [}}
}

void FixedAddress(void) {
  PWSK_REGISTRATION Fixed = (PWSK_REGISTRATION)0x1000;
  WskRegister(&Client, Fixed);
  BLOCK(Fixed); // expected-warning{{block: no block [}}
  WskDeregister(Fixed);
}

void InBuffer(void) {
  PWSK_REGISTRATION Block = (PWSK_REGISTRATION)&Buffer[64];
  if (!NT_SUCCESS(WskRegister(&Client, Block)))
    return;
  BLOCK(Block);        // expected-warning{{block: registered, 0 captures [}}
  BLOCK(&Buffer[64]);  // expected-warning{{block: registered, 0 captures [}}
  BLOCK(&Buffer[128]); // expected-warning{{block: unknown, 0 captures [}}
}

void AFunction(void) {
  WskRegister(&Client, (PWSK_REGISTRATION)AFunction);
  WskDeregister((PWSK_REGISTRATION)AFunction);
  WskCaptureProviderNPI((PWSK_REGISTRATION)&Buffer, 0,
                        (PWSK_PROVIDER_NPI)AFunction);
}

void OnlyNpi(PWSK_REGISTRATION Reg) {
  UCHAR Bytes[sizeof(WSK_PROVIDER_NPI)];
  if (NT_SUCCESS(WskCaptureProviderNPI(Reg, 0, (PWSK_PROVIDER_NPI)Bytes)))
    NPI(((PWSK_PROVIDER_NPI)Bytes)->Dispatch); // expected-warning{{npi: no capture [}}
}

void NoIrp(PWSK_SOCKET Socket) {
  Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, 0,
                          NULL, NULL, NULL, NULL, NULL, NULL);
  ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, NULL);
  SOCKET(Socket); // expected-warning{{socket: closing [}}
}

void NullSocket(PIRP Irp, PWSK_PROVIDER_BASIC_DISPATCH Table) {
  Table->WskCloseSocket(NULL, Irp);
  Table->WskCloseSocket((PWSK_SOCKET)0x10, Irp);
  SOCKET(NULL); // expected-warning{{socket: null [}}
}

void IrpOnStack(void) {
  IRP Irp;
  Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, 0,
                          NULL, NULL, NULL, NULL, NULL, &Irp);
  if (NT_SUCCESS(Irp.IoStatus.Status))
    SOCKET(Irp.IoStatus.Information); // expected-warning{{socket: open [}}
}

void OddSizes(SIZE_T Size, PVOID Memory) {
  WSK_REGISTRATION Local;
  WskRegister(&Client, &Local);
  RtlZeroMemory(&Local, 0);
  RtlZeroMemory(NULL, 8);
  RtlZeroMemory(Memory, (SIZE_T)-1);
  RtlCopyMemory(&Local, Memory, Size);
  RtlCopyMemory(NULL, NULL, 0);
  BLOCK(&Local); // expected-warning{{block: registered, 0 captures [}} \
                 // expected-warning{{block: failed, 0 captures [}}
  ExFreePool(NULL);
  ExFreePool((PVOID)0x1000);
  IoFreeIrp(NULL);
}

void OddAtomics(PVOID Memory, LONG Bit) {
  LONG Word = 0;
  WskDeregister((PWSK_REGISTRATION)Buffer);
  InterlockedIncrement((LONG *)Memory);
  InterlockedBitTestAndSet(&Word, Bit);
  InterlockedBitTestAndSet(&Word, 77);
  InterlockedExchangePointer((PVOID *)&Word, Memory);
  InterlockedCompareExchange(NULL, 1, 0);
  VALUE(1); // expected-warning{{value: 1 [}}
}

static void noParameters(void) { WskReleaseProviderNPI(NULL); }

void OddCompletion(PIRP Irp) {
  IoSetCompletionRoutine(Irp, (PIO_COMPLETION_ROUTINE)noParameters, NULL, TRUE, TRUE,
                         TRUE);
  Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, 0,
                          NULL, NULL, NULL, NULL, NULL, Irp);
  SOCKET(Irp->IoStatus.Information); // expected-warning{{socket: maybe [}}
}
