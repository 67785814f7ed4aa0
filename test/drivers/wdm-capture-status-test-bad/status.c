// Polls for the network in a thread and lists the transports once it is there.
// Fault: only STATUS_DEVICE_NOT_READY counts as failure. STATUS_NOINTERFACE is an
// ordinary outcome too; then the NPI was not captured but is used (R15).
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION PollReg;
static const WSK_CLIENT_DISPATCH PollDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static KEVENT PollStop;
static PVOID PollThreadObject;
static SIZE_T PollTransports;

static BOOLEAN Stopped(LONG milliseconds)
{
    LARGE_INTEGER due;

    due.QuadPart = -10000LL * milliseconds;
    return KeWaitForSingleObject(&PollStop, Executive, KernelMode, FALSE, &due) != STATUS_TIMEOUT;
}

static VOID NTAPI PollThread(PVOID context)
{
    WSK_PROVIDER_NPI npi;
    SIZE_T size = 0;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(context);
    for (;;) {
        status = WskCaptureProviderNPI(&PollReg, WSK_NO_WAIT, &npi);
        if (status != STATUS_DEVICE_NOT_READY)
            break;
        if (Stopped(250))
            PsTerminateSystemThread(STATUS_CANCELLED);
    }
    npi.Dispatch->WskControlClient(npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, 0, NULL, &size, NULL); // EXPECT: unchecked-capture
    PollTransports = size / sizeof(WSK_TRANSPORT);
    WskReleaseProviderNPI(&PollReg);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID NTAPI PollUnload(PDRIVER_OBJECT drv)
{
    UNREFERENCED_PARAMETER(drv);
    KeSetEvent(&PollStop, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(PollThreadObject, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(PollThreadObject);
    WskDeregister(&PollReg);
    DbgPrint("%Iu transports\n", PollTransports);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI client = { NULL, &PollDispatch };
    NTSTATUS status;
    HANDLE thread;

    UNREFERENCED_PARAMETER(path);
    KeInitializeEvent(&PollStop, NotificationEvent, FALSE);
    status = WskRegister(&client, &PollReg);
    if (!NT_SUCCESS(status))
        return status;
    status = PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, PollThread, NULL);
    if (NT_SUCCESS(status)) {
        ObReferenceObjectByHandle(thread, THREAD_ALL_ACCESS, NULL, KernelMode, &PollThreadObject, NULL);
        ZwClose(thread);
        drv->DriverUnload = PollUnload;
    } else {
        WskDeregister(&PollReg);
    }
    return status;
}
