// Every query captures into a local NPI and releases it again.
// Right: one release on every path out of the query.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION QueryReg;
static const WSK_CLIENT_DISPATCH QueryDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS CountTransports(ULONG Family, ULONG *Count)
{
    WSK_PROVIDER_NPI Npi;
    PWSK_TRANSPORT List;
    SIZE_T Size = 0;
    NTSTATUS Status;
    ULONG i;

    *Count = 0;
    Status = WskCaptureProviderNPI(&QueryReg, 250, &Npi);
    if (!NT_SUCCESS(Status))
        return Status;
    Npi.Dispatch->WskControlClient(Npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, 0, NULL, &Size, NULL);
    if (Size == 0) {
        Status = STATUS_NO_MORE_ENTRIES;
        goto Release;
    }
    List = ExAllocatePoolWithTag(NonPagedPoolNx, Size, 'tsiL');
    if (List == NULL) {
        Status = STATUS_INSUFFICIENT_RESOURCES;
        goto Release;
    }
    Status = Npi.Dispatch->WskControlClient(Npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, Size, List,
                                            &Size, NULL);
    if (NT_SUCCESS(Status))
        for (i = 0; i < Size / sizeof(WSK_TRANSPORT); i++)
            if (List[i].AddressFamily == Family)
                ++*Count;
    ExFreePoolWithTag(List, 'tsiL');
Release:
    WskReleaseProviderNPI(&QueryReg);
    return Status;
}

static NTSTATUS NTAPI QueryRead(PDEVICE_OBJECT Device, PIRP Irp)
{
    ULONG V4, V6;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Device);
    Status = CountTransports(AF_INET, &V4);
    if (NT_SUCCESS(Status))
        Status = CountTransports(AF_INET6, &V6);
    Irp->IoStatus.Information = NT_SUCCESS(Status) ? V4 + V6 : 0;
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static VOID NTAPI QueryUnload(PDRIVER_OBJECT Driver)
{
    IoDeleteDevice(Driver->DeviceObject);
    WskDeregister(&QueryReg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Query");
    WSK_CLIENT_NPI Client = { NULL, &QueryDispatch };
    PDEVICE_OBJECT Device;
    NTSTATUS Status;
    ULONG i;

    UNREFERENCED_PARAMETER(Path);
    for (i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++)
        Driver->MajorFunction[i] = QueryRead;
    Driver->DriverUnload = QueryUnload;
    Status = IoCreateDevice(Driver, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = WskRegister(&Client, &QueryReg);
    if (!NT_SUCCESS(Status))
        IoDeleteDevice(Device);
    return Status;
}
