// PnP KMDF driver with one registration per device, in the device's context.
// Right: the device's clean-up callback undoes what EvtDriverDeviceAdd did; it runs
// also when EvtDriverDeviceAdd fails after WdfDeviceCreate.
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

typedef struct _DEVICE_CONTEXT {
    WSK_REGISTRATION WskRegistration;
    WSK_PROVIDER_NPI WskProviderNpi;
    BOOLEAN WskRegistered;
    BOOLEAN WskCaptured;
} DEVICE_CONTEXT, *PDEVICE_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DEVICE_CONTEXT, DeviceGetContext)

static const WSK_CLIENT_DISPATCH DeviceWskDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

EVT_WDF_DRIVER_DEVICE_ADD SampleEvtDeviceAdd;
EVT_WDF_DRIVER_UNLOAD SampleEvtDriverUnload;
EVT_WDF_OBJECT_CONTEXT_CLEANUP SampleEvtDeviceCleanup;

VOID NTAPI
SampleEvtDeviceCleanup(WDFOBJECT Object)
{
    PDEVICE_CONTEXT context = DeviceGetContext(Object);

    if (context->WskCaptured)
        WskReleaseProviderNPI(&context->WskRegistration);
    if (context->WskRegistered)
        WskDeregister(&context->WskRegistration);
}

static NTSTATUS
SampleConnect(PDEVICE_CONTEXT Context)
{
    WSK_CLIENT_NPI client;
    NTSTATUS status;

    client.ClientContext = Context;
    client.Dispatch = &DeviceWskDispatch;
    status = WskRegister(&client, &Context->WskRegistration);
    if (!NT_SUCCESS(status))
        return status;
    Context->WskRegistered = TRUE;

    status = WskCaptureProviderNPI(&Context->WskRegistration, 1000, &Context->WskProviderNpi);
    if (NT_SUCCESS(status))
        Context->WskCaptured = TRUE;
    return status;
}

NTSTATUS NTAPI
SampleEvtDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT DeviceInit)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFDEVICE device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Driver);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, DEVICE_CONTEXT);
    attributes.EvtCleanupCallback = SampleEvtDeviceCleanup;
    status = WdfDeviceCreate(&DeviceInit, &attributes, &device);
    if (!NT_SUCCESS(status))
        return status;
    return SampleConnect(DeviceGetContext(device));
}

VOID NTAPI
SampleEvtDriverUnload(WDFDRIVER Driver)
{
    UNREFERENCED_PARAMETER(Driver);
}

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;

    WDF_DRIVER_CONFIG_INIT(&config, SampleEvtDeviceAdd);
    config.EvtDriverUnload = SampleEvtDriverUnload;
    return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config,
                           WDF_NO_HANDLE);
}
