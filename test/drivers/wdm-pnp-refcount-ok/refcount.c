// The client is counted: every started device holds a reference, removing the device
// drops it. Right: the last reference undoes the client.
#include "../Inputs/net.h"
static LONG Refs;
static KMUTEX M;
static WSK_REGISTRATION R;
static WSK_PROVIDER_NPI N;
NTSTATUS NetAddRef(void)
{
    WSK_CLIENT_NPI c = {0, &Table};
    NTSTATUS st = 0;
    KeWaitForSingleObject(&M, Executive, KernelMode, FALSE, NULL);
    if (Refs == 0) {
        st = WskRegister(&c, &R);
        if (NT_SUCCESS(st)) {
            st = WskCaptureProviderNPI(&R, 0, &N);
            if (!NT_SUCCESS(st))
                WskDeregister(&R);
        }
    }
    if (NT_SUCCESS(st))
        Refs++;
    KeReleaseMutex(&M, FALSE);
    return st;
}

void NetRelease(void)
{
    KeWaitForSingleObject(&M, Executive, KernelMode, FALSE, NULL);
    if (--Refs == 0) {
        WskReleaseProviderNPI(&R);
        WskDeregister(&R);
    }
    KeReleaseMutex(&M, FALSE);
}

typedef struct {
    PDEVICE_OBJECT Lower;
    BOOLEAN HasNet;
} EXT;
static NTSTATUS NTAPI Pnp(PDEVICE_OBJECT d, PIRP irp)
{
    EXT *e = d->DeviceExtension;
    PIO_STACK_LOCATION sp = IoGetCurrentIrpStackLocation(irp);
    NTSTATUS st;
    switch (sp->MinorFunction) {
    case IRP_MN_START_DEVICE:
        IoSkipCurrentIrpStackLocation(irp);
        st = IoCallDriver(e->Lower, irp);
        if (NT_SUCCESS(st) && !e->HasNet && NT_SUCCESS(NetAddRef()))
            e->HasNet = TRUE;
        return st;
    case IRP_MN_REMOVE_DEVICE:
        if (e->HasNet) {
            NetRelease();
            e->HasNet = FALSE;
        }
        irp->IoStatus.Status = 0;
        IoSkipCurrentIrpStackLocation(irp);
        st = IoCallDriver(e->Lower, irp);
        IoDetachDevice(e->Lower);
        IoDeleteDevice(d);
        return st;
    }
    IoSkipCurrentIrpStackLocation(irp);
    return IoCallDriver(e->Lower, irp);
}

static NTSTATUS NTAPI Add(PDRIVER_OBJECT d, PDEVICE_OBJECT pdo)
{
    PDEVICE_OBJECT dev;
    EXT *e;
    NTSTATUS st = IoCreateDevice(d, sizeof(EXT), NULL, 0x22, 0, FALSE, &dev);
    if (!NT_SUCCESS(st))
        return st;
    e = dev->DeviceExtension;
    e->HasNet = FALSE;
    e->Lower = IoAttachDeviceToDeviceStack(dev, pdo);
    if (!e->Lower) {
        IoDeleteDevice(dev);
        return STATUS_NO_SUCH_DEVICE;
    }
    dev->Flags &= ~DO_DEVICE_INITIALIZING;
    return 0;
}

static VOID NTAPI Unload(PDRIVER_OBJECT d)
{
    UNREFERENCED_PARAMETER(d);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p)
{
    UNREFERENCED_PARAMETER(p);
    KeInitializeMutex(&M, 0);
    d->DriverExtension->AddDevice = Add;
    d->MajorFunction[IRP_MJ_PNP] = Pnp;
    d->DriverUnload = Unload;
    return 0;
}
