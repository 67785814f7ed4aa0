// KMDF driver without devices of its own to add, and without EvtDriverUnload.
// Right: such a driver is never unloaded; its clean-up runs only if DriverEntry fails,
// which is before it registers.
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static PVOID Cache;

static VOID NTAPI
OnDriverCleanup(WDFOBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    if (Cache != NULL)
        ExFreePoolWithTag(Cache, 'yatS');
    Cache = NULL;
}

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_DRIVER_CONFIG config;
    NTSTATUS status;

    WDF_DRIVER_CONFIG_INIT(&config, WDF_NO_EVENT_CALLBACK);
    config.DriverInitFlags |= WdfDriverInitNonPnpDriver;
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.EvtCleanupCallback = OnDriverCleanup;
    status = WdfDriverCreate(DriverObject, RegistryPath, &attributes, &config, WDF_NO_HANDLE);
    if (!NT_SUCCESS(status))
        return status;
    Cache = ExAllocatePoolWithTag(PagedPool, 64, 'yatS');
    if (Cache == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    return WskRegister(&client, &Registration);
}
