// Many settings, each with a default, decide about many small things; the first of them also decides
// whether there is a network part at all.
// Right: what Unload undoes hangs on the same setting.
#include <ntddk.h>
#include <wsk.h>

static ULONG Networking, Retries, Backlog, KeepAlive, Window, Ttl, Tos, Linger, Queue, Trace, Burst, Version;
static WSK_REGISTRATION Reg;
static WSK_PROVIDER_NPI Npi;
static const WSK_CLIENT_DISPATCH Table = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static ULONG ReadValue(PCWSTR path, PCWSTR name)
{
    ULONG value = 0;
    RTL_QUERY_REGISTRY_TABLE table[2];

    RtlZeroMemory(table, sizeof(table));
    table[0].Flags = RTL_QUERY_REGISTRY_DIRECT;
    table[0].Name = (PWSTR)name;
    table[0].EntryContext = &value;
    table[0].DefaultType = REG_NONE;
    if (!NT_SUCCESS(RtlQueryRegistryValues(RTL_REGISTRY_ABSOLUTE, path, table, NULL, NULL)))
        return 0;
    return value;
}

static void ReadSettings(PCWSTR path)
{
    if (ReadValue(path, L"Networking"))
        Networking = 1;
    else
        Networking = 0;
    if ((Retries = ReadValue(path, L"Retries")) == 0)
        Retries = 3;
    if ((Backlog = ReadValue(path, L"Backlog")) == 0)
        Backlog = 5;
    if ((KeepAlive = ReadValue(path, L"KeepAlive")) == 0)
        KeepAlive = 2;
    if ((Window = ReadValue(path, L"Window")) == 0)
        Window = 4;
    if ((Ttl = ReadValue(path, L"Ttl")) == 0)
        Ttl = 64;
    if ((Tos = ReadValue(path, L"Tos")) == 0)
        Tos = 1;
    if ((Linger = ReadValue(path, L"Linger")) == 0)
        Linger = 2;
    if ((Queue = ReadValue(path, L"Queue")) == 0)
        Queue = 3;
    if ((Trace = ReadValue(path, L"Trace")) == 0)
        Trace = 1;
    if ((Burst = ReadValue(path, L"Burst")) == 0)
        Burst = 2;
    if ((Version = ReadValue(path, L"Version")) == 0)
        Version = 1;
}

static NTSTATUS NetworkUp(void)
{
    WSK_CLIENT_NPI npi = {NULL, &Table};
    NTSTATUS status = WskRegister(&npi, &Reg);

    if (!NT_SUCCESS(status))
        return status;
    if (Window > 2 || Ttl > 1 || Tos > 1 || Linger > 1 || Queue > 1 || Burst > 1 || Backlog > 1 || KeepAlive > 1)
        DbgPrint("tuned\n");
    status = WskCaptureProviderNPI(&Reg, Retries > 1 ? 500 : 100, &Npi);
    if (!NT_SUCCESS(status))
        WskDeregister(&Reg);
    return status;
}

static VOID NTAPI Unload(PDRIVER_OBJECT drv)
{
    UNREFERENCED_PARAMETER(drv);
    if (Networking) {
        WskReleaseProviderNPI(&Reg);
        WskDeregister(&Reg);
    }
    if (Version > 1)
        DbgPrint("gone\n");
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    NTSTATUS status = STATUS_SUCCESS;

    ReadSettings(path->Buffer);
    drv->DriverUnload = Unload;
    if (Networking)
        status = NetworkUp();
    return status;
}
