// Restartable network part: an IOCTL stops it and a second one asks for it again.
// Fault: the reset deregisters and wipes the whole state; then it polls the provider
// on the wiped block to find out whether a restart is worth while (R17).
#include <ntddk.h>
#include <wsk.h>

#define IOCTL_NET_RESET CTL_CODE(FILE_DEVICE_NETWORK, 0x900, METHOD_NEITHER, FILE_WRITE_ACCESS)

typedef struct _NET_STATE {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
    BOOLEAN Up;
    ULONG Resets;
} NET_STATE;

static NET_STATE Net;
static const WSK_CLIENT_DISPATCH NetDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS NetUp(NET_STATE *n)
{
    WSK_CLIENT_NPI client = { n, &NetDispatch };
    NTSTATUS st;

    st = WskRegister(&client, &n->Registration);
    if (!NT_SUCCESS(st))
        return st;
    st = WskCaptureProviderNPI(&n->Registration, 800, &n->Provider);
    if (!NT_SUCCESS(st)) {
        WskDeregister(&n->Registration);
        return st;
    }
    n->Up = TRUE;
    return STATUS_SUCCESS;
}

static VOID NetDown(NET_STATE *n)
{
    if (!n->Up)
        return;
    n->Up = FALSE;
    WskReleaseProviderNPI(&n->Registration);
    WskDeregister(&n->Registration);
}

static NTSTATUS NetReset(NET_STATE *n)
{
    ULONG resets = n->Resets + 1;
    NTSTATUS st;

    if (!n->Up)
        return STATUS_INVALID_DEVICE_STATE;
    NetDown(n);
    RtlZeroMemory(n, sizeof(*n));
    n->Resets = resets;
    st = WskCaptureProviderNPI(&n->Registration, WSK_NO_WAIT, &n->Provider); // EXPECT: capture-after-deregister
    if (!NT_SUCCESS(st))
        return st;
    WskReleaseProviderNPI(&n->Registration);
    return NetUp(n);
}

static NTSTATUS NTAPI NetIoctl(PDEVICE_OBJECT dev, PIRP irp)
{
    PIO_STACK_LOCATION sp = IoGetCurrentIrpStackLocation(irp);
    NTSTATUS st = STATUS_INVALID_DEVICE_REQUEST;

    UNREFERENCED_PARAMETER(dev);
    switch (sp->Parameters.DeviceIoControl.IoControlCode) {
    case IOCTL_NET_RESET:
        st = NetReset(&Net);
        break;
    }
    irp->IoStatus.Status = st;
    irp->IoStatus.Information = 0;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return st;
}

static VOID NTAPI NetUnload(PDRIVER_OBJECT drv)
{
    NetDown(&Net);
    IoDeleteDevice(drv->DeviceObject);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Wipe");
    PDEVICE_OBJECT dev;
    NTSTATUS st;

    UNREFERENCED_PARAMETER(path);
    st = IoCreateDevice(drv, 0, &name, FILE_DEVICE_NETWORK, 0, TRUE, &dev);
    if (!NT_SUCCESS(st))
        return st;
    st = NetUp(&Net);
    if (!NT_SUCCESS(st)) {
        IoDeleteDevice(dev);
        return st;
    }
    drv->MajorFunction[IRP_MJ_DEVICE_CONTROL] = NetIoctl;
    drv->DriverUnload = NetUnload;
    return STATUS_SUCCESS;
}
