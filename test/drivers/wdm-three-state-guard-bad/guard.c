// The service is brought up by whoever asks first; others spin until it is there.
// Fault: the way out after a failed capture resets the state and forgets the
// registration (R1, R5).
#include <ntddk.h>
#include <wsk.h>

#define SVC_OFF 0
#define SVC_BUSY 1
#define SVC_ON 2

static volatile LONG SvcState;
static WSK_REGISTRATION SvcReg;
static WSK_PROVIDER_NPI SvcNpi;
static const WSK_CLIENT_DISPATCH SvcDispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static NTSTATUS SvcEnsure(void)
{
    WSK_CLIENT_NPI client = {NULL, &SvcDispatch};
    LARGE_INTEGER pause;
    NTSTATUS status;
    LONG seen;

    pause.QuadPart = -10000;
    while ((seen = InterlockedCompareExchange(&SvcState, SVC_BUSY, SVC_OFF)) == SVC_BUSY)
        KeDelayExecutionThread(KernelMode, FALSE, &pause);
    if (seen == SVC_ON)
        return STATUS_SUCCESS;

    status = WskRegister(&client, &SvcReg); // EXPECT: registration-block-reused
    if (NT_SUCCESS(status)) {
        status = WskCaptureProviderNPI(&SvcReg, 2000, &SvcNpi);
        if (NT_SUCCESS(status)) {
            InterlockedExchange(&SvcState, SVC_ON);
            return STATUS_SUCCESS;
        }
    }
    InterlockedExchange(&SvcState, SVC_OFF);
    return status;
}

static void SvcDrop(void)
{
    if (InterlockedCompareExchange(&SvcState, SVC_BUSY, SVC_ON) == SVC_ON) {
        WskReleaseProviderNPI(&SvcReg);
        WskDeregister(&SvcReg);
        (void)InterlockedExchange(&SvcState, SVC_OFF);
    }
}

static NTSTATUS NTAPI SvcControl(PDEVICE_OBJECT dev, PIRP irp)
{
    NTSTATUS status = SvcEnsure();

    UNREFERENCED_PARAMETER(dev);
    irp->IoStatus.Status = status;
    irp->IoStatus.Information = 0;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

static VOID NTAPI SvcUnload(PDRIVER_OBJECT drv)
{
    SvcDrop();
    if (drv->DeviceObject)
        IoDeleteDevice(drv->DeviceObject);
} // EXPECT: missing-deregister

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Svc");
    PDEVICE_OBJECT dev;

    UNREFERENCED_PARAMETER(path);
    drv->DriverUnload = SvcUnload;
    drv->MajorFunction[IRP_MJ_DEVICE_CONTROL] = SvcControl;
    return IoCreateDevice(drv, 0, &name, FILE_DEVICE_NETWORK, 0, FALSE, &dev);
}
