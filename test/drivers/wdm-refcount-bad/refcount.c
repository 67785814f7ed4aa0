// Shared WSK client of two feature modules: the first user registers, the last one
// deregisters.
// Fault: NetRelease takes one remaining user for the last one, so both modules'
// calls deregister; the second call does it again (R8).
#include <ntddk.h>
#include <wsk.h>

static LONG NetUsers;
static WSK_REGISTRATION NetRegistration;
static const WSK_CLIENT_DISPATCH NetDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS NetAddRef(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &NetDispatch };
    NTSTATUS status = STATUS_SUCCESS;

    if (InterlockedIncrement(&NetUsers) == 1) {
        status = WskRegister(&npi, &NetRegistration);
        if (!NT_SUCCESS(status))
            InterlockedDecrement(&NetUsers);
    }
    return status;
}

static VOID NetRelease(VOID)
{
    if (InterlockedDecrement(&NetUsers) <= 1)
        WskDeregister(&NetRegistration); // EXPECT: double-deregister
}

/* Feature one: counts transports at start-up. */
static ULONG TransportCount;

static NTSTATUS CounterStart(VOID)
{
    WSK_PROVIDER_NPI npi;
    SIZE_T bytes = 0;
    NTSTATUS status = NetAddRef();

    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&NetRegistration, WSK_NO_WAIT, &npi);
    if (NT_SUCCESS(status)) {
        npi.Dispatch->WskControlClient(npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, 0, NULL,
                                       &bytes, NULL);
        WskReleaseProviderNPI(&NetRegistration);
        TransportCount = (ULONG)(bytes / sizeof(WSK_TRANSPORT));
    }
    return STATUS_SUCCESS;
}

static VOID CounterStop(VOID)
{
    NetRelease();
}

/* Feature two: remembers the provider's version range. */
static WSK_PROVIDER_CHARACTERISTICS Range;

static NTSTATUS VersionStart(VOID)
{
    NTSTATUS status = NetAddRef();

    if (NT_SUCCESS(status) && !NT_SUCCESS(WskQueryProviderCharacteristics(&NetRegistration, &Range)))
        RtlZeroMemory(&Range, sizeof(Range));
    return status;
}

static VOID VersionStop(VOID)
{
    NetRelease();
}

static VOID NTAPI Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    VersionStop();
    CounterStop();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = CounterStart();
    if (!NT_SUCCESS(status))
        return status;
    status = VersionStart();
    if (!NT_SUCCESS(status)) {
        CounterStop();
        return status;
    }
    DbgPrint("%u transports, WSK %04x to %04x\n", TransportCount, Range.LowestVersion, Range.HighestVersion);
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
