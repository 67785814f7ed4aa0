// RUN: %inspect -verify %s
// What a WSK call returns and what the IRP completes with: a final return
// value decides both, STATUS_PENDING decides nothing.
#include <ntddk.h>
#include <wsk.h>

#include "inspect.h"

static WSK_PROVIDER_NPI Npi;

static NTSTATUS create(PIRP Irp) {
  return Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                                 WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, NULL,
                                 NULL, NULL, Irp);
}

void FinalSuccess(PIRP Irp) {
  if (create(Irp) != STATUS_SUCCESS)
    return;
  VALUE(Irp->IoStatus.Status);       // expected-warning{{value: 0 [}}
  SOCKET(Irp->IoStatus.Information); // expected-warning{{socket: open [}}
}

void FinalFailure(PIRP Irp) {
  if (NT_SUCCESS(create(Irp)))
    return;
  VALUE(NT_SUCCESS(Irp->IoStatus.Status)); // expected-warning{{value: 0 [}}
  SOCKET(Irp->IoStatus.Information);       // expected-warning{{socket: no socket [}}
}

void PendingSaysNothing(PIRP Irp) {
  if (create(Irp) != STATUS_PENDING)
    return;
  SOCKET(Irp->IoStatus.Information); // expected-warning{{socket: maybe [}}
  if (NT_SUCCESS(Irp->IoStatus.Status))
    SOCKET(Irp->IoStatus.Information); // expected-warning{{socket: open [}}
  else
    SOCKET(Irp->IoStatus.Information); // expected-warning{{socket: no socket [}}
}

// The usual way to wait: after it one variable holds the outcome.
void SynchronousWait(PIRP Irp, PKEVENT Done) {
  NTSTATUS Status = create(Irp);
  if (Status == STATUS_PENDING) {
    KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
  }
  if (NT_SUCCESS(Status))
    SOCKET(Irp->IoStatus.Information); // expected-warning{{socket: open [}}
  else
    SOCKET(Irp->IoStatus.Information); // expected-warning{{socket: no socket [}}
}

// NT_SUCCESS(STATUS_PENDING) is true, so the return value alone is no
// proof that there is a socket.
void ReturnedSuccessOrPending(PIRP Irp) {
  if (NT_SUCCESS(create(Irp)))
    SOCKET(Irp->IoStatus.Information); // expected-warning{{socket: maybe [}} \
                                       // expected-warning{{socket: open [}}
}

// A wait without time-out succeeds, one with time-out need not.
void Waits(PKEVENT Event, PLARGE_INTEGER Timeout) {
  VALUE(KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL)); // expected-warning{{value: 0 [}}
  VALUE(KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, Timeout)); // expected-warning{{value: open [}}
}

// Contract Q8: a close completes with success, whatever it returns.
void CloseCannotFail(PWSK_SOCKET Socket, PIRP Irp) {
  ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
  VALUE(Irp->IoStatus.Status); // expected-warning{{value: 0 [}}
}

// The bytes sent are a number nobody knows.
void Information(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp) {
  ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)
      ->WskSend(Socket, Buffer, 0, Irp);
  VALUE(Irp->IoStatus.Information);  // expected-warning{{value: open [}}
  SOCKET(Irp->IoStatus.Information); // expected-warning{{socket: no socket [}}
}

// A reused IRP belongs to its last call.
void ReusedIrp(PIRP Irp) {
  ULONG_PTR First;
  if (create(Irp) != STATUS_SUCCESS)
    return;
  First = Irp->IoStatus.Information;
  IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
  if (NT_SUCCESS(create(Irp)))
    return;
  SOCKET(First);                     // expected-warning{{socket: open [}}
  SOCKET(Irp->IoStatus.Information); // expected-warning{{socket: no socket [}}
}
