// Library-style start-up in a do/while(FALSE) block behind an initialised word.
// Right: every break after the registration ends it first; the word says "up" only
// after the last step.
#include <ntddk.h>
#include <wsk.h>

typedef struct _WSKDATA {
    USHORT HighestVersion;
    USHORT LowestVersion;
} WSKDATA, *PWSKDATA;

static volatile LONG _Initialized = 0;
static WSK_REGISTRATION _Registration;
static WSK_PROVIDER_NPI _Npi;
static const WSK_CLIENT_DISPATCH _Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS NetStartup(USHORT Version, PWSKDATA Data)
{
    WSK_PROVIDER_CHARACTERISTICS Characteristics;
    WSK_CLIENT_NPI Client;
    NTSTATUS Status;

    if (InterlockedCompareExchange(&_Initialized, 1, 1) == 1)
        return STATUS_SUCCESS;
    do {
        Client.ClientContext = NULL;
        Client.Dispatch = &_Dispatch;
        Status = WskRegister(&Client, &_Registration);
        if (!NT_SUCCESS(Status))
            break;

        Status = WskCaptureProviderNPI(&_Registration, 1000, &_Npi);
        if (!NT_SUCCESS(Status)) {
            WskDeregister(&_Registration);
            break;
        }

        Status = WskQueryProviderCharacteristics(&_Registration, &Characteristics);
        if (!NT_SUCCESS(Status)) {
            WskReleaseProviderNPI(&_Registration);
            WskDeregister(&_Registration);
            break;
        }
        if (Version < Characteristics.LowestVersion || Version > Characteristics.HighestVersion) {
            WskReleaseProviderNPI(&_Registration);
            WskDeregister(&_Registration);
            Status = STATUS_NOINTERFACE;
            break;
        }
        Data->HighestVersion = Characteristics.HighestVersion;
        Data->LowestVersion = Characteristics.LowestVersion;
        InterlockedExchange(&_Initialized, 1);
    } while (FALSE);
    return Status;
}

VOID NetCleanup(VOID)
{
    if (InterlockedExchange(&_Initialized, 0) == 0)
        return;
    WskReleaseProviderNPI(&_Registration);
    WskDeregister(&_Registration);
}

static VOID NTAPI Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NetCleanup();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSKDATA Data;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(RegistryPath);
    Status = NetStartup(MAKE_WSK_VERSION(1, 0), &Data);
    if (!NT_SUCCESS(Status)) {
        NetCleanup();
        return Status;
    }
    DbgPrint("WSK %04x to %04x\n", Data.LowestVersion, Data.HighestVersion);
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
