// DriverEntry calls the unload routine itself when a late step fails.
// Fault: after that call it falls through to the label that deregisters as well (R8).
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static PDEVICE_OBJECT Device;
static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static VOID NTAPI Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
    IoDeleteDevice(Device);
}

static NTSTATUS NTAPI Nothing(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static NTSTATUS CheckTransports(VOID)
{
    SIZE_T Size = 0;

    Provider.Dispatch->WskControlClient(Provider.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, 0, NULL, &Size,
                                        NULL);
    return Size != 0 ? STATUS_SUCCESS : STATUS_NETWORK_UNREACHABLE;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Reuse");
    WSK_CLIENT_NPI Client = { NULL, &Dispatch };
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(RegistryPath);
    Status = WskRegister(&Client, &Registration);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_NETWORK, 0, FALSE, &Device);
    if (!NT_SUCCESS(Status))
        goto Fail;
    Status = WskCaptureProviderNPI(&Registration, 1000, &Provider);
    if (!NT_SUCCESS(Status)) {
        IoDeleteDevice(Device);
        goto Fail;
    }
    Status = CheckTransports();
    if (!NT_SUCCESS(Status)) {
        Unload(DriverObject);
        goto Fail;
    }
    DriverObject->MajorFunction[IRP_MJ_CREATE] = Nothing;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = Nothing;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;

Fail:
    WskDeregister(&Registration); // EXPECT: double-deregister
    return Status;
}
