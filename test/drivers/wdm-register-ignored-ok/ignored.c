// Heartbeat driver whose start-up is best effort: it ignores what fails.
// Right: a failed registration is remembered, and Unload deregisters only a live one.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION BeatRegistration;
static const WSK_CLIENT_DISPATCH BeatClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_CLIENT_NPI BeatNpi = { NULL, &BeatClient };
static NTSTATUS BeatStatus = STATUS_UNSUCCESSFUL;
static KTIMER BeatTimer;
static KDPC BeatDpc;
static volatile LONG Beats;

static VOID NTAPI BeatTick(PKDPC Dpc, PVOID Context, PVOID Arg1, PVOID Arg2)
{
    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Arg1);
    UNREFERENCED_PARAMETER(Arg2);
    InterlockedIncrement(&Beats);
}

static VOID BeatStartTimer(VOID)
{
    LARGE_INTEGER Due;

    KeInitializeDpc(&BeatDpc, BeatTick, NULL);
    KeInitializeTimer(&BeatTimer);
    Due.QuadPart = -10000000;
    KeSetTimerEx(&BeatTimer, Due, 1000, &BeatDpc);
}

static VOID BeatStopTimer(VOID)
{
    KeCancelTimer(&BeatTimer);
    KeFlushQueuedDpcs();
}

static NTSTATUS NTAPI BeatDispatch(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = Beats;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static VOID NTAPI BeatUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    BeatStopTimer();
    if (NT_SUCCESS(BeatStatus))
        WskDeregister(&BeatRegistration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CREATE] = BeatDispatch;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = BeatDispatch;
    DriverObject->DriverUnload = BeatUnload;

    BeatStatus = WskRegister(&BeatNpi, &BeatRegistration);
    if (!NT_SUCCESS(BeatStatus))
        DbgPrint("beat: no network\n");
    BeatStartTimer();
    return STATUS_SUCCESS;
}
