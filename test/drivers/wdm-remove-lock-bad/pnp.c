// A network node per device, guarded by a remove lock: removal waits until all requests have left and shuts
// the lock, so no request that comes later finds the network half gone. Fault: removal deregisters while the
// provider that AddDevice has captured is still held, and never returns (R4).
#include "../Inputs/net.h"

typedef struct _NODE {
    PDEVICE_OBJECT Self;
    PDEVICE_OBJECT Lower;
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
    IO_REMOVE_LOCK Lock;
} NODE, *PNODE;

static NTSTATUS NetUp(PNODE node)
{
    WSK_CLIENT_NPI client = {node, &Table};
    NTSTATUS status = WskRegister(&client, &node->Registration);

    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&node->Registration, 3000, &node->Provider);
    if (!NT_SUCCESS(status))
        WskDeregister(&node->Registration);
    return status;
}

static VOID NetDown(PNODE node)
{
    WskDeregister(&node->Registration); // EXPECT: npi-held-at-deregister
    WskReleaseProviderNPI(&node->Registration);
}

static NTSTATUS NTAPI NodeAddDevice(PDRIVER_OBJECT driver, PDEVICE_OBJECT physical)
{
    PDEVICE_OBJECT device;
    PNODE node;
    NTSTATUS status = IoCreateDevice(driver, sizeof(NODE), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);

    if (!NT_SUCCESS(status))
        return status;
    node = (PNODE)device->DeviceExtension;
    node->Self = device;
    IoInitializeRemoveLock(&node->Lock, 'edoN', 0, 0);
    status = NetUp(node);
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(device);
        return status;
    }
    node->Lower = IoAttachDeviceToDeviceStack(device, physical);
    if (node->Lower == NULL) {
        NetDown(node);
        IoDeleteDevice(device);
        return STATUS_NO_SUCH_DEVICE;
    }
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

static NTSTATUS NodeRemove(PNODE node, PIRP irp)
{
    NTSTATUS status;

    IoReleaseRemoveLockAndWait(&node->Lock, irp);
    NetDown(node);
    IoSkipCurrentIrpStackLocation(irp);
    status = IoCallDriver(node->Lower, irp);
    IoDetachDevice(node->Lower);
    IoDeleteDevice(node->Self);
    return status;
}

static NTSTATUS NTAPI NodePnp(PDEVICE_OBJECT device, PIRP irp)
{
    PNODE node = (PNODE)device->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);
    NTSTATUS status = IoAcquireRemoveLock(&node->Lock, irp);

    if (!NT_SUCCESS(status)) {
        irp->IoStatus.Status = status;
        IoCompleteRequest(irp, IO_NO_INCREMENT);
        return status;
    }
    if (stack->MinorFunction == IRP_MN_REMOVE_DEVICE || stack->MinorFunction == IRP_MN_SURPRISE_REMOVAL)
        return NodeRemove(node, irp);
    IoSkipCurrentIrpStackLocation(irp);
    status = IoCallDriver(node->Lower, irp);
    IoReleaseRemoveLock(&node->Lock, irp);
    return status;
}

static VOID NTAPI NodeUnload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNREFERENCED_PARAMETER(path);
    driver->DriverExtension->AddDevice = NodeAddDevice;
    driver->MajorFunction[IRP_MJ_PNP] = NodePnp;
    driver->DriverUnload = NodeUnload;
    return STATUS_SUCCESS;
}
