// Entry points: the engine is the WDFDRIVER's context and ends in its clean-up callback,
// which also runs when DriverEntry fails after WdfDriverCreate (contract 4.3).
#include "engine.h"

static NTSTATUS NTAPI device_add(WDFDRIVER driver, PWDFDEVICE_INIT init)
{
    WDFDEVICE device;
    auto status = WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, &device);

    return NT_SUCCESS(status) ? engine_of(driver)->open() : status;
}

static void NTAPI driver_cleanup(WDFOBJECT driver)
{
    engine_of(driver)->stop();
}

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT object, PUNICODE_STRING path)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, Engine);
    attributes.EvtCleanupCallback = driver_cleanup;

    WDF_DRIVER_CONFIG config;
    WDF_DRIVER_CONFIG_INIT(&config, device_add);

    WDFDRIVER driver;
    auto status = WdfDriverCreate(object, path, &attributes, &config, &driver);
    if (!NT_SUCCESS(status))
        return status;
    return engine_of(driver)->start();
}
