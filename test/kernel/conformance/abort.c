// Facts F11, F12 and F20: the far end of a connection that is closed while open
// sees a reset; one that was shut down first sees the end of the stream.
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-facts %s | FileCheck %s
// CHECK: graceful disconnect
// CHECK: no violation
#include "Expect.h"

static Op Request, Accept;

static NTSTATUS readOne(PWSK_SOCKET Socket, SIZE_T *Bytes) {
  NTSTATUS Status;
  Data Memory;
  if (!dataInit(&Memory, 16))
    return STATUS_NO_MEMORY;
  CONNECTION(Socket)->WskReceive(Socket, &Memory.Buf, 0, Request.Irp);
  Status = opWait(&Request);
  *Bytes = Request.Irp->IoStatus.Information;
  opAgain(&Request);
  dataFree(&Memory);
  return Status;
}

static void pair(PWSK_SOCKET Listener, BOOLEAN Gracefully) {
  PWSK_SOCKET Client, Server = NULL;
  SIZE_T Bytes = 0;
  NTSTATUS Status;
  LISTEN(Listener)->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Accept.Irp);
  Client = openConnection(&Request, 40032, NULL, NULL);
  if (!Client)
    IoCancelIrp(Accept.Irp);
  if (NT_SUCCESS(opWait(&Accept)))
    Server = (PWSK_SOCKET)Accept.Irp->IoStatus.Information;
  opAgain(&Accept);
  if (Client && Gracefully) {
    CONNECTION(Client)->WskDisconnect(Client, NULL, 0, Request.Irp);
    Gracefully = NT_SUCCESS(opWait(&Request));
    opAgain(&Request);
  }
  if (Client && !Gracefully)
    closeSocket(&Request, Client);
  if (Server && Client) {
    Status = readOne(Server, &Bytes);
    if (Gracefully && Status == STATUS_SUCCESS)
      EXPECT("F20", Bytes == 0 || Bytes <= 16);
    EXPECT("F12", Bytes == 0 || NT_SUCCESS(Status));
  }
  if (Server)
    closeSocket(&Request, Server);
  if (Client && Gracefully)
    closeSocket(&Request, Client);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (opInit(&Request)) {
    if (opInit(&Accept)) {
      PWSK_SOCKET Listener =
          openSocket(&Request, WSK_FLAG_LISTEN_SOCKET, NULL, NULL);
      if (Listener &&
          NT_SUCCESS(bindSocket(&Request, Listener, LOOPBACK, 40032))) {
        pair(Listener, TRUE);
        pair(Listener, FALSE);
      }
      if (Listener)
        closeSocket(&Request, Listener);
      opFree(&Accept);
    }
    opFree(&Request);
  }
  stopWsk();
  return STATUS_UNSUCCESSFUL;
}
