// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// No thread waits: the failure of a receive closes the socket, the completion of
// the close frees everything, and WskDeregister waits for that.
#include "../Inputs/Driver.h"

typedef struct {
  PWSK_SOCKET Socket;
  PIRP Irp;
  Data Memory;
} CONNECTION_STATE;

static volatile LONG Stop;

static NTSTATUS NTAPI closed(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) {
  CONNECTION_STATE *State = (CONNECTION_STATE *)Context;
  dataFree(&State->Memory);
  IoFreeIrp(State->Irp);
  ExFreePoolWithTag(State, TAG);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI received(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) {
  CONNECTION_STATE *State = (CONNECTION_STATE *)Context;
  BOOLEAN Ended =
      !NT_SUCCESS(Irp->IoStatus.Status) || !Irp->IoStatus.Information || Stop;
  IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
  if (Ended) {
    IoSetCompletionRoutine(Irp, closed, State, TRUE, TRUE, TRUE);
    CONNECTION(State->Socket)->WskCloseSocket(State->Socket, Irp);
  } else {
    IoSetCompletionRoutine(Irp, received, State, TRUE, TRUE, TRUE);
    CONNECTION(State->Socket)
        ->WskReceive(State->Socket, &State->Memory.Buf, 0, Irp);
  }
  return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID unload(PDRIVER_OBJECT Driver) {
  InterlockedExchange(&Stop, 1);
  stopWsk();
}

static CONNECTION_STATE *make(void) {
  CONNECTION_STATE *State =
      (CONNECTION_STATE *)ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*State), TAG);
  if (!State)
    return NULL;
  if (dataInit(&State->Memory, 64)) {
    Op Request;
    if (opInit(&Request)) {
      State->Irp = Request.Irp;
      State->Socket = openConnection(&Request, 7, NULL, NULL);
      if (State->Socket)
        return State;
      opFree(&Request);
    }
    dataFree(&State->Memory);
  }
  ExFreePoolWithTag(State, TAG);
  return NULL;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  CONNECTION_STATE *State;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  State = make();
  if (!State) {
    stopWsk();
    return STATUS_UNSUCCESSFUL;
  }
  Driver->DriverUnload = unload;
  IoReuseIrp(State->Irp, STATUS_UNSUCCESSFUL);
  IoSetCompletionRoutine(State->Irp, received, State, TRUE, TRUE, TRUE);
  CONNECTION(State->Socket)
      ->WskReceive(State->Socket, &State->Memory.Buf, 0, State->Irp);
  return STATUS_SUCCESS;
}
