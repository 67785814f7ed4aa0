// Socket service for other drivers: SvcStart and SvcStop may be called by
// anybody, an interlocked state word lets only the first one through.
// Fault: SvcStart never leaves the STARTING state, so SvcStop always believes
// that somebody else cleans up; Unload returns with the registration live (R1).
#include <ntddk.h>
#include <wsk.h>

#define SVC_STOPPED  0
#define SVC_STARTING 1
#define SVC_RUNNING  2
#define SVC_STOPPING 3

static volatile LONG SvcState = SVC_STOPPED;
static WSK_REGISTRATION SvcRegistration;
static WSK_PROVIDER_NPI SvcNpi;
static const WSK_CLIENT_DISPATCH SvcClientDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS SvcStart(void)
{
    WSK_CLIENT_NPI client = { NULL, &SvcClientDispatch };
    NTSTATUS st;

    if (InterlockedCompareExchange(&SvcState, SVC_STARTING, SVC_STOPPED) != SVC_STOPPED)
        return STATUS_DEVICE_ALREADY_ATTACHED;

    st = WskRegister(&client, &SvcRegistration);
    if (!NT_SUCCESS(st)) {
        InterlockedExchange(&SvcState, SVC_STOPPED);
        return st;
    }
    st = WskCaptureProviderNPI(&SvcRegistration, 2000, &SvcNpi);
    if (!NT_SUCCESS(st)) {
        WskDeregister(&SvcRegistration);
        InterlockedExchange(&SvcState, SVC_STOPPED);
        return st;
    }
    return STATUS_SUCCESS;
}

static void SvcStop(void)
{
    if (InterlockedCompareExchange(&SvcState, SVC_STOPPING, SVC_RUNNING) != SVC_RUNNING)
        return;
    WskReleaseProviderNPI(&SvcRegistration);
    WskDeregister(&SvcRegistration);
    InterlockedExchange(&SvcState, SVC_STOPPED);
}

/* How many transports there are; drivers above ask for it by IOCTL. */
static NTSTATUS SvcCountTransports(ULONG *count)
{
    SIZE_T bytes = 0;
    NTSTATUS st;

    if (SvcState != SVC_RUNNING)
        return STATUS_DEVICE_NOT_READY;
    st = SvcNpi.Dispatch->WskControlClient(SvcNpi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, 0,
                                           NULL, &bytes, NULL);
    if (!NT_SUCCESS(st) && st != STATUS_BUFFER_OVERFLOW)
        return st;
    *count = (ULONG)(bytes / sizeof(WSK_TRANSPORT));
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI SvcControl(PDEVICE_OBJECT dev, PIRP irp)
{
    PIO_STACK_LOCATION sl = IoGetCurrentIrpStackLocation(irp);
    NTSTATUS st = STATUS_INVALID_DEVICE_REQUEST;

    UNREFERENCED_PARAMETER(dev);
    irp->IoStatus.Information = 0;
    if (sl->Parameters.DeviceIoControl.OutputBufferLength >= sizeof(ULONG)) {
        st = SvcCountTransports((ULONG *)irp->AssociatedIrp.SystemBuffer);
        if (NT_SUCCESS(st))
            irp->IoStatus.Information = sizeof(ULONG);
    }
    irp->IoStatus.Status = st;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return st;
}

static VOID NTAPI SvcUnload(PDRIVER_OBJECT drv)
{
    SvcStop();
    if (drv->DeviceObject != NULL)
        IoDeleteDevice(drv->DeviceObject);
} // EXPECT: missing-deregister

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\SockSvc");
    PDEVICE_OBJECT dev;
    NTSTATUS st;

    UNREFERENCED_PARAMETER(path);
    drv->MajorFunction[IRP_MJ_DEVICE_CONTROL] = SvcControl;
    drv->DriverUnload = SvcUnload;
    st = IoCreateDevice(drv, 0, &name, FILE_DEVICE_NETWORK, 0, FALSE, &dev);
    if (!NT_SUCCESS(st))
        return st;
    st = SvcStart();
    if (!NT_SUCCESS(st))
        IoDeleteDevice(dev);
    return st;
}
