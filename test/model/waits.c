// RUN: %inspect -verify %s
// The ways drivers wait for a WSK call: a context that owns IRP and event, a
// wrapper with a callback, a routine of another file, an IRP per call.
#include <ntddk.h>
#include <wsk.h>

#include "inspect.h"

static WSK_PROVIDER_NPI Npi;

typedef struct {
  PIRP Irp;
  KEVENT Event;
} ASYNC;

typedef struct {
  PWSK_SOCKET Socket;
  const WSK_PROVIDER_CONNECTION_DISPATCH *Table;
  ASYNC Async;
} CONNECTION;

static NTSTATUS NTAPI signal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) {
  KeSetEvent(Context, IO_NO_INCREMENT, FALSE);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS allocate(ASYNC *A) {
  KeInitializeEvent(&A->Event, SynchronizationEvent, FALSE);
  A->Irp = IoAllocateIrp(1, FALSE);
  if (!A->Irp)
    return STATUS_INSUFFICIENT_RESOURCES;
  IoSetCompletionRoutine(A->Irp, signal, &A->Event, TRUE, TRUE, TRUE);
  return STATUS_SUCCESS;
}

static void reuse(ASYNC *A) {
  KeResetEvent(&A->Event);
  IoReuseIrp(A->Irp, STATUS_UNSUCCESSFUL);
  IoSetCompletionRoutine(A->Irp, signal, &A->Event, TRUE, TRUE, TRUE);
}

static void wait(ASYNC *A, NTSTATUS *Status) {
  if (*Status == STATUS_PENDING) {
    KeWaitForSingleObject(&A->Event, Executive, KernelMode, FALSE, NULL);
    *Status = A->Irp->IoStatus.Status;
  }
}

static NTSTATUS connect(CONNECTION *C) {
  NTSTATUS Status = Npi.Dispatch->WskSocket(
      Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET,
      NULL, NULL, NULL, NULL, NULL, C->Async.Irp);
  wait(&C->Async, &Status);
  if (NT_SUCCESS(Status)) {
    C->Socket = (PWSK_SOCKET)C->Async.Irp->IoStatus.Information;
    C->Table = C->Socket->Dispatch;
  }
  return Status;
}

// A whole connection on one context from the pool.
NTSTATUS OneContext(PSOCKADDR Address, CONNECTION **Out) {
  NTSTATUS Status;
  CONNECTION *C = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *C, 'tseT');
  if (!C)
    return STATUS_NO_MEMORY;
  Status = allocate(&C->Async);
  if (NT_SUCCESS(Status))
    Status = connect(C);
  if (!NT_SUCCESS(Status)) {
    SOCKET(C->Socket); // expected-warning{{socket: null [}}
    ExFreePoolWithTag(C, 'tseT');
    return Status;
  }
  SOCKET(C->Socket); // expected-warning{{socket: open [}}
  reuse(&C->Async);
  Status = C->Table->WskBind(C->Socket, Address, 0, C->Async.Irp);
  wait(&C->Async, &Status);
  if (!NT_SUCCESS(Status)) {
    reuse(&C->Async);
    Status = ((PWSK_PROVIDER_BASIC_DISPATCH)C->Table)
                 ->WskCloseSocket(C->Socket, C->Async.Irp);
    wait(&C->Async, &Status);
    SOCKET(C->Socket); // expected-warning{{socket: closing [}}
    IoFreeIrp(C->Async.Irp);
    ExFreePoolWithTag(C, 'tseT');
    return STATUS_UNSUCCESSFUL;
  }
  *Out = C;
  SOCKET((*Out)->Socket); // expected-warning{{socket: open [}}
  return STATUS_SUCCESS;
}

// The call itself is chosen by the caller of a wrapper.
typedef NTSTATUS (*STEP)(CONNECTION *, PVOID);

static NTSTATUS closeStep(CONNECTION *C, PVOID Unused) {
  return ((PWSK_PROVIDER_BASIC_DISPATCH)C->Socket->Dispatch)
      ->WskCloseSocket(C->Socket, C->Async.Irp);
}

static NTSTATUS synchronously(CONNECTION *C, STEP Step, PVOID Argument) {
  NTSTATUS Status;
  reuse(&C->Async);
  Status = Step(C, Argument);
  wait(&C->Async, &Status);
  return Status;
}

void ThroughWrapper(CONNECTION *C) {
  synchronously(C, closeStep, NULL);
  SOCKET(C->Socket); // expected-warning{{socket: closing [}}
}

// Status and information copied out by the completion routine.
typedef struct {
  KEVENT Event;
  IO_STATUS_BLOCK Result;
} WAITER;

static NTSTATUS NTAPI copy(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) {
  WAITER *W = Context;
  W->Result = Irp->IoStatus;
  KeSetEvent(&W->Event, 0, FALSE);
  IoFreeIrp(Irp);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS CopiedResult(PWSK_SOCKET *Out) {
  WAITER W;
  PIRP Irp = IoAllocateIrp(1, FALSE);
  if (!Irp)
    return STATUS_NO_MEMORY;
  KeInitializeEvent(&W.Event, NotificationEvent, FALSE);
  IoSetCompletionRoutine(Irp, copy, &W, TRUE, TRUE, TRUE);
  Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
                          WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL,
                          NULL, Irp);
  KeWaitForSingleObject(&W.Event, Executive, KernelMode, FALSE, NULL);
  if (!NT_SUCCESS(W.Result.Status))
    return W.Result.Status;
  *Out = (PWSK_SOCKET)W.Result.Information;
  SOCKET(*Out); // expected-warning{{socket: open [}}
  return STATUS_SUCCESS;
}

// A stack IO_STATUS_BLOCK filled by hand.
NTSTATUS StatusInVariable(PIRP Irp, PKEVENT Event) {
  IO_STATUS_BLOCK Result = {0};
  Result.Status = Npi.Dispatch->WskSocket(
      Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
      NULL, NULL, NULL, NULL, NULL, Irp);
  if (Result.Status == STATUS_PENDING) {
    KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
    Result = Irp->IoStatus;
  } else if (NT_SUCCESS(Result.Status)) {
    Result.Information = Irp->IoStatus.Information;
  }
  if (NT_SUCCESS(Result.Status))
    SOCKET(Result.Information); // expected-warning{{socket: open [}}
  return Result.Status;
}
