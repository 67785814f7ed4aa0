// Traffic meter: the registration lives in a context from pool.
// Fault: when the timer thread cannot be started, DriverEntry frees the context
// and fails with the registration in it still live (R1).
#include <ntddk.h>
#include <wsk.h>

#define METER_TAG 'rteM'

typedef struct _METER {
    WSK_REGISTRATION Registration;
    KEVENT StopEvent;
    PETHREAD Thread;
    ULONG Samples;
} METER, *PMETER;

static PMETER g_Meter;
static const WSK_CLIENT_DISPATCH g_MeterDispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static void MeterSample(PMETER meter)
{
    WSK_PROVIDER_NPI npi;
    SIZE_T size = 0;

    if (!NT_SUCCESS(WskCaptureProviderNPI(&meter->Registration, WSK_NO_WAIT, &npi)))
        return;
    npi.Dispatch->WskControlClient(npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, 0, NULL, &size,
                                   NULL);
    if (size != 0)
        meter->Samples++;
    WskReleaseProviderNPI(&meter->Registration);
}

static VOID NTAPI MeterThread(PVOID context)
{
    PMETER meter = context;
    LARGE_INTEGER period;

    period.QuadPart = -10 * 1000 * 1000;
    while (KeWaitForSingleObject(&meter->StopEvent, Executive, KernelMode, FALSE, &period) ==
           STATUS_TIMEOUT)
        MeterSample(meter);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static NTSTATUS MeterStartThread(PMETER meter)
{
    HANDLE handle;
    NTSTATUS status;

    status = PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, MeterThread, meter);
    if (!NT_SUCCESS(status))
        return status;
    ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, *PsThreadType, KernelMode,
                              (PVOID *)&meter->Thread, NULL);
    ZwClose(handle);
    return STATUS_SUCCESS;
}

static VOID NTAPI MeterUnload(PDRIVER_OBJECT driver)
{
    PMETER meter = g_Meter;

    UNREFERENCED_PARAMETER(driver);
    KeSetEvent(&meter->StopEvent, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(meter->Thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(meter->Thread);
    WskDeregister(&meter->Registration);
    g_Meter = NULL;
    ExFreePoolWithTag(meter, METER_TAG);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI client;
    NTSTATUS status;
    PMETER meter;

    UNREFERENCED_PARAMETER(path);
    meter = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(METER), METER_TAG);
    if (meter == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    RtlZeroMemory(meter, sizeof(METER));
    KeInitializeEvent(&meter->StopEvent, NotificationEvent, FALSE);

    client.ClientContext = meter;
    client.Dispatch = &g_MeterDispatch;
    status = WskRegister(&client, &meter->Registration);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(meter, METER_TAG);
        return status;
    }
    status = MeterStartThread(meter);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(meter, METER_TAG);
        return status; // EXPECT: missing-deregister
    }
    g_Meter = meter;
    driver->DriverUnload = MeterUnload;
    return STATUS_SUCCESS;
}
