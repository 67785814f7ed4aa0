// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// A stream socket in the listening role, with one accept by call.
#define CATEGORY WSK_FLAG_STREAM_SOCKET
#define EVENTS &NoEvents
#include "../Inputs/Driver.h"
static const WSK_CLIENT_STREAM_DISPATCH NoEvents;
#include "../Inputs/OneSocket.h"

static PWSK_SOCKET Accepted;

static void use(void) {
  NTSTATUS Status = bindSocket(&Request, Socket, ANY, 40017);
  if (!NT_SUCCESS(Status))
    return;
  STREAM(Socket)->WskListen(Socket, Request.Irp);
  Status = opWait(&Request);
  opAgain(&Request);
  if (!NT_SUCCESS(Status))
    return;
  STREAM(Socket)->WskAccept(Socket, 0, NULL, NULL, NULL, NULL, Request.Irp);
  if (NT_SUCCESS(opWait(&Request)))
    Accepted = (PWSK_SOCKET)Request.Irp->IoStatus.Information;
  opAgain(&Request);
}

static void atUnload(void) {
  if (Accepted)
    closeSocket(&Request, Accepted);
}
