// As many worker threads as a pool has, made in a loop to a constant; each may fail to start.
// Right: whatever was started is stopped before the capture is released.
#include "../Inputs/net.h"

enum { Workers = 24 };

static WSK_REGISTRATION Reg;
static WSK_PROVIDER_NPI Npi;
static PVOID Threads[Workers];
static KEVENT Stop;

static VOID NTAPI Work(PVOID context)
{
    UNREFERENCED_PARAMETER(context);
    KeWaitForSingleObject(&Stop, Executive, KernelMode, FALSE, NULL);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static NTSTATUS StartPool(void)
{
    NTSTATUS status = STATUS_SUCCESS;
    HANDLE handle;
    int i;

    for (i = 0; i < Workers; ++i) {
        status = PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, Work, NULL);
        if (!NT_SUCCESS(status))
            break;
        ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, *PsThreadType, KernelMode, &Threads[i], NULL);
        ZwClose(handle);
    }
    return status;
}

static void StopPool(void)
{
    int i;

    KeSetEvent(&Stop, IO_NO_INCREMENT, FALSE);
    for (i = 0; i < Workers; ++i)
        if (Threads[i]) {
            KeWaitForSingleObject(Threads[i], Executive, KernelMode, FALSE, NULL);
            ObDereferenceObject(Threads[i]);
        }
}

static VOID NTAPI Unload(PDRIVER_OBJECT drv)
{
    UNREFERENCED_PARAMETER(drv);
    StopPool();
    WskReleaseProviderNPI(&Reg);
    WskDeregister(&Reg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI npi = {NULL, &Table};
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    KeInitializeEvent(&Stop, NotificationEvent, FALSE);
    status = WskRegister(&npi, &Reg);
    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&Reg, WSK_INFINITE_WAIT, &Npi);
    if (NT_SUCCESS(status)) {
        status = StartPool();
        if (NT_SUCCESS(status)) {
            drv->DriverUnload = Unload;
            return status;
        }
        StopPool();
        WskReleaseProviderNPI(&Reg);
    }
    WskDeregister(&Reg);
    return status;
}
