// KMDF driver that goes on the network with its hardware: registered in
// EvtDevicePrepareHardware, ended in EvtDeviceReleaseHardware.
// Fault: release runs also after a failing prepare; when WskRegister failed there it
// deregisters what was never registered (contract 4.4, R7).
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

typedef struct _HW_CONTEXT {
    WSK_REGISTRATION Registration;
    ULONG Starts;
} HW_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(HW_CONTEXT, HwGet)

static const WSK_CLIENT_DISPATCH HwDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS NTAPI
HwPrepare(WDFDEVICE Device, WDFCMRESLIST Raw, WDFCMRESLIST Translated)
{
    HW_CONTEXT *hw = HwGet(Device);
    WSK_CLIENT_NPI npi = { hw, &HwDispatch };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Raw);
    UNREFERENCED_PARAMETER(Translated);
    hw->Starts++;
    status = WskRegister(&npi, &hw->Registration);
    return status;
}

static NTSTATUS NTAPI
HwRelease(WDFDEVICE Device, WDFCMRESLIST Translated)
{
    HW_CONTEXT *hw = HwGet(Device);

    UNREFERENCED_PARAMETER(Translated);
    WskDeregister(&hw->Registration); // EXPECT: deregister-unregistered
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI
HwDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init)
{
    WDF_PNPPOWER_EVENT_CALLBACKS pnp;
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFDEVICE device;

    UNREFERENCED_PARAMETER(Driver);
    WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&pnp);
    pnp.EvtDevicePrepareHardware = HwPrepare;
    pnp.EvtDeviceReleaseHardware = HwRelease;
    WdfDeviceInitSetPnpPowerEventCallbacks(Init, &pnp);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, HW_CONTEXT);
    return WdfDeviceCreate(&Init, &attributes, &device);
}

static VOID NTAPI
HwUnload(WDFDRIVER Driver)
{
    UNREFERENCED_PARAMETER(Driver);
}

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;

    WDF_DRIVER_CONFIG_INIT(&config, HwDeviceAdd);
    config.EvtDriverUnload = HwUnload;
    return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, WDF_NO_HANDLE);
}
