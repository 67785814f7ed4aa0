// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// WskSocketConnect; the capture is given back while the creation still runs.
#include "../Inputs/Driver.h"

static VOID unload(PDRIVER_OBJECT Driver) { WskDeregister(&Registration); }

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  SOCKADDR_IN Local = ipv4(ANY, 0), Remote = ipv4(LOOPBACK, 7);
  Op Request;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  Driver->DriverUnload = unload;
  if (!opInit(&Request)) {
    WskReleaseProviderNPI(&Registration);
    return STATUS_SUCCESS;
  }
  Npi.Dispatch->WskSocketConnect(Npi.Client, SOCK_STREAM, IPPROTO_TCP,
                                 (PSOCKADDR)&Local, (PSOCKADDR)&Remote, 0, NULL,
                                 NULL, NULL, NULL, NULL, Request.Irp);
  WskReleaseProviderNPI(&Registration);
  if (NT_SUCCESS(opWait(&Request))) {
    PWSK_SOCKET Socket = (PWSK_SOCKET)Request.Irp->IoStatus.Information;
    SOCKADDR_IN Name;
    opAgain(&Request);
    CONNECTION(Socket)->WskGetRemoteAddress(Socket, (PSOCKADDR)&Name,
                                            Request.Irp);
    opWait(&Request);
    opAgain(&Request);
    closeSocket(&Request, Socket);
  }
  opFree(&Request);
  return STATUS_SUCCESS;
}
