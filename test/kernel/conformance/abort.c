// Facts F12 and F20: what the far end of a connection sees. A close resets it
// while it is open, but not when both directions are shut down: then the far end
// reads the end of the stream. A graceful disconnect may never be completed; an
// abortive one completes it, and so does the close. With FOREVER defined it is
// waited for without limit.
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-facts --stall-disconnects %s | FileCheck %s
// RUN: %explore-facts %s -- -DFOREVER | FileCheck %s --check-prefix=ANSWERED
// RUN: not %explore-facts --stall-disconnects %s -- -DFOREVER \
// RUN:   | FileCheck %s --check-prefix=FOREVER
// RUN: not %explore-facts %s -- -DRESET | FileCheck %s --check-prefix=RESET
// RUN: not %explore-facts %s -- -DENDED | FileCheck %s --check-prefix=ENDED
// CHECK-DAG: graceful disconnect
// CHECK-DAG: graceful disconnect without an answer
// CHECK: no violation
// ANSWERED: no violation
// FOREVER: driver-hang:
// RESET: driver-assert: {{.*}}the reset is seen
// ENDED: driver-assert: {{.*}}the end is seen
#include "Expect.h"

#define PORT 40032

static Op Request, Accept, Leave;
static PWSK_SOCKET Client, Server;

static NTSTATUS read(PWSK_SOCKET Socket, SIZE_T *Bytes) {
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

static BOOLEAN address(PFN_WSK_GET_LOCAL_ADDRESS Ask, PWSK_SOCKET Socket,
                       SOCKADDR_IN *Name) {
  NTSTATUS Status;
  Ask(Socket, (PSOCKADDR)Name, Request.Irp);
  Status = opWait(&Request);
  opAgain(&Request);
  return NT_SUCCESS(Status);
}

/// The listener may have been given another client.
static BOOLEAN areJoined(void) {
  SOCKADDR_IN Mine, Theirs;
  return Client && Server &&
         address(CONNECTION(Client)->WskGetLocalAddress, Client, &Mine) &&
         address(CONNECTION(Server)->WskGetRemoteAddress, Server, &Theirs) &&
         Mine.sin_port == Theirs.sin_port &&
         Mine.sin_addr.s_addr == Theirs.sin_addr.s_addr;
}

static void closeIfOpen(PWSK_SOCKET *Socket) {
  if (*Socket)
    closeSocket(&Request, *Socket);
  *Socket = NULL;
}

/// Waits for a while, then disconnects abortively.
static NTSTATUS disconnect(PWSK_SOCKET Socket) {
  LARGE_INTEGER Limit;
  NTSTATUS Status;
  CONNECTION(Socket)->WskDisconnect(Socket, NULL, 0, Leave.Irp);
#ifndef FOREVER
  Limit.QuadPart = -10 * 1000 * 1000;
  Status = KeWaitForSingleObject(&Leave.Done, Executive, KernelMode, FALSE,
                                 &Limit);
  if (Status == STATUS_TIMEOUT) {
    CONNECTION(Socket)->WskDisconnect(Socket, NULL, WSK_FLAG_ABORTIVE,
                                      Request.Irp);
    opWait(&Request);
    opAgain(&Request);
    opWait(&Leave); // would hang if this did not complete it
  }
#else
  opWait(&Leave);
#endif
  Status = Leave.Irp->IoStatus.Status;
  opAgain(&Leave);
  return Status;
}

/// One end is closed while open: the other reads no end of the stream.
static void closeOpen(void) {
  SIZE_T Bytes = 0;
  NTSTATUS Status;
  closeIfOpen(&Client);
  Status = read(Server, &Bytes);
  EXPECT("F12", !NT_SUCCESS(Status));
#ifdef RESET
  EXPECT("the reset is seen", Status != STATUS_CONNECTION_RESET);
#endif
}

static void closeShut(void) {
  SIZE_T Bytes = 1;
  NTSTATUS Status;
  if (!NT_SUCCESS(disconnect(Client)))
    return;
  Status = read(Server, &Bytes);
  EXPECT("F20", !NT_SUCCESS(Status) || Bytes == 0);
  if (!NT_SUCCESS(Status) || !NT_SUCCESS(disconnect(Server)))
    return;
  Bytes = 1;
  closeIfOpen(&Server);
  Status = read(Client, &Bytes);
  EXPECT("F12", Status != STATUS_CONNECTION_RESET);
  EXPECT("F12", !NT_SUCCESS(Status) || Bytes == 0);
#ifdef ENDED
  EXPECT("the end is seen", !NT_SUCCESS(Status));
#endif
}

/// A close completes a graceful disconnect that nobody answers.
static void closeStalled(void) {
  CONNECTION(Client)->WskDisconnect(Client, NULL, 0, Leave.Irp);
  closeIfOpen(&Client);
  EXPECT("F20", KeReadStateEvent(&Leave.Done));
  opWait(&Leave);
  opAgain(&Leave);
}

static void pair(PWSK_SOCKET Listener, void (*Try)(void)) {
  LISTEN(Listener)->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Accept.Irp);
  Client = openConnection(&Request, PORT, NULL, NULL);
  if (!Client)
    IoCancelIrp(Accept.Irp);
  if (NT_SUCCESS(opWait(&Accept)))
    Server = (PWSK_SOCKET)Accept.Irp->IoStatus.Information;
  opAgain(&Accept);
  if (areJoined())
    Try();
  closeIfOpen(&Client);
  closeIfOpen(&Server);
}

static void tryAll(void) {
  PWSK_SOCKET Listener =
      openSocket(&Request, WSK_FLAG_LISTEN_SOCKET, NULL, NULL);
  if (!Listener)
    return;
  if (NT_SUCCESS(bindSocket(&Request, Listener, LOOPBACK, PORT))) {
    pair(Listener, closeOpen);
    pair(Listener, closeShut);
    pair(Listener, closeStalled);
  }
  closeSocket(&Request, Listener);
}

static VOID unload(PDRIVER_OBJECT Driver) {
  tryAll();
  opFree(&Leave);
  opFree(&Accept);
  opFree(&Request);
  stopWsk();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (opInit(&Request)) {
    if (opInit(&Accept)) {
      if (opInit(&Leave)) {
        Driver->DriverUnload = unload;
        return STATUS_SUCCESS;
      }
      opFree(&Accept);
    }
    opFree(&Request);
  }
  stopWsk();
  return STATUS_UNSUCCESSFUL;
}
