// DriverEntry must not wait for the network: it tries without waiting and leaves the
// rest to a system thread that waits for ever. Deregistering wakes that thread.
// Right: whoever captured noted it; Unload deregisters, which ends a wait that still
// goes on, and only then joins the thread. A capture of the thread is released by
// the thread itself.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION FbReg;
static WSK_PROVIDER_NPI FbNpi;
static BOOLEAN FbCaptured;
static PVOID FbThread;
static const WSK_CLIENT_DISPATCH FbTable = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static VOID Announce(void)
{
    DbgPrint("fallback: provider %p\n", FbNpi.Client);
}

static VOID NTAPI Waiter(PVOID context)
{
    UNREFERENCED_PARAMETER(context);
    if (NT_SUCCESS(WskCaptureProviderNPI(&FbReg, WSK_INFINITE_WAIT, &FbNpi))) {
        Announce();
        WskReleaseProviderNPI(&FbReg);
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static NTSTATUS StartWaiter(void)
{
    HANDLE handle;
    NTSTATUS status = PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, Waiter, NULL);

    if (!NT_SUCCESS(status))
        return status;
    status = ObReferenceObjectByHandle(handle, SYNCHRONIZE, *PsThreadType, KernelMode, &FbThread, NULL);
    NT_ASSERT(NT_SUCCESS(status));
    ZwClose(handle);
    return STATUS_SUCCESS;
}

static VOID NTAPI FbUnload(PDRIVER_OBJECT drv)
{
    UNREFERENCED_PARAMETER(drv);
    if (FbCaptured)
        WskReleaseProviderNPI(&FbReg);
    WskDeregister(&FbReg);
    if (FbThread) {
        KeWaitForSingleObject(FbThread, Executive, KernelMode, FALSE, NULL);
        ObDereferenceObject(FbThread);
    }
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI npi = {NULL, &FbTable};
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    status = WskRegister(&npi, &FbReg);
    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&FbReg, WSK_NO_WAIT, &FbNpi);
    if (NT_SUCCESS(status)) {
        FbCaptured = TRUE;
        Announce();
    } else {
        status = StartWaiter();
        if (!NT_SUCCESS(status)) {
            WskDeregister(&FbReg);
            return status;
        }
    }
    drv->DriverUnload = FbUnload;
    return STATUS_SUCCESS;
}
