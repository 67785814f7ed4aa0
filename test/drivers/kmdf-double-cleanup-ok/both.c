// KMDF driver that undoes by hand and in the WDFDRIVER clean-up callback.
// Right: whoever deregisters clears the flag that the other one asks.
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

typedef struct _DRIVER_CONTEXT {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
    BOOLEAN Registered;
    BOOLEAN Captured;
} DRIVER_CONTEXT, *PDRIVER_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DRIVER_CONTEXT, DriverContextGet)

static const WSK_CLIENT_DISPATCH AppDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static VOID NTAPI
DriverContextCleanup(WDFOBJECT Object)
{
    PDRIVER_CONTEXT ctx = DriverContextGet(Object);

    if (ctx->Captured)
        WskReleaseProviderNPI(&ctx->Registration);
    if (ctx->Registered)
        WskDeregister(&ctx->Registration);
}

static NTSTATUS NTAPI
DeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init)
{
    WDFDEVICE device;

    UNREFERENCED_PARAMETER(Driver);
    WdfDeviceInitSetDeviceType(Init, FILE_DEVICE_NETWORK);
    return WdfDeviceCreate(&Init, WDF_NO_OBJECT_ATTRIBUTES, &device);
}

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_DRIVER_CONFIG config;
    WSK_CLIENT_NPI client;
    PDRIVER_CONTEXT ctx;
    WDFDRIVER driver;
    NTSTATUS status;

    WDF_DRIVER_CONFIG_INIT(&config, DeviceAdd);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, DRIVER_CONTEXT);
    attributes.EvtCleanupCallback = DriverContextCleanup;
    status = WdfDriverCreate(DriverObject, RegistryPath, &attributes, &config, &driver);
    if (!NT_SUCCESS(status))
        return status;
    ctx = DriverContextGet(driver);

    client.ClientContext = ctx;
    client.Dispatch = &AppDispatch;
    status = WskRegister(&client, &ctx->Registration);
    if (!NT_SUCCESS(status))
        return status;
    ctx->Registered = TRUE;

    status = WskCaptureProviderNPI(&ctx->Registration, WSK_NO_WAIT, &ctx->Npi);
    if (!NT_SUCCESS(status)) {
        ctx->Registered = FALSE;
        WskDeregister(&ctx->Registration);
        return status;
    }
    ctx->Captured = TRUE;
    return STATUS_SUCCESS;
}
