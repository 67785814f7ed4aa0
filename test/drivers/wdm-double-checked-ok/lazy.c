// Lazy start with the test made twice, the flag read without and written with a
// barrier. The lock is a spin lock that is left around the work, which needs
// PASSIVE_LEVEL: a "starting" mark keeps others out.
// Right: only the thread that set the mark does the work, and a failure undoes it.
#include <ntddk.h>
#include <wsk.h>

static KSPIN_LOCK StateLock;
static BOOLEAN Starting;
static volatile LONG Started;
static NTSTATUS LastError;
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static const WSK_CLIENT_DISPATCH Dispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static NTSTATUS Work(VOID)
{
    WSK_CLIENT_NPI client = {NULL, &Dispatch};
    NTSTATUS status = WskRegister(&client, &Registration);

    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&Registration, 50, &Provider);
    if (status != STATUS_SUCCESS)
        WskDeregister(&Registration);
    return status;
}

static NTSTATUS Start(VOID)
{
    NTSTATUS status;
    BOOLEAN mine = FALSE;
    KIRQL irql;

    if (ReadAcquire(&Started))
        return STATUS_SUCCESS;
    KeAcquireSpinLock(&StateLock, &irql);
    if (!Started && !Starting)
        Starting = mine = TRUE;
    KeReleaseSpinLock(&StateLock, irql);
    if (!mine)
        return STATUS_RETRY;

    status = Work();
    KeAcquireSpinLock(&StateLock, &irql);
    Starting = FALSE;
    if (NT_SUCCESS(status))
        WriteRelease(&Started, TRUE);
    else
        LastError = status;
    KeReleaseSpinLock(&StateLock, irql);
    return status;
}

static NTSTATUS NTAPI Read(PDEVICE_OBJECT dev, PIRP irp)
{
    NTSTATUS status = Start();

    UNREFERENCED_PARAMETER(dev);
    irp->IoStatus.Information = 0;
    irp->IoStatus.Status = status;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

static VOID NTAPI Unload(PDRIVER_OBJECT drv)
{
    IoDeleteDevice(drv->DeviceObject);
    if (!Started)
        return;
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Twice");
    PDEVICE_OBJECT dev;

    UNREFERENCED_PARAMETER(path);
    KeInitializeSpinLock(&StateLock);
    drv->DriverUnload = Unload;
    drv->MajorFunction[IRP_MJ_READ] = Read;
    return IoCreateDevice(drv, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &dev);
}
