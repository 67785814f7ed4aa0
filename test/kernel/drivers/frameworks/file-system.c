// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD=1 | FileCheck %s --check-prefix=OPEN
// RUN: not %explore %s -- -DBAD=2 | FileCheck %s --check-prefix=KNOWN
// OPEN: socket-open-at-deregister: WskDeregister waits for ever
// KNOWN: filesystem-leak: a file system is never unregistered
// A file system whose volumes are elsewhere: mounting opens a socket.
#include "../Inputs/Driver.h"
#include <ntifs.h>

static PDEVICE_OBJECT FileSystem;
static PWSK_SOCKET Server;
static Op Request;

static NTSTATUS NTAPI mount(PDEVICE_OBJECT Device, PIRP Irp) {
  NTSTATUS Status = STATUS_UNRECOGNIZED_VOLUME;
  PIO_STACK_LOCATION Asked = IoGetCurrentIrpStackLocation(Irp);
  if (Asked->MinorFunction == IRP_MN_MOUNT_VOLUME && !Server) {
    Server = openSocket(&Request, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL);
    if (Server)
      Status = STATUS_SUCCESS;
  }
  Irp->IoStatus.Status = Status;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return Status;
}

static void stop(void) {
#if BAD != 1
  if (Server)
    closeSocket(&Request, Server);
#endif
  opFree(&Request);
  stopWsk();
}

static VOID NTAPI unload(PDRIVER_OBJECT Driver) {
#if BAD != 2
  IoUnregisterFileSystem(FileSystem);
#endif
  IoDeleteDevice(FileSystem);
  stop();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (!opInit(&Request)) {
    stopWsk();
    return STATUS_INSUFFICIENT_RESOURCES;
  }
  Status = IoCreateDevice(Driver, 0, NULL, FILE_DEVICE_DISK_FILE_SYSTEM, 0,
                          FALSE, &FileSystem);
  if (!NT_SUCCESS(Status)) {
    stop();
    return Status;
  }
  Driver->MajorFunction[IRP_MJ_FILE_SYSTEM_CONTROL] = mount;
  Driver->DriverUnload = unload;
  IoRegisterFileSystem(FileSystem);
  return STATUS_SUCCESS;
}
