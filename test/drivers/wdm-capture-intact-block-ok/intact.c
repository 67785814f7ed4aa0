// Stops its network part on a power-down request and looks afterwards whether the
// provider would still be there. Right as far as definite faults go: the block is
// deregistered but intact, so the capture is tolerated and fails with "not ready"
// (R17: only suspicious unless the block was freed or overwritten).
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static BOOLEAN Registered;
static LONG LateProbes;
static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static VOID NetworkDown(VOID)
{
    if (!Registered)
        return;
    Registered = FALSE;
    WskDeregister(&Registration);
}

static BOOLEAN ProviderAnswers(VOID)
{
    WSK_PROVIDER_NPI Npi;

    if (!NT_SUCCESS(WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi)))
        return FALSE;
    WskReleaseProviderNPI(&Registration);
    return TRUE;
}

static NTSTATUS NTAPI Power(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Registered) {
        NetworkDown();
        if (ProviderAnswers())
            InterlockedIncrement(&LateProbes);
    }
    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static VOID NTAPI Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NetworkDown();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI Client = { NULL, &Dispatch };
    NTSTATUS Status = WskRegister(&Client, &Registration);

    UNREFERENCED_PARAMETER(RegistryPath);
    if (!NT_SUCCESS(Status))
        return Status;
    Registered = TRUE;
    DriverObject->MajorFunction[IRP_MJ_SHUTDOWN] = Power;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
