// A driver whose client is registered while its device runs. Fault: a stop passes by, and
// the start after it registers the block once more (R9).
#include "../Inputs/net.h"
static WSK_REGISTRATION R;
static WSK_PROVIDER_NPI N;
typedef struct {
    PDEVICE_OBJECT Lower;
    BOOLEAN Running, Tried;
} EXT;

static NTSTATUS NetUp(void)
{
    WSK_CLIENT_NPI c = {0, &Table};
    NTSTATUS st = WskRegister(&c, &R); // EXPECT: registration-block-reused
    if (!NT_SUCCESS(st))
        return st;
    st = WskCaptureProviderNPI(&R, WSK_NO_WAIT, &N);
    if (!NT_SUCCESS(st))
        WskDeregister(&R);
    return st;
}

static void NetDown(EXT *e)
{
    if (!e->Running)
        return;
    WskReleaseProviderNPI(&R);
    WskDeregister(&R);
    e->Running = FALSE;
}

static NTSTATUS Start(EXT *e)
{
    NTSTATUS st;
    // What a second try would find: nobody starts a device whose start has failed.
    if (e->Tried && !e->Running)
        WskDeregister(&R);
    e->Tried = TRUE;
    st = NetUp();
    e->Running = NT_SUCCESS(st);
    return st;
}

static NTSTATUS PassDown(EXT *e, PIRP irp)
{
    IoSkipCurrentIrpStackLocation(irp);
    return IoCallDriver(e->Lower, irp);
}

static NTSTATUS NTAPI Pnp(PDEVICE_OBJECT d, PIRP irp)
{
    EXT *e = d->DeviceExtension;
    NTSTATUS st;
    switch (IoGetCurrentIrpStackLocation(irp)->MinorFunction) {
    case IRP_MN_START_DEVICE:
        st = Start(e);
        if (!NT_SUCCESS(st)) {
            irp->IoStatus.Status = st;
            IoCompleteRequest(irp, IO_NO_INCREMENT);
            return st;
        }
        return PassDown(e, irp);
    case IRP_MN_STOP_DEVICE:
        e->Tried = FALSE;
        irp->IoStatus.Status = 0;
        return PassDown(e, irp);
    case IRP_MN_REMOVE_DEVICE:
        NetDown(e);
        irp->IoStatus.Status = 0;
        st = PassDown(e, irp);
        IoDetachDevice(e->Lower);
        IoDeleteDevice(d);
        return st;
    }
    return PassDown(e, irp);
}

static NTSTATUS NTAPI Add(PDRIVER_OBJECT d, PDEVICE_OBJECT pdo)
{
    PDEVICE_OBJECT dev;
    EXT *e;
    NTSTATUS st = IoCreateDevice(d, sizeof(EXT), NULL, 0x22, 0, FALSE, &dev);
    if (!NT_SUCCESS(st))
        return st;
    e = dev->DeviceExtension;
    e->Running = FALSE;
    e->Tried = FALSE;
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
    d->DriverExtension->AddDevice = Add;
    d->MajorFunction[IRP_MJ_PNP] = Pnp;
    d->DriverUnload = Unload;
    return 0;
}
