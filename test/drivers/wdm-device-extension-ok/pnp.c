// PnP part of the node driver: AddDevice brings the network up, removal takes
// it down. Right: AddDevice undoes its registration when it fails, and the
// remove handler ends it before IoDeleteDevice frees the extension.
#include "ext.h"

NTSTATUS NTAPI NodeAddDevice(PDRIVER_OBJECT Driver, PDEVICE_OBJECT Physical)
{
    PDEVICE_OBJECT Device;
    PNODE_EXTENSION Node;
    NTSTATUS Status;

    Status = IoCreateDevice(Driver, sizeof(NODE_EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE,
                            &Device);
    if (!NT_SUCCESS(Status))
        return Status;
    Node = (PNODE_EXTENSION)Device->DeviceExtension;
    RtlZeroMemory(Node, sizeof(*Node));
    Node->Self = Device;
    Node->Physical = Physical;
    IoInitializeRemoveLock(&Node->RemoveLock, 'edoN', 0, 0);

    Status = NodeNetUp(Node);
    if (!NT_SUCCESS(Status)) {
        IoDeleteDevice(Device);
        return Status;
    }
    Node->Lower = IoAttachDeviceToDeviceStack(Device, Physical);
    if (Node->Lower == NULL) {
        NodeNetDown(Node);
        IoDeleteDevice(Device);
        return STATUS_NO_SUCH_DEVICE;
    }
    Device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

static NTSTATUS NodeRemove(PNODE_EXTENSION Node, PIRP Irp)
{
    NTSTATUS Status;

    IoReleaseRemoveLockAndWait(&Node->RemoveLock, Irp);
    NodeNetDown(Node);
    IoSkipCurrentIrpStackLocation(Irp);
    Status = IoCallDriver(Node->Lower, Irp);
    IoDetachDevice(Node->Lower);
    IoDeleteDevice(Node->Self);
    return Status;
}

NTSTATUS NTAPI NodePnp(PDEVICE_OBJECT Device, PIRP Irp)
{
    PNODE_EXTENSION Node = (PNODE_EXTENSION)Device->DeviceExtension;
    PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS Status = IoAcquireRemoveLock(&Node->RemoveLock, Irp);

    if (!NT_SUCCESS(Status)) {
        Irp->IoStatus.Status = Status;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return Status;
    }
    if (Stack->MinorFunction == IRP_MN_REMOVE_DEVICE)
        return NodeRemove(Node, Irp);
    IoSkipCurrentIrpStackLocation(Irp);
    Status = IoCallDriver(Node->Lower, Irp);
    IoReleaseRemoveLock(&Node->RemoveLock, Irp);
    return Status;
}
