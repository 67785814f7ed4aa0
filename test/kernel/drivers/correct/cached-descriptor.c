// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// A security descriptor is cached, used for a socket, and released.
#include "../Inputs/Driver.h"

static SECURITY_DESCRIPTOR Descriptor;

static void guarded(Op *Request, PSECURITY_DESCRIPTOR Cached) {
  Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                          WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, Cached,
                          Request->Irp);
  if (NT_SUCCESS(opWait(Request))) {
    PWSK_SOCKET Socket = (PWSK_SOCKET)Request->Irp->IoStatus.Information;
    opAgain(Request);
    closeSocket(Request, Socket);
  }
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  PSECURITY_DESCRIPTOR Plain = &Descriptor, Cached = NULL;
  Op Request;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (opInit(&Request)) {
    Status = Npi.Dispatch->WskControlClient(
        Npi.Client, WSK_CACHE_SD, sizeof(Plain), &Plain, sizeof(Cached),
        &Cached, NULL, NULL);
    if (NT_SUCCESS(Status)) {
      guarded(&Request, Cached);
      Npi.Dispatch->WskControlClient(Npi.Client, WSK_RELEASE_SD, sizeof(Cached),
                                     &Cached, 0, NULL, NULL, NULL);
    }
    opFree(&Request);
  }
  stopWsk();
  return STATUS_UNSUCCESSFUL;
}
