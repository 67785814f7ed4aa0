// Address watcher: notes whether the machine has an IPv6 transport.
// Right: nothing is done with the block unless WskRegister succeeded.
#include <ntddk.h>
#include <wsk.h>

#define WATCH_TAG 'hctW'

static WSK_REGISTRATION WatchReg;
static const WSK_CLIENT_DISPATCH WatchDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static BOOLEAN HasIpv6;
static BOOLEAN Registered;

static VOID WatchTransports(PWSK_PROVIDER_NPI Npi)
{
    SIZE_T Size = 0, i;
    PWSK_TRANSPORT List;
    NTSTATUS Status;

    Status = Npi->Dispatch->WskControlClient(Npi->Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, 0, NULL,
                                             &Size, NULL);
    if (Status != STATUS_BUFFER_OVERFLOW || Size == 0)
        return;
    List = ExAllocatePoolWithTag(NonPagedPoolNx, Size, WATCH_TAG);
    if (List == NULL)
        return;
    Status = Npi->Dispatch->WskControlClient(Npi->Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, Size,
                                             List, &Size, NULL);
    if (NT_SUCCESS(Status))
        for (i = 0; i < Size / sizeof(WSK_TRANSPORT); i++)
            if (List[i].AddressFamily == AF_INET6)
                HasIpv6 = TRUE;
    ExFreePoolWithTag(List, WATCH_TAG);
}

static VOID WatchStart(VOID)
{
    WSK_CLIENT_NPI Client = { NULL, &WatchDispatch };
    WSK_PROVIDER_NPI Npi;

    Registered = NT_SUCCESS(WskRegister(&Client, &WatchReg));
    if (!Registered)
        return;
    if (NT_SUCCESS(WskCaptureProviderNPI(&WatchReg, WSK_NO_WAIT, &Npi))) {
        WatchTransports(&Npi);
        WskReleaseProviderNPI(&WatchReg);
    }
}

static NTSTATUS NTAPI WatchRead(PDEVICE_OBJECT Device, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Device);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = HasIpv6;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static VOID NTAPI WatchUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    if (Registered)
        WskDeregister(&WatchReg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    UNREFERENCED_PARAMETER(Path);
    WatchStart();
    Driver->MajorFunction[IRP_MJ_READ] = WatchRead;
    Driver->DriverUnload = WatchUnload;
    return STATUS_SUCCESS;
}
