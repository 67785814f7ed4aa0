// Two clients: one keeps a thread that captures its own registration's NPI.
// Right: each undoes what it did, in the reverse order.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION LogRegistration, TimeRegistration;
static WSK_PROVIDER_NPI LogNpi;
static PIRP LogIrp;
static KEVENT StopEvent;
static PVOID Thread;

static VOID NTAPI
TimeWorker(PVOID Context)
{
    WSK_PROVIDER_NPI npi;

    UNREFERENCED_PARAMETER(Context);
    if (NT_SUCCESS(WskCaptureProviderNPI(&TimeRegistration, 1000, &npi))) {
        KeWaitForSingleObject(&StopEvent, Executive, KernelMode, FALSE, NULL);
        WskReleaseProviderNPI(&TimeRegistration);
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static NTSTATUS
TimeStart(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    HANDLE handle;
    NTSTATUS status;

    KeInitializeEvent(&StopEvent, NotificationEvent, FALSE);
    status = WskRegister(&client, &TimeRegistration);
    if (!NT_SUCCESS(status))
        return status;
    status = PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, TimeWorker, NULL);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&TimeRegistration);
        return status;
    }
    ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, *PsThreadType, KernelMode, &Thread, NULL);
    ZwClose(handle);
    return STATUS_SUCCESS;
}

static VOID
TimeStop(VOID)
{
    KeSetEvent(&StopEvent, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(Thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(Thread);
    WskDeregister(&TimeRegistration);
}

static NTSTATUS
LogStart(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status = WskRegister(&client, &LogRegistration);

    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&LogRegistration, WSK_NO_WAIT, &LogNpi);
    if (!NT_SUCCESS(status))
        goto deregister;
    LogIrp = IoAllocateIrp(1, FALSE);
    if (LogIrp != NULL)
        return STATUS_SUCCESS;
    status = STATUS_INSUFFICIENT_RESOURCES;
    WskReleaseProviderNPI(&LogRegistration);
deregister:
    WskDeregister(&LogRegistration);
    return status;
}

static VOID NTAPI
Unload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    IoFreeIrp(LogIrp);
    WskReleaseProviderNPI(&LogRegistration);
    WskDeregister(&LogRegistration);
    TimeStop();
}

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    Driver->DriverUnload = Unload;
    status = TimeStart();
    if (!NT_SUCCESS(status))
        return status;
    status = LogStart();
    if (!NT_SUCCESS(status))
        TimeStop();
    return status;
}
