// RUN: %inspect -verify %s
// The IRP completes whatever the call returns (contract F2): a completion
// routine of the driver runs before the call's value is looked at.
#include <ntddk.h>
#include <wsk.h>

#include "inspect.h"

static WSK_PROVIDER_NPI Npi;
static PWSK_SOCKET Global;

struct CONTEXT {
  NTSTATUS Status;
  PWSK_SOCKET Socket;
  KEVENT Done;
  ULONG Count;
};

static NTSTATUS NTAPI stored(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) {
  struct CONTEXT *C = Context;
  C->Status = Irp->IoStatus.Status;
  if (NT_SUCCESS(C->Status))
    C->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
  C->Count = 1;
  KeSetEvent(&C->Done, IO_NO_INCREMENT, FALSE);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS create(PIRP Irp) {
  return Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                                 WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, NULL,
                                 NULL, NULL, Irp);
}

void ContextOnStack(PIRP Irp) {
  struct CONTEXT C;
  RtlZeroMemory(&C, sizeof C);
  KeInitializeEvent(&C.Done, NotificationEvent, FALSE);
  IoSetCompletionRoutine(Irp, stored, &C, TRUE, TRUE, TRUE);
  create(Irp);
  KeWaitForSingleObject(&C.Done, Executive, KernelMode, FALSE, NULL);
  VALUE(C.Count); // expected-warning{{value: 1 [}}
  if (NT_SUCCESS(C.Status))
    SOCKET(C.Socket); // expected-warning{{socket: open [}}
  else
    SOCKET(C.Socket); // expected-warning{{socket: null [}}
}

// The status word of the call itself is tied to what the routine saw.
void ReturnValueDecides(PIRP Irp) {
  struct CONTEXT C;
  RtlZeroMemory(&C, sizeof C);
  IoSetCompletionRoutine(Irp, stored, &C, TRUE, TRUE, TRUE);
  if (create(Irp) == STATUS_SUCCESS)
    SOCKET(C.Socket); // expected-warning{{socket: open [}}
}

static NTSTATUS NTAPI global(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) {
  if (NT_SUCCESS(Irp->IoStatus.Status))
    Global = (PWSK_SOCKET)Irp->IoStatus.Information;
  IoFreeIrp(Irp);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

void StoredInGlobal(void) {
  PIRP Irp = IoAllocateIrp(1, FALSE);
  if (!Irp)
    return;
  Global = NULL;
  IoSetCompletionRoutine(Irp, global, NULL, TRUE, TRUE, TRUE);
  create(Irp);
  SOCKET(Global); // expected-warning{{socket: open [}} \
                  // expected-warning{{socket: null [}}
}

static NTSTATUS NTAPI closes(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) {
  PWSK_SOCKET Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
  if (!NT_SUCCESS(Irp->IoStatus.Status))
    return STATUS_MORE_PROCESSING_REQUIRED;
  SOCKET(Socket); // expected-warning{{socket: open [}}
  ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)
      ->WskCloseSocket(Socket, (PIRP)Context);
  SOCKET(Socket); // expected-warning{{socket: closing [}}
  return STATUS_MORE_PROCESSING_REQUIRED;
}

void ClosedInside(PIRP Irp, PIRP Second) {
  IoSetCompletionRoutine(Irp, closes, Second, TRUE, TRUE, TRUE);
  create(Irp);
}

// A routine that only signals needs no path of its own.
static NTSTATUS NTAPI signals(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) {
  KeSetEvent(Context, IO_NO_INCREMENT, FALSE);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

void OnlySignalled(PIRP Irp, PKEVENT Done) {
  NTSTATUS Status;
  IoSetCompletionRoutine(Irp, signals, Done, TRUE, TRUE, TRUE);
  Status = create(Irp);
  if (Status == STATUS_PENDING) {
    KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
  }
  if (NT_SUCCESS(Status))
    SOCKET(Irp->IoStatus.Information); // expected-warning{{socket: open [}}
}

// A reused IRP has lost its routine.
void RoutineLost(PIRP Irp) {
  struct CONTEXT C;
  RtlZeroMemory(&C, sizeof C);
  IoSetCompletionRoutine(Irp, stored, &C, TRUE, TRUE, TRUE);
  IoReuseIrp(Irp, STATUS_SUCCESS);
  create(Irp);
  VALUE(C.Count); // expected-warning{{value: 0 [}}
}

// The routine of one IRP does not run for another.
void OtherIrp(PIRP Irp, PIRP Other) {
  struct CONTEXT C;
  RtlZeroMemory(&C, sizeof C);
  IoSetCompletionRoutine(Irp, stored, &C, TRUE, TRUE, TRUE);
  create(Other);
  VALUE(C.Count); // expected-warning{{value: 0 [}}
}

// Set through a function pointer it is the same routine.
void ThroughPointer(PIRP Irp) {
  PIO_COMPLETION_ROUTINE Routine = stored;
  struct CONTEXT C;
  RtlZeroMemory(&C, sizeof C);
  IoSetCompletionRoutineEx(NULL, Irp, Routine, &C, TRUE, TRUE, TRUE);
  create(Irp);
  VALUE(C.Count); // expected-warning{{value: 1 [}}
}
