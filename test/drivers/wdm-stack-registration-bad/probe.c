// Probes the network once at load, with everything on the stack, and stays loaded.
// Fault: a transport list that is too large leaves the probe without releasing the
// NPI, and the deregistration below waits for that release (R4).
#include <ntddk.h>
#include <wsk.h>

static ULONG Ipv4Transports;
static ULONG Ipv6Transports;
static const WSK_CLIENT_DISPATCH ProbeDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS Count(const WSK_PROVIDER_NPI *Npi)
{
    WSK_TRANSPORT List[16];
    SIZE_T Size = 0;
    NTSTATUS Status;
    ULONG i;

    Status = Npi->Dispatch->WskControlClient(Npi->Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, sizeof(List),
                                             List, &Size, NULL);
    if (!NT_SUCCESS(Status))
        return Status;
    for (i = 0; i < Size / sizeof(List[0]); i++) {
        if (List[i].AddressFamily == AF_INET)
            Ipv4Transports++;
        else if (List[i].AddressFamily == AF_INET6)
            Ipv6Transports++;
    }
    return STATUS_SUCCESS;
}

static NTSTATUS Probe(VOID)
{
    WSK_CLIENT_NPI Client = { NULL, &ProbeDispatch };
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
    NTSTATUS Status;

    Status = WskRegister(&Client, &Registration);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
    if (NT_SUCCESS(Status)) {
        Status = Count(&Npi);
        if (Status == STATUS_BUFFER_OVERFLOW) {
            DbgPrint("probe: more transports than expected\n");
            goto Deregister;
        }
        WskReleaseProviderNPI(&Registration);
    }
Deregister:
    WskDeregister(&Registration); // EXPECT: npi-held-at-deregister
    return Status;
}

static NTSTATUS NTAPI Read(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = Ipv4Transports + Ipv6Transports;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static VOID NTAPI Unload(PDRIVER_OBJECT DriverObject)
{
    IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\NetProbe");
    PDEVICE_OBJECT Device;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(RegistryPath);
    Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = Probe();
    DbgPrint("probe: %08x\n", Status);
    DriverObject->MajorFunction[IRP_MJ_READ] = Read;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
