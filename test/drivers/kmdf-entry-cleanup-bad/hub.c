// A driver without hardware that keeps its client in the context of a control device.
// DriverEntry fails without a word to the framework, which then deletes the device and so
// runs its cleanup callback (contract 4.3). Fault: while no provider comes the
// callback does not know of the registration (R1).
#include "../Inputs/net.h"
#include <wdf.h>
typedef struct {
    WSK_REGISTRATION Client;
    WSK_PROVIDER_NPI Provider;
    BOOLEAN Registered, Captured;
} HUB;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(HUB, HubOf)

static VOID HubCleanup(WDFOBJECT object)
{
    HUB *hub = HubOf(object);

    if (hub->Captured)
        WskReleaseProviderNPI(&hub->Client);
    if (hub->Registered)
        WskDeregister(&hub->Client);
}

static NTSTATUS HubUp(HUB *hub)
{
    WSK_CLIENT_NPI npi = {hub, &Table};
    NTSTATUS status;

    status = WskRegister(&npi, &hub->Client); // EXPECT: missing-deregister
    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&hub->Client, 1000, &hub->Provider);
    if (!NT_SUCCESS(status))
        return status;
    hub->Registered = TRUE;
    hub->Captured = TRUE;
    return STATUS_SUCCESS;
}

static VOID HubUnload(WDFDRIVER driver)
{
    UNREFERENCED_PARAMETER(driver);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_DRIVER_CONFIG config;
    PWDFDEVICE_INIT init;
    WDFDRIVER made;
    WDFDEVICE device;
    NTSTATUS status;

    WDF_DRIVER_CONFIG_INIT(&config, NULL);
    config.DriverInitFlags |= WdfDriverInitNonPnpDriver;
    config.EvtDriverUnload = HubUnload;
    status = WdfDriverCreate(driver, path, NULL, &config, &made);
    if (!NT_SUCCESS(status))
        return status;
    init = WdfControlDeviceInitAllocate(made, &SDDL_DEVOBJ_KERNEL_ONLY);
    if (init == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, HUB);
    attributes.EvtCleanupCallback = HubCleanup;
    status = WdfDeviceCreate(&init, &attributes, &device);
    if (!NT_SUCCESS(status)) {
        WdfDeviceInitFree(init);
        return status;
    }
    status = HubUp(HubOf(device));
    if (!NT_SUCCESS(status))
        return status;
    WdfControlFinishInitializing(device);
    return STATUS_SUCCESS;
}
