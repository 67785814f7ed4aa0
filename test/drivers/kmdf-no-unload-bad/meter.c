// PnP driver without EvtDriverUnload and without a clean-up callback of the WDFDRIVER.
// Fault: the framework unloads such a driver all the same once its devices are gone
// (4.1); no routine deregisters (R1).
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

static WSK_REGISTRATION MeterReg;
static const WSK_CLIENT_DISPATCH MeterDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static BOOLEAN MeterRegistered;

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
    status = WdfDriverCreate(DriverObject, RegistryPath, &attributes, &config, WDF_NO_HANDLE);
    if (!NT_SUCCESS(status))
        return status;
    status = WskRegister(&client, &MeterReg); // EXPECT: missing-deregister
    MeterRegistered = NT_SUCCESS(status);
    return status;
}
