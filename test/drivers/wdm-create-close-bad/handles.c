// The network is up while somebody has the device open: the first IRP_MJ_CREATE
// brings it up, the last IRP_MJ_CLOSE takes it down. Unload does nothing for it.
// Fault: the create that cannot capture fails with the count taken back and the
// registration left; no close follows a create that failed (R1, R9).
#include <ntddk.h>
#include <wsk.h>

static FAST_MUTEX OpenLock;
static ULONG Opens;
static WSK_REGISTRATION NetReg;
static WSK_PROVIDER_NPI NetNpi;
static const WSK_CLIENT_DISPATCH NetDispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static NTSTATUS Finish(PIRP irp, NTSTATUS status)
{
    irp->IoStatus.Status = status;
    irp->IoStatus.Information = 0;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

static NTSTATUS NTAPI HandleCreate(PDEVICE_OBJECT dev, PIRP irp)
{
    WSK_CLIENT_NPI client = {NULL, &NetDispatch};
    NTSTATUS status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(dev);
    ExAcquireFastMutex(&OpenLock);
    if (Opens++ == 0) {
        status = WskRegister(&client, &NetReg); // EXPECT: registration-block-reused
        if (NT_SUCCESS(status)) {
            status = WskCaptureProviderNPI(&NetReg, WSK_NO_WAIT, &NetNpi);
        }
        if (!NT_SUCCESS(status))
            --Opens;
    }
    ExReleaseFastMutex(&OpenLock);
    return Finish(irp, status);
}

static NTSTATUS NTAPI HandleClose(PDEVICE_OBJECT dev, PIRP irp)
{
    UNREFERENCED_PARAMETER(dev);
    ExAcquireFastMutex(&OpenLock);
    if (--Opens == 0) {
        WskReleaseProviderNPI(&NetReg);
        WskDeregister(&NetReg);
    }
    ExReleaseFastMutex(&OpenLock);
    return Finish(irp, STATUS_SUCCESS);
}

static VOID NTAPI HandleUnload(PDRIVER_OBJECT drv)
{
    IoDeleteDevice(drv->DeviceObject);
} // EXPECT: missing-deregister

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Handles");
    PDEVICE_OBJECT dev;

    UNREFERENCED_PARAMETER(path);
    ExInitializeFastMutex(&OpenLock);
    drv->MajorFunction[IRP_MJ_CREATE] = HandleCreate;
    drv->MajorFunction[IRP_MJ_CLOSE] = HandleClose;
    drv->DriverUnload = HandleUnload;
    return IoCreateDevice(drv, 0, &name, FILE_DEVICE_UNKNOWN, 0, TRUE, &dev);
}
