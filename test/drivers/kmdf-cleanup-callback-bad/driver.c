// KMDF driver whose WDFDRIVER clean-up callback ends the registration; it has no
// EvtDriverUnload.
// Fault: the registration is made before WdfDriverCreate. If that fails there is no
// WDFDRIVER whose clean-up could run, and DriverEntry returns registered (4.3, R1).
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH g_WskDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION g_WskRegistration;
static BOOLEAN g_WskRegistered;

DRIVER_INITIALIZE DriverEntry;
EVT_WDF_DRIVER_DEVICE_ADD EvtDeviceAdd;
EVT_WDF_OBJECT_CONTEXT_CLEANUP EvtDriverCleanup;

NTSTATUS NTAPI
EvtDeviceAdd(_In_ WDFDRIVER Driver, _Inout_ PWDFDEVICE_INIT DeviceInit)
{
    WDFDEVICE device;

    UNREFERENCED_PARAMETER(Driver);
    return WdfDeviceCreate(&DeviceInit, WDF_NO_OBJECT_ATTRIBUTES, &device);
}

VOID NTAPI
EvtDriverCleanup(_In_ WDFOBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    if (g_WskRegistered) {
        g_WskRegistered = FALSE;
        WskDeregister(&g_WskRegistration);
    }
}

static NTSTATUS
RegisterWsk(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &g_WskDispatch };
    NTSTATUS status = WskRegister(&npi, &g_WskRegistration);

    if (NT_SUCCESS(status))
        g_WskRegistered = TRUE;
    return status;
}

static NTSTATUS
CheckProvider(VOID)
{
    WSK_PROVIDER_CHARACTERISTICS range;
    NTSTATUS status = WskQueryProviderCharacteristics(&g_WskRegistration, &range);

    if (status == STATUS_DEVICE_NOT_READY)
        return STATUS_SUCCESS;
    if (NT_SUCCESS(status) && range.LowestVersion > MAKE_WSK_VERSION(1, 0))
        return STATUS_NOT_SUPPORTED;
    return status;
}

NTSTATUS NTAPI
DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_DRIVER_CONFIG config;
    NTSTATUS status;

    status = RegisterWsk();
    if (!NT_SUCCESS(status))
        return status;

    WDF_DRIVER_CONFIG_INIT(&config, EvtDeviceAdd);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.EvtCleanupCallback = EvtDriverCleanup;
    status = WdfDriverCreate(DriverObject, RegistryPath, &attributes, &config, WDF_NO_HANDLE);
    if (!NT_SUCCESS(status))
        return status; // EXPECT: missing-deregister
    return CheckProvider();
}
