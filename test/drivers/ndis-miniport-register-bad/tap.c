// Virtual miniport that registers with WSK in DriverEntry.
// Fault: the miniport cannot be registered and DriverEntry releases the NPI but does
// not deregister; the unload handler is not called after a failing DriverEntry (R1).
#define NDIS_MINIPORT_DRIVER 1
#define NDIS630_MINIPORT 1
#define NDIS630 1
#include <ndis.h>
#include <wsk.h>

static struct {
    NDIS_HANDLE Driver;
    WSK_REGISTRATION Wsk;
    WSK_PROVIDER_NPI Npi;
} Tap;

static const WSK_CLIENT_DISPATCH TapWsk = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NDIS_STATUS TapInitialize(NDIS_HANDLE Handle, NDIS_HANDLE DriverContext,
                                 PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES Attributes;

    UNREFERENCED_PARAMETER(DriverContext);
    UNREFERENCED_PARAMETER(Parameters);
    RtlZeroMemory(&Attributes, sizeof(Attributes));
    Attributes.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
    Attributes.Header.Revision = NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
    Attributes.Header.Size = sizeof(Attributes);
    Attributes.MiniportAdapterContext = &Tap;
    Attributes.AttributeFlags = NDIS_MINIPORT_ATTRIBUTES_NO_HALT_ON_SUSPEND;
    Attributes.InterfaceType = NdisInterfaceInternal;
    return NdisMSetMiniportAttributes(Handle, (PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&Attributes);
}

static VOID TapHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Action);
}

static VOID NTAPI TapUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NdisMDeregisterMiniportDriver(Tap.Driver);
    WskReleaseProviderNPI(&Tap.Wsk);
    WskDeregister(&Tap.Wsk);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI ClientNpi = { &Tap, &TapWsk };
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS Mp;
    NTSTATUS Status;

    Status = WskRegister(&ClientNpi, &Tap.Wsk);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = WskCaptureProviderNPI(&Tap.Wsk, 1000, &Tap.Npi);
    if (!NT_SUCCESS(Status)) {
        WskDeregister(&Tap.Wsk);
        return Status;
    }

    NdisZeroMemory(&Mp, sizeof(Mp));
    Mp.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS;
    Mp.Header.Revision = NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
    Mp.Header.Size = NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
    Mp.MajorNdisVersion = 6;
    Mp.MinorNdisVersion = 30;
    Mp.InitializeHandlerEx = TapInitialize;
    Mp.HaltHandlerEx = TapHalt;
    Mp.UnloadHandler = TapUnload;
    Status = NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Mp, &Tap.Driver);
    if (Status != NDIS_STATUS_SUCCESS) {
        WskReleaseProviderNPI(&Tap.Wsk);
        return Status; // EXPECT: missing-deregister
    }
    return STATUS_SUCCESS;
}
