// RUN: %wsk-check --quiet %s -- -I %S/Inputs -I %S/../model/Inputs
// RUN: not %wsk-check --quiet %s -- -DFAULT -I %S/Inputs -I %S/../model/Inputs
// A thread that works until unload tells it to stop and waits for it.
#include "stages.h"

static WSK_PROVIDER_NPI Npi;
static KEVENT Wake;
static volatile LONG Stop;
static PVOID ThreadObject;

static VOID NTAPI Worker(PVOID Context) {
  while (!Stop)
    KeWaitForSingleObject(&Wake, Executive, KernelMode, FALSE, NULL);
#ifndef FAULT
  WskReleaseProviderNPI(&Reg);
#endif
  PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  Stop = 1;
  KeSetEvent(&Wake, IO_NO_INCREMENT, FALSE);
  KeWaitForSingleObject(ThreadObject, Executive, KernelMode, FALSE, NULL);
  ObDereferenceObject(ThreadObject);
  WskDeregister(&Reg);
}

static NTSTATUS startThread(void) {
  HANDLE Thread;
  NTSTATUS Status =
      PsCreateSystemThread(&Thread, 0, NULL, NULL, NULL, Worker, NULL);
  if (!NT_SUCCESS(Status))
    return Status;
  ObReferenceObjectByHandle(Thread, 0, NULL, KernelMode, &ThreadObject, NULL);
  ZwClose(Thread);
  return Status;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = WskRegister(&Client, &Reg);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = WskCaptureProviderNPI(&Reg, WSK_INFINITE_WAIT, &Npi);
  if (!NT_SUCCESS(Status)) {
    WskDeregister(&Reg);
    return Status;
  }
  KeInitializeEvent(&Wake, SynchronizationEvent, FALSE);
  Driver->DriverUnload = Unload;
  Status = startThread();
  if (!NT_SUCCESS(Status)) {
    WskReleaseProviderNPI(&Reg);
    WskDeregister(&Reg);
  }
  return Status;
}
