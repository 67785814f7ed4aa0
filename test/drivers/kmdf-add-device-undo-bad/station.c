// KMDF driver that starts its client while a device is added; the device's clean-up stops it.
// Fault: when the link cannot be made the NPI is still captured at WskDeregister (R4); the
// clean-up callback, which would release it, only runs once the device is given up.
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static BOOLEAN Started;

static VOID
Stop(VOID)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
    Started = FALSE;
}

static NTSTATUS
Start(WDFDEVICE Device)
{
    DECLARE_CONST_UNICODE_STRING(link, L"\\DosDevices\\StationNet");
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status;

    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
        return status;
    }
    status = WdfDeviceCreateSymbolicLink(Device, &link);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration); // EXPECT: npi-held-at-deregister
        return status;
    }
    Started = TRUE;
    return STATUS_SUCCESS;
}

static VOID NTAPI
OnDeviceCleanup(WDFOBJECT Device)
{
    UNREFERENCED_PARAMETER(Device);
    if (Started)
        Stop();
}

static NTSTATUS NTAPI
OnDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFDEVICE device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Driver);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.EvtCleanupCallback = OnDeviceCleanup;
    status = WdfDeviceCreate(&Init, &attributes, &device);
    if (!NT_SUCCESS(status))
        return status;
    return Start(device);
}

static VOID NTAPI
OnUnload(WDFDRIVER Driver)
{
    UNREFERENCED_PARAMETER(Driver);
}

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;

    WDF_DRIVER_CONFIG_INIT(&config, OnDeviceAdd);
    config.EvtDriverUnload = OnUnload;
    return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, WDF_NO_HANDLE);
}
