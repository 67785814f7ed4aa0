// A driver of a device stack that is a server as well, from DriverEntry on: its thread
// listens and keeps the connections in a list until it is told to stop.
// Right: then every socket in the list is closed.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION HallReg;
static const WSK_CLIENT_DISPATCH HallClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static PWSK_SOCKET HallListener;
static LIST_ENTRY HallGuests;
static KSPIN_LOCK HallLock;
static PIRP HallIrp;
static KEVENT HallEvent;
static KEVENT HallStopEvent;
static PVOID HallThread;

typedef struct _GUEST {
    PWSK_SOCKET Socket;
    LIST_ENTRY Links;
} GUEST;

static NTSTATUS NTAPI HallDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);
    KeSetEvent(&HallEvent, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP HallArm(VOID)
{
    KeClearEvent(&HallEvent);
    IoReuseIrp(HallIrp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(HallIrp, HallDone, NULL, TRUE, TRUE, TRUE);
    return HallIrp;
}

static NTSTATUS HallWait(VOID)
{
    KeWaitForSingleObject(&HallEvent, Executive, KernelMode, FALSE, NULL);
    return HallIrp->IoStatus.Status;
}

static NTSTATUS WSKAPI HallAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress,
    PSOCKADDR RemoteAddress, PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
    const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    GUEST *Guest;

    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    if (AcceptSocket == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    Guest = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*Guest), 'tseG');
    if (Guest == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    Guest->Socket = AcceptSocket;
    ExInterlockedInsertTailList(&HallGuests, &Guest->Links, &HallLock);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH HallListenDispatch = { HallAccept, NULL, NULL };

static VOID HallClose(PWSK_SOCKET *Slot)
{
    PWSK_SOCKET Socket = InterlockedExchangePointer((PVOID *)Slot, NULL);

    if (Socket == NULL)
        return;
    ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, HallArm());
    HallWait();
}

static VOID HallEmpty(VOID)
{
    PLIST_ENTRY Links;

    while ((Links = ExInterlockedRemoveHeadList(&HallGuests, &HallLock)) != NULL) {
        GUEST *Guest = CONTAINING_RECORD(Links, GUEST, Links);

        HallClose(&Guest->Socket);
        ExFreePoolWithTag(Guest, 'tseG');
    }
}

static NTSTATUS HallListen(VOID)
{
    WSK_EVENT_CALLBACK_CONTROL Events = { (PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };
    PWSK_PROVIDER_LISTEN_DISPATCH Listen;
    SOCKADDR_IN Any = { 0 };
    WSK_PROVIDER_NPI Npi;
    NTSTATUS Status;

    Status = WskCaptureProviderNPI(&HallReg, 1000, &Npi);
    if (!NT_SUCCESS(Status))
        return Status;
    Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL,
                            &HallListenDispatch, NULL, NULL, NULL, HallArm());
    Status = HallWait();
    WskReleaseProviderNPI(&HallReg);
    if (!NT_SUCCESS(Status))
        return Status;
    HallListener = (PWSK_SOCKET)HallIrp->IoStatus.Information;
    Listen = (PWSK_PROVIDER_LISTEN_DISPATCH)HallListener->Dispatch;
    Any.sin_family = AF_INET;
    Any.sin_port = RtlUshortByteSwap(8181);
    Listen->WskBind(HallListener, (PSOCKADDR)&Any, 0, HallArm());
    Status = HallWait();
    if (NT_SUCCESS(Status))
        Status = Listen->WskControlSocket(HallListener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                          sizeof(Events), &Events, 0, NULL, NULL, NULL);
    return Status;
}

static VOID NTAPI HallServe(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    if (NT_SUCCESS(HallListen()))
        KeWaitForSingleObject(&HallStopEvent, Executive, KernelMode, FALSE, NULL);
    HallClose(&HallListener);
    HallEmpty();
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static NTSTATUS HallStart(VOID)
{
    HANDLE Thread;
    NTSTATUS Status;

    Status = PsCreateSystemThread(&Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, HallServe, NULL);
    if (!NT_SUCCESS(Status))
        return Status;
    ObReferenceObjectByHandle(Thread, THREAD_ALL_ACCESS, NULL, KernelMode, &HallThread, NULL);
    ZwClose(Thread);
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI HallAdd(PDRIVER_OBJECT Driver, PDEVICE_OBJECT Physical)
{
    PDEVICE_OBJECT Device, Lower;
    NTSTATUS Status;

    Status = IoCreateDevice(Driver, sizeof(Lower), NULL, FILE_DEVICE_NETWORK, 0, FALSE, &Device);
    if (!NT_SUCCESS(Status))
        return Status;
    Lower = IoAttachDeviceToDeviceStack(Device, Physical);
    if (Lower == NULL) {
        IoDeleteDevice(Device);
        return STATUS_NO_SUCH_DEVICE;
    }
    *(PDEVICE_OBJECT *)Device->DeviceExtension = Lower;
    Device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI HallPnp(PDEVICE_OBJECT Device, PIRP Irp)
{
    PDEVICE_OBJECT Lower = *(PDEVICE_OBJECT *)Device->DeviceExtension;
    UCHAR Minor = IoGetCurrentIrpStackLocation(Irp)->MinorFunction;
    NTSTATUS Status;

    IoSkipCurrentIrpStackLocation(Irp);
    Status = IoCallDriver(Lower, Irp);
    if (Minor == IRP_MN_REMOVE_DEVICE) {
        IoDetachDevice(Lower);
        IoDeleteDevice(Device);
    }
    return Status;
}

static VOID NTAPI HallUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    KeSetEvent(&HallStopEvent, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(HallThread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(HallThread);
    WskDeregister(&HallReg);
    IoFreeIrp(HallIrp);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    WSK_CLIENT_NPI Client = { NULL, &HallClient };
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Path);
    InitializeListHead(&HallGuests);
    KeInitializeSpinLock(&HallLock);
    KeInitializeEvent(&HallEvent, NotificationEvent, FALSE);
    KeInitializeEvent(&HallStopEvent, NotificationEvent, FALSE);
    HallIrp = IoAllocateIrp(1, FALSE);
    if (HallIrp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Status = WskRegister(&Client, &HallReg);
    if (!NT_SUCCESS(Status)) {
        IoFreeIrp(HallIrp);
        return Status;
    }
    Status = HallStart();
    if (!NT_SUCCESS(Status)) {
        WskDeregister(&HallReg);
        IoFreeIrp(HallIrp);
        return Status;
    }
    Driver->DriverExtension->AddDevice = HallAdd;
    Driver->MajorFunction[IRP_MJ_PNP] = HallPnp;
    Driver->DriverUnload = HallUnload;
    return STATUS_SUCCESS;
}
