// Driver half: every device asks once how many transports there are. The WDFDRIVER
// clean-up callback shuts the network part down, also after a failing DriverEntry.
#include <ntddk.h>
#include <wdf.h>
#include "wskctx.h"

extern "C" DRIVER_INITIALIZE DriverEntry;

namespace {

SIZE_T transports;

NTSTATUS NTAPI device_add(WDFDRIVER, PWDFDEVICE_INIT init)
{
    WDFDEVICE device{};
    auto status = WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, &device);
    if (!NT_SUCCESS(status))
        return status;

    if (auto p = net::provider()) {
        SIZE_T size = 0;
        p->Dispatch->WskControlClient(p->Client, WSK_TRANSPORT_LIST_QUERY, 0, nullptr, 0, nullptr,
                                      &size, nullptr);
        transports = size / sizeof(WSK_TRANSPORT);
    }
    return STATUS_SUCCESS;
}

void NTAPI driver_cleanup(WDFOBJECT)
{
    net::shutdown();
}

} // namespace

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver_object, PUNICODE_STRING registry_path)
{
    WDF_OBJECT_ATTRIBUTES attr;
    WDF_OBJECT_ATTRIBUTES_INIT(&attr);
    attr.EvtCleanupCallback = driver_cleanup;

    WDF_DRIVER_CONFIG cfg;
    WDF_DRIVER_CONFIG_INIT(&cfg, device_add);

    auto status = WdfDriverCreate(driver_object, registry_path, &attr, &cfg, nullptr);
    if (!NT_SUCCESS(status))
        return status;
    return net::initialize();
}
