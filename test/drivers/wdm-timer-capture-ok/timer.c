// Polls for the provider from a timer DPC; WSK_NO_WAIT is legal at DISPATCH_LEVEL.
// Right: the DPC releases only what it captured.
#include <ntddk.h>
#include <wsk.h>

typedef struct _POLLER {
    KTIMER Timer;
    KDPC Dpc;
    WSK_REGISTRATION Registration;
    LONG Tries;
    LONG Hits;
} POLLER, *PPOLLER;

static POLLER Poller;
static const WSK_CLIENT_DISPATCH PollerDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

KDEFERRED_ROUTINE PollerTick;
DRIVER_DISPATCH PollerRead;
DRIVER_UNLOAD PollerUnload;

VOID NTAPI
PollerTick(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2)
{
    PPOLLER poller = (PPOLLER)DeferredContext;
    WSK_PROVIDER_NPI npi;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(SystemArgument1);
    UNREFERENCED_PARAMETER(SystemArgument2);
    poller->Tries++;
    status = WskCaptureProviderNPI(&poller->Registration, WSK_NO_WAIT, &npi);
    if (NT_SUCCESS(status)) {
        poller->Hits++;
        WskReleaseProviderNPI(&poller->Registration);
    }
}

NTSTATUS NTAPI
PollerRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = Poller.Hits;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

VOID NTAPI
PollerUnload(PDRIVER_OBJECT DriverObject)
{
    KeCancelTimer(&Poller.Timer);
    KeFlushQueuedDpcs();
    WskDeregister(&Poller.Registration);
    IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Poller");
    WSK_CLIENT_NPI npi = { &Poller, &PollerDispatch };
    PDEVICE_OBJECT device;
    LARGE_INTEGER due;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = IoCreateDevice(DriverObject, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status))
        return status;
    status = WskRegister(&npi, &Poller.Registration);
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(device);
        return status;
    }
    KeInitializeDpc(&Poller.Dpc, PollerTick, &Poller);
    KeInitializeTimer(&Poller.Timer);
    due.QuadPart = -5000000;
    KeSetTimerEx(&Poller.Timer, due, 500, &Poller.Dpc);
    DriverObject->MajorFunction[IRP_MJ_READ] = PollerRead;
    DriverObject->DriverUnload = PollerUnload;
    return STATUS_SUCCESS;
}
