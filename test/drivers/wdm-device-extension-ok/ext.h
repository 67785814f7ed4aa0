#pragma once
#include <ntddk.h>
#include <wsk.h>

typedef struct _NODE_EXTENSION {
    PDEVICE_OBJECT Self;
    PDEVICE_OBJECT Lower;
    PDEVICE_OBJECT Physical;
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
    IO_REMOVE_LOCK RemoveLock;
} NODE_EXTENSION, *PNODE_EXTENSION;

NTSTATUS NTAPI NodeAddDevice(PDRIVER_OBJECT Driver, PDEVICE_OBJECT Physical);
NTSTATUS NTAPI NodePnp(PDEVICE_OBJECT Device, PIRP Irp);
NTSTATUS NodeNetUp(PNODE_EXTENSION Node);
VOID NodeNetDown(PNODE_EXTENSION Node);
