// Holds a connected socket in a global for the whole life of the driver.
// Fault: Unload deregisters before it closes the socket. WskDeregister waits for the
// close that the next line would make (R3).
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static PWSK_SOCKET Uplink;
static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

typedef struct _SYNC_IRP {
    PIRP Irp;
    KEVENT Event;
} SYNC_IRP, *PSYNC_IRP;

static NTSTATUS NTAPI SyncIrpDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PSYNC_IRP Sync = Context;

    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&Sync->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static BOOLEAN SyncIrpInit(PSYNC_IRP Sync)
{
    Sync->Irp = IoAllocateIrp(1, FALSE);
    if (Sync->Irp == NULL)
        return FALSE;
    KeInitializeEvent(&Sync->Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Sync->Irp, SyncIrpDone, Sync, TRUE, TRUE, TRUE);
    return TRUE;
}

static NTSTATUS SyncIrpFinish(PSYNC_IRP Sync, ULONG_PTR *Information)
{
    NTSTATUS Status;

    KeWaitForSingleObject(&Sync->Event, Executive, KernelMode, FALSE, NULL);
    Status = Sync->Irp->IoStatus.Status;
    if (Information != NULL)
        *Information = Sync->Irp->IoStatus.Information;
    IoFreeIrp(Sync->Irp);
    return Status;
}

static NTSTATUS UplinkOpen(VOID)
{
    SOCKADDR_IN6 Local = { 0 }, Remote = { 0 };
    WSK_PROVIDER_NPI Npi;
    ULONG_PTR Result;
    NTSTATUS Status;
    SYNC_IRP Sync;

    if (!SyncIrpInit(&Sync))
        return STATUS_INSUFFICIENT_RESOURCES;
    Status = WskCaptureProviderNPI(&Registration, 1000, &Npi);
    if (!NT_SUCCESS(Status)) {
        IoFreeIrp(Sync.Irp);
        return Status;
    }
    Local.sin6_family = AF_INET6;
    Remote.sin6_family = AF_INET6;
    Remote.sin6_port = RtlUshortByteSwap(4433);
    Remote.sin6_addr.u.Byte[15] = 1;
    Npi.Dispatch->WskSocketConnect(Npi.Client, SOCK_STREAM, IPPROTO_TCP, (PSOCKADDR)&Local,
        (PSOCKADDR)&Remote, 0, NULL, NULL, NULL, NULL, NULL, Sync.Irp);
    WskReleaseProviderNPI(&Registration);   /* the creation may still be pending */
    Status = SyncIrpFinish(&Sync, &Result);
    if (NT_SUCCESS(Status))
        Uplink = (PWSK_SOCKET)Result;
    return Status;
}

static VOID UplinkClose(VOID)
{
    SYNC_IRP Sync;

    if (Uplink == NULL || !SyncIrpInit(&Sync))
        return;
    ((const WSK_PROVIDER_BASIC_DISPATCH *)Uplink->Dispatch)->WskCloseSocket(Uplink, Sync.Irp);
    SyncIrpFinish(&Sync, NULL);
    Uplink = NULL;
}

static VOID NTAPI UplinkUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    WskDeregister(&Registration); // EXPECT: socket-open-at-deregister
    UplinkClose();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    WSK_CLIENT_NPI Client = { NULL, &Dispatch };
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Path);
    Status = WskRegister(&Client, &Registration);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = UplinkOpen();
    if (!NT_SUCCESS(Status)) {
        WskDeregister(&Registration);
        return Status;
    }
    Driver->DriverUnload = UplinkUnload;
    return STATUS_SUCCESS;
}
