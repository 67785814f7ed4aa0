// A virtual StorPort miniport whose disk is at the other end of a socket: on the network from the time its adapter
// is found until the adapter's resources are freed. The port driver's unload routine does that; ours runs
// before it and calls it.
// Right: what the adapter registers is gone before the driver is; an adapter that was not found is not freed.
#include <ntddk.h>
#include <storport.h>
#include <wsk.h>

typedef struct _ADAPTER {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
} ADAPTER, *PADAPTER;

static const WSK_CLIENT_DISPATCH Client = {MAKE_WSK_VERSION(1, 0), 0, NULL};
static PDRIVER_UNLOAD PortUnload;

static ULONG NTAPI FindAdapter(PVOID extension, PVOID context, PVOID bus, PVOID lower, PCHAR argument,
                               PPORT_CONFIGURATION_INFORMATION configuration, PBOOLEAN again)
{
    PADAPTER adapter = (PADAPTER)extension;
    WSK_CLIENT_NPI npi = {adapter, &Client};

    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(bus);
    UNREFERENCED_PARAMETER(lower);
    UNREFERENCED_PARAMETER(argument);
    configuration->VirtualDevice = TRUE;
    *again = FALSE;
    if (!NT_SUCCESS(WskRegister(&npi, &adapter->Registration)))
        return SP_RETURN_ERROR;
    if (!NT_SUCCESS(WskCaptureProviderNPI(&adapter->Registration, 5000, &adapter->Provider))) {
        WskDeregister(&adapter->Registration);
        return SP_RETURN_ERROR;
    }
    return SP_RETURN_FOUND;
}

static BOOLEAN NTAPI Initialize(PVOID extension)
{
    UNREFERENCED_PARAMETER(extension);
    return TRUE;
}

static BOOLEAN NTAPI StartIo(PVOID extension, PSCSI_REQUEST_BLOCK srb)
{
    srb->SrbStatus = SRB_STATUS_INVALID_REQUEST;
    StorPortNotification(RequestComplete, extension, srb);
    return TRUE;
}

// Asks whether the network is there. The port driver calls it for adapters only that were found.
static VOID NTAPI ProcessServiceRequest(PVOID extension, PVOID request)
{
    PADAPTER adapter = (PADAPTER)extension;
    PIRP irp = (PIRP)request;
    WSK_PROVIDER_NPI provider;
    NTSTATUS status;

    status = WskCaptureProviderNPI(&adapter->Registration, WSK_NO_WAIT, &provider);
    if (NT_SUCCESS(status))
        WskReleaseProviderNPI(&adapter->Registration);
    irp->IoStatus.Status = status;
    irp->IoStatus.Information = 0;
    StorPortCompleteServiceIrp(extension, irp);
}

static VOID NTAPI FreeAdapterResources(PVOID extension)
{
    PADAPTER adapter = (PADAPTER)extension;

    WskReleaseProviderNPI(&adapter->Registration);
    WskDeregister(&adapter->Registration);
}

static VOID NTAPI Unload(PDRIVER_OBJECT driver)
{
    PortUnload(driver);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    VIRTUAL_HW_INITIALIZATION_DATA data;
    NTSTATUS status;

    RtlZeroMemory(&data, sizeof(data));
    data.HwInitializationDataSize = sizeof(data);
    data.HwInitialize = Initialize;
    data.HwStartIo = StartIo;
    data.HwFindAdapter = FindAdapter;
    data.HwProcessServiceRequest = ProcessServiceRequest;
    data.HwFreeAdapterResources = FreeAdapterResources;
    data.AdapterInterfaceType = Internal;
    data.FeatureSupport = STOR_FEATURE_VIRTUAL_MINIPORT;
    data.DeviceExtensionSize = sizeof(ADAPTER);
    status = (NTSTATUS)StorPortInitialize(driver, path, &data, NULL);
    if (!NT_SUCCESS(status))
        return status;
    PortUnload = driver->DriverUnload;
    driver->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
