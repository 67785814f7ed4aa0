// The driver is a client of WSK while processes it counts are alive: a notification
// routine registers and deregisters. Fault: a failed capture leaves the registration
// without anybody knowing (R1).
#include "../Inputs/net.h"
static WSK_REGISTRATION R;
static WSK_PROVIDER_NPI N;
static LONG Count;
static KMUTEX Lock; // two processes may come and go at once
static BOOLEAN Up;
static VOID Notify(HANDLE parent, HANDLE pid, BOOLEAN create)
{
    WSK_CLIENT_NPI c = {0, &Table};
    (void)parent;
    (void)pid;
    KeWaitForSingleObject(&Lock, Executive, KernelMode, FALSE, NULL);
    if (create) {
        if (InterlockedIncrement(&Count) == 1 && !Up) {
            if (NT_SUCCESS(WskRegister(&c, &R))) {
                if (NT_SUCCESS(WskCaptureProviderNPI(&R, 0, &N)))
                    Up = TRUE;
            }
        }
    } else if (InterlockedDecrement(&Count) == 0 && Up) {
        WskReleaseProviderNPI(&R);
        WskDeregister(&R);
        Up = FALSE;
    }
    KeReleaseMutex(&Lock, FALSE);
}

static VOID NTAPI Unload(PDRIVER_OBJECT d)
{
    UNREFERENCED_PARAMETER(d);
    PsSetCreateProcessNotifyRoutine(Notify, TRUE);
    if (Up) {
        WskReleaseProviderNPI(&R);
        WskDeregister(&R);
    }
} // EXPECT: missing-deregister

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p)
{
    UNREFERENCED_PARAMETER(p);
    KeInitializeMutex(&Lock, 0);
    d->DriverUnload = Unload;
    return PsSetCreateProcessNotifyRoutine(Notify, FALSE);
}
