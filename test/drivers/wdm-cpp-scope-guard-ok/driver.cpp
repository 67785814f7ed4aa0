// Start-up with scope guards instead of labels.
// Right: the guards are dismissed only after the last step that can fail; until then
// every return releases and deregisters, in that order.
#include <ntddk.h>
#include <wsk.h>
#include "guard.h"

namespace {

constexpr WSK_CLIENT_DISPATCH client_dispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };
WSK_REGISTRATION registration;
WSK_PROVIDER_NPI npi;
PDEVICE_OBJECT device;

NTSTATUS NTAPI dispatch(PDEVICE_OBJECT, PIRP irp)
{
    irp->IoStatus.Status = STATUS_SUCCESS;
    irp->IoStatus.Information = 0;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

NTSTATUS create_device(PDRIVER_OBJECT driver)
{
    UNICODE_STRING name, link;

    RtlInitUnicodeString(&name, L"\\Device\\Guarded");
    RtlInitUnicodeString(&link, L"\\??\\Guarded");
    NTSTATUS status = IoCreateDevice(driver, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);

    if (!NT_SUCCESS(status))
        return status;
    auto drop = OnExit([] { IoDeleteDevice(device); });
    status = IoCreateSymbolicLink(&link, &name);
    if (NT_SUCCESS(status))
        drop.Dismiss();
    return status;
}

void NTAPI unload(PDRIVER_OBJECT)
{
    UNICODE_STRING link;

    RtlInitUnicodeString(&link, L"\\??\\Guarded");
    IoDeleteSymbolicLink(&link);
    IoDeleteDevice(device);
    WskReleaseProviderNPI(&registration);
    WskDeregister(&registration);
}

} // namespace

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING)
{
    WSK_CLIENT_NPI client = { nullptr, &client_dispatch };

    NTSTATUS status = WskRegister(&client, &registration);
    if (!NT_SUCCESS(status))
        return status;
    auto deregister = OnExit([] { WskDeregister(&registration); });

    status = WskCaptureProviderNPI(&registration, 1000, &npi);
    if (!NT_SUCCESS(status))
        return status;
    auto release = OnExit([] { WskReleaseProviderNPI(&registration); });

    status = create_device(driver);
    if (!NT_SUCCESS(status))
        return status;
    release.Dismiss();
    deregister.Dismiss();
    for (auto &entry : driver->MajorFunction)
        entry = dispatch;
    driver->DriverUnload = unload;
    return STATUS_SUCCESS;
}
