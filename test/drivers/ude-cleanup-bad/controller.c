// A virtual USB controller whose devices are elsewhere on the network. The driver has no unload routine: the
// framework unloads it, and the driver object's cleanup callback leaves the network.
// Fault: without a driver object no callback runs, and the registration stays (R1).
#include <ntddk.h>
#include <wdf.h>
#include <usb.h>
#include <UdeCx.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static const WSK_CLIENT_DISPATCH Client = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static NTSTATUS NTAPI QueryCapability(WDFDEVICE device, GUID *type, ULONG size, PVOID buffer, PULONG result)
{
    UNREFERENCED_PARAMETER(device);
    UNREFERENCED_PARAMETER(type);
    UNREFERENCED_PARAMETER(size);
    UNREFERENCED_PARAMETER(buffer);
    *result = 0;
    return STATUS_UNSUCCESSFUL;
}

static NTSTATUS NTAPI DeviceAdd(WDFDRIVER driver, PWDFDEVICE_INIT init)
{
    UDECX_WDF_DEVICE_CONFIG config;
    WDFDEVICE device;
    NTSTATUS status = UdecxInitializeWdfDeviceInit(init);

    UNREFERENCED_PARAMETER(driver);
    if (!NT_SUCCESS(status))
        return status;
    status = WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, &device);
    if (!NT_SUCCESS(status))
        return status;
    UDECX_WDF_DEVICE_CONFIG_INIT(&config, QueryCapability);
    return UdecxWdfDeviceAddUsbDeviceEmulation(device, &config);
}

static VOID NTAPI Cleanup(WDFOBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    WskDeregister(&Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI npi = {NULL, &Client};
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_DRIVER_CONFIG config;
    NTSTATUS status = WskRegister(&npi, &Registration);

    if (!NT_SUCCESS(status))
        return status;
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.EvtCleanupCallback = Cleanup;
    WDF_DRIVER_CONFIG_INIT(&config, DeviceAdd);
    status = WdfDriverCreate(driver, path, &attributes, &config, WDF_NO_HANDLE);
    if (!NT_SUCCESS(status))
        return status; // EXPECT: missing-deregister
    return STATUS_SUCCESS;
}
