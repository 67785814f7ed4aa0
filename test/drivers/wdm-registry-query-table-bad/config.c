// A registry value read through a query table decides whether there is a network
// part, and is read once: the variable it went to stays what it was.
// Fault: Unload asks a second value of the table, which says nothing about whether
// the driver registered (R1, R7).
#include <ntddk.h>
#include <wsk.h>

static ULONG UseNetwork, UseLog;
static WSK_REGISTRATION CfgReg;
static WSK_PROVIDER_NPI CfgNpi;
static const WSK_CLIENT_DISPATCH CfgTable = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static void ReadConfig(PUNICODE_STRING path)
{
    ULONG none = 0;
    RTL_QUERY_REGISTRY_TABLE table[3];

    RtlZeroMemory(table, sizeof(table));
    table[0].Flags = RTL_QUERY_REGISTRY_DIRECT | RTL_QUERY_REGISTRY_TYPECHECK;
    table[0].Name = L"UseNetwork";
    table[0].EntryContext = &UseNetwork;
    table[0].DefaultType = (REG_DWORD << RTL_QUERY_REGISTRY_TYPECHECK_SHIFT) | REG_DWORD;
    table[0].DefaultData = &none;
    table[0].DefaultLength = sizeof(none);
    table[1] = table[0];
    table[1].Name = L"UseLog";
    table[1].EntryContext = &UseLog;
    if (!NT_SUCCESS(RtlQueryRegistryValues(RTL_REGISTRY_ABSOLUTE, path->Buffer, table, NULL, NULL)))
        UseNetwork = UseLog = 0;
}

static NTSTATUS NetworkUp(void)
{
    WSK_CLIENT_NPI npi = {NULL, &CfgTable};
    NTSTATUS status = WskRegister(&npi, &CfgReg);

    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&CfgReg, 500, &CfgNpi);
    if (!NT_SUCCESS(status))
        WskDeregister(&CfgReg);
    return status;
}

static VOID NTAPI CfgUnload(PDRIVER_OBJECT drv)
{
    UNREFERENCED_PARAMETER(drv);
    if (UseLog) {
        WskReleaseProviderNPI(&CfgReg); // EXPECT: npi-over-release
        WskDeregister(&CfgReg);
    }
} // EXPECT: missing-deregister

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    NTSTATUS status;

    ReadConfig(path);
    if (UseNetwork) {
        status = NetworkUp();
        if (!NT_SUCCESS(status))
            return status;
    }
    drv->DriverUnload = CfgUnload;
    return STATUS_SUCCESS;
}
