// Start-up returns straight out of the guarded block when a step fails.
// Fault: the failing step deregisters by hand and then returns through __finally,
// which deregisters once more (R8).
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION g_reg;
static PDEVICE_OBJECT g_device;
static const WSK_CLIENT_DISPATCH g_dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS Probe(WSK_PROVIDER_CHARACTERISTICS *range)
{
    NTSTATUS status = WskQueryProviderCharacteristics(&g_reg, range);

    /* Not up yet is fine, too old is not. */
    if (status == STATUS_DEVICE_NOT_READY) {
        RtlZeroMemory(range, sizeof(*range));
        return STATUS_SUCCESS;
    }
    return status;
}

static NTSTATUS Start(PDRIVER_OBJECT driver)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Early");
    WSK_PROVIDER_CHARACTERISTICS range;
    WSK_CLIENT_NPI npi = { NULL, &g_dispatch };
    BOOLEAN keep = FALSE;
    NTSTATUS status;

    status = WskRegister(&npi, &g_reg);
    if (!NT_SUCCESS(status))
        return status;
    __try {
        status = Probe(&range);
        if (!NT_SUCCESS(status))
            return status;
        status = IoCreateDevice(driver, 0, &name, FILE_DEVICE_NETWORK, 0, FALSE, &g_device);
        if (!NT_SUCCESS(status)) {
            WskDeregister(&g_reg);
            return status;
        }
        keep = TRUE;
    }
    __finally {
        if (!keep)
            WskDeregister(&g_reg); // EXPECT: double-deregister
    }
    return STATUS_SUCCESS;
}

static VOID NTAPI Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    IoDeleteDevice(g_device);
    WskDeregister(&g_reg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    status = Start(driver);
    if (NT_SUCCESS(status))
        driver->DriverUnload = Unload;
    return status;
}
