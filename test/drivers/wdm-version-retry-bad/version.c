// Asks for WSK 1.1 and falls back to 1.0 when the system is older.
// Fault: after STATUS_NOINTERFACE the same block is registered again while its
// first registration is still live (R9); the documented retry deregisters first.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Wanted = { MAKE_WSK_VERSION(1, 1), 0, NULL };
static const WSK_CLIENT_DISPATCH Older = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static struct {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
    USHORT Version;
} Net;

static NTSTATUS RegisterVersion(const WSK_CLIENT_DISPATCH *dispatch)
{
    WSK_CLIENT_NPI client;
    NTSTATUS status;

    client.ClientContext = &Net;
    client.Dispatch = dispatch;
    status = WskRegister(&client, &Net.Registration); // EXPECT: registration-block-reused
    if (NT_SUCCESS(status))
        Net.Version = dispatch->Version;
    return status;
}

static NTSTATUS Connect(void)
{
    WSK_PROVIDER_CHARACTERISTICS range;
    NTSTATUS status;

    status = RegisterVersion(&Wanted);
    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&Net.Registration, 1000, &Net.Provider);
    if (status == STATUS_NOINTERFACE) {
        status = WskQueryProviderCharacteristics(&Net.Registration, &range);
        if (NT_SUCCESS(status) && range.LowestVersion > Older.Version)
            status = STATUS_NOT_SUPPORTED;
        if (!NT_SUCCESS(status))
            goto undo;
        status = RegisterVersion(&Older);
        if (!NT_SUCCESS(status))
            return status;
        status = WskCaptureProviderNPI(&Net.Registration, 1000, &Net.Provider);
    }
    if (NT_SUCCESS(status))
        return status;
undo:
    WskDeregister(&Net.Registration);
    return status;
}

static NTSTATUS NTAPI Ask(PDEVICE_OBJECT device, PIRP irp)
{
    UNREFERENCED_PARAMETER(device);
    irp->IoStatus.Status = STATUS_SUCCESS;
    irp->IoStatus.Information = Net.Version;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static VOID NTAPI Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    WskReleaseProviderNPI(&Net.Registration);
    WskDeregister(&Net.Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNREFERENCED_PARAMETER(path);
    driver->MajorFunction[IRP_MJ_CREATE] = Ask;
    driver->DriverUnload = Unload;
    return Connect();
}
