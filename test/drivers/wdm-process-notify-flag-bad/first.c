// The client is registered while processes are alive that came after the driver.
// Fault: the flag is still set when the last of them has gone: Unload deregisters once
// more (R8).
#include "../Inputs/net.h"

static WSK_REGISTRATION FirstReg;
static KMUTEX FirstLock;
static LONG Alive;
static BOOLEAN Registered;

static VOID Notify(HANDLE Parent, HANDLE Process, BOOLEAN Create)
{
    WSK_CLIENT_NPI Client = {NULL, &Table};

    UNREFERENCED_PARAMETER(Parent);
    UNREFERENCED_PARAMETER(Process);
    KeWaitForSingleObject(&FirstLock, Executive, KernelMode, FALSE, NULL);
    if (Create) {
        if (InterlockedIncrement(&Alive) == 1 && !Registered)
            Registered = NT_SUCCESS(WskRegister(&Client, &FirstReg));
    } else if (InterlockedDecrement(&Alive) == 0 && Registered) {
        WskDeregister(&FirstReg);
    }
    KeReleaseMutex(&FirstLock, FALSE);
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    PsSetCreateProcessNotifyRoutine(Notify, TRUE);
    if (Registered)
        WskDeregister(&FirstReg); // EXPECT: double-deregister
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    UNREFERENCED_PARAMETER(Path);
    KeInitializeMutex(&FirstLock, 0);
    Driver->DriverUnload = Unload;
    return PsSetCreateProcessNotifyRoutine(Notify, FALSE);
}
