// PnP driver without EvtDriverUnload.
// Right: the clean-up callback of the WDFDRIVER object ends the registration, after the last device and also when DriverEntry fails (4.3).
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

static WSK_REGISTRATION MeterReg;
static const WSK_CLIENT_DISPATCH MeterDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static BOOLEAN MeterRegistered;

static VOID NTAPI
MeterCleanup(WDFOBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    if (MeterRegistered)
        WskDeregister(&MeterReg);
    MeterRegistered = FALSE;
}

static NTSTATUS NTAPI
MeterDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init)
{
    WDFDEVICE device;

    UNREFERENCED_PARAMETER(Driver);
    return WdfDeviceCreate(&Init, WDF_NO_OBJECT_ATTRIBUTES, &device);
}

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &MeterDispatch };
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_DRIVER_CONFIG config;
    NTSTATUS status;

    WDF_DRIVER_CONFIG_INIT(&config, MeterDeviceAdd);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.EvtCleanupCallback = MeterCleanup;
    status = WdfDriverCreate(DriverObject, RegistryPath, &attributes, &config, WDF_NO_HANDLE);
    if (!NT_SUCCESS(status))
        return status;
    status = WskRegister(&client, &MeterReg);
    MeterRegistered = NT_SUCCESS(status);
    return status;
}
