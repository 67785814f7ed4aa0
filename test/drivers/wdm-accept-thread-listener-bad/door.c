// Server whose thread opens the listening socket, waits until the driver is told to
// stop, and closes it. One connection at a time is kept in a global.
// Fault: Unload waits for the thread and deregisters; nobody closes the connection that
// was accepted in the meantime (R29).
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION DoorReg;
static const WSK_CLIENT_DISPATCH DoorClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static PWSK_SOCKET DoorListener;
static PWSK_SOCKET DoorConnection;
static PIRP DoorIrp;
static KEVENT DoorEvent;
static KEVENT DoorStopEvent;
static PVOID DoorThread;

static NTSTATUS NTAPI DoorDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);
    KeSetEvent(&DoorEvent, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP DoorArm(VOID)
{
    KeClearEvent(&DoorEvent);
    IoReuseIrp(DoorIrp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(DoorIrp, DoorDone, NULL, TRUE, TRUE, TRUE);
    return DoorIrp;
}

static NTSTATUS DoorWait(VOID)
{
    KeWaitForSingleObject(&DoorEvent, Executive, KernelMode, FALSE, NULL);
    return DoorIrp->IoStatus.Status;
}

static NTSTATUS WSKAPI DoorAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress,
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
    if (InterlockedCompareExchangePointer((PVOID *)&DoorConnection, AcceptSocket, NULL) != NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH DoorListenDispatch = { DoorAccept, NULL, NULL };

static VOID DoorClose(PWSK_SOCKET *Slot)
{
    PWSK_SOCKET Socket = InterlockedExchangePointer((PVOID *)Slot, NULL);

    if (Socket == NULL)
        return;
    ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, DoorArm());
    DoorWait();
}

static NTSTATUS DoorListen(VOID)
{
    WSK_EVENT_CALLBACK_CONTROL Events = { (PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };
    PWSK_PROVIDER_LISTEN_DISPATCH Listen;
    SOCKADDR_IN Any = { 0 };
    WSK_PROVIDER_NPI Npi;
    NTSTATUS Status;

    Status = WskCaptureProviderNPI(&DoorReg, 1000, &Npi);
    if (!NT_SUCCESS(Status))
        return Status;
    Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL,
                            &DoorListenDispatch, NULL, NULL, NULL, DoorArm());
    Status = DoorWait();
    WskReleaseProviderNPI(&DoorReg);
    if (!NT_SUCCESS(Status))
        return Status;
    DoorListener = (PWSK_SOCKET)DoorIrp->IoStatus.Information;
    Listen = (PWSK_PROVIDER_LISTEN_DISPATCH)DoorListener->Dispatch;
    Any.sin_family = AF_INET;
    Any.sin_port = RtlUshortByteSwap(8181);
    Listen->WskBind(DoorListener, (PSOCKADDR)&Any, 0, DoorArm());
    Status = DoorWait();
    if (NT_SUCCESS(Status))
        Status = Listen->WskControlSocket(DoorListener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                          sizeof(Events), &Events, 0, NULL, NULL, NULL);
    return Status;
}

static VOID NTAPI DoorServe(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    if (NT_SUCCESS(DoorListen()))
        KeWaitForSingleObject(&DoorStopEvent, Executive, KernelMode, FALSE, NULL);
    DoorClose(&DoorListener);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static NTSTATUS DoorStart(VOID)
{
    HANDLE Thread;
    NTSTATUS Status;

    Status = PsCreateSystemThread(&Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, DoorServe, NULL);
    if (!NT_SUCCESS(Status))
        return Status;
    ObReferenceObjectByHandle(Thread, THREAD_ALL_ACCESS, NULL, KernelMode, &DoorThread, NULL);
    ZwClose(Thread);
    return STATUS_SUCCESS;
}

static VOID NTAPI DoorUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    KeSetEvent(&DoorStopEvent, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(DoorThread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(DoorThread);
    WskDeregister(&DoorReg); // EXPECT: accepted-socket-leak
    IoFreeIrp(DoorIrp);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    WSK_CLIENT_NPI Client = { NULL, &DoorClient };
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Path);
    KeInitializeEvent(&DoorEvent, NotificationEvent, FALSE);
    KeInitializeEvent(&DoorStopEvent, NotificationEvent, FALSE);
    DoorIrp = IoAllocateIrp(1, FALSE);
    if (DoorIrp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Status = WskRegister(&Client, &DoorReg);
    if (!NT_SUCCESS(Status)) {
        IoFreeIrp(DoorIrp);
        return Status;
    }
    Status = DoorStart();
    if (!NT_SUCCESS(Status)) {
        WskDeregister(&DoorReg);
        IoFreeIrp(DoorIrp);
        return Status;
    }
    Driver->DriverUnload = DoorUnload;
    return STATUS_SUCCESS;
}
