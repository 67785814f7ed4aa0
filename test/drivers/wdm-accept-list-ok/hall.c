// Server whose thread opens the listening socket, waits until the driver is told to
// stop, and closes it. Every connection is kept in a list.
// Right: Unload waits for the thread and takes every connection out of the list to close
// it before it deregisters.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION HallReg;
static const WSK_CLIENT_DISPATCH HallClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static PWSK_SOCKET HallListener;

typedef struct _HALL_GUEST {
    LIST_ENTRY Link;
    PWSK_SOCKET Socket;
} HALL_GUEST;

static LIST_ENTRY HallGuests;
static KSPIN_LOCK HallLock;
static PIRP HallIrp;
static KEVENT HallEvent;
static KEVENT HallStopEvent;
static PVOID HallThread;

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

static BOOLEAN HallAdmit(PWSK_SOCKET Socket)
{
    HALL_GUEST *Guest;

    Guest = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(HALL_GUEST), 'llaH');
    if (Guest == NULL)
        return FALSE;
    Guest->Socket = Socket;
    ExInterlockedInsertTailList(&HallGuests, &Guest->Link, &HallLock);
    return TRUE;
}

static NTSTATUS WSKAPI HallAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress,
    PSOCKADDR RemoteAddress, PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
    const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    if (AcceptSocket == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    if (!HallAdmit(AcceptSocket))
        return STATUS_REQUEST_NOT_ACCEPTED;
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

static VOID HallEmpty(VOID)
{
    HALL_GUEST *Guest;

    while (!IsListEmpty(&HallGuests)) {
        Guest = CONTAINING_RECORD(RemoveHeadList(&HallGuests), HALL_GUEST, Link);
        HallClose(&Guest->Socket);
        ExFreePoolWithTag(Guest, 'llaH');
    }
}

static VOID NTAPI HallUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    KeSetEvent(&HallStopEvent, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(HallThread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(HallThread);
    HallEmpty();
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
    Driver->DriverUnload = HallUnload;
    return STATUS_SUCCESS;
}
