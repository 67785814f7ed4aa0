// Start-up in one guarded block; the termination handler undoes a failed start.
// Right: the handler looks at the status, so __leave and exceptions are both undone.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static PVOID Table;
static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS BuildTable(ULONG entries)
{
    ULONG i;

    Table = ExAllocatePoolWithTag(PagedPool, entries * sizeof(ULONG), 'lbaT');
    if (Table == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    for (i = 0; i < entries; i++)
        ((PULONG)Table)[i] = i * 2654435761u;
    return STATUS_SUCCESS;
}

static VOID NTAPI Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    ExFreePoolWithTag(Table, 'lbaT');
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status = STATUS_UNSUCCESSFUL;
    BOOLEAN registered = FALSE;
    BOOLEAN captured = FALSE;

    UNREFERENCED_PARAMETER(path);
    __try {
        status = WskRegister(&client, &Registration);
        if (!NT_SUCCESS(status))
            __leave;
        registered = TRUE;

        status = WskCaptureProviderNPI(&Registration, 2000, &Provider);
        if (!NT_SUCCESS(status))
            __leave;
        captured = TRUE;

        status = BuildTable(256);
        if (!NT_SUCCESS(status))
            __leave;
        driver->DriverUnload = Unload;
    }
    __finally {
        if (!NT_SUCCESS(status)) {
            if (captured)
                WskReleaseProviderNPI(&Registration);
            if (registered)
                WskDeregister(&Registration);
        }
    }
    return status;
}
