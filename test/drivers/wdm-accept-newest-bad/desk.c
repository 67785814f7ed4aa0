// Server whose thread opens the listening socket, waits until the driver is told to
// stop, and closes it and the connection.
// Fault: a second connection that comes meanwhile takes the place of the first, which
// nobody can close any more (R29).
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION DeskReg;
static const WSK_CLIENT_DISPATCH DeskClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static PWSK_SOCKET DeskListener;
static PWSK_SOCKET DeskConnection;
static PIRP DeskIrp;
static KEVENT DeskEvent;
static KEVENT DeskStopEvent;
static PVOID DeskThread;

static NTSTATUS NTAPI DeskDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);
    KeSetEvent(&DeskEvent, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP DeskArm(VOID)
{
    KeClearEvent(&DeskEvent);
    IoReuseIrp(DeskIrp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(DeskIrp, DeskDone, NULL, TRUE, TRUE, TRUE);
    return DeskIrp;
}

static NTSTATUS DeskWait(VOID)
{
    KeWaitForSingleObject(&DeskEvent, Executive, KernelMode, FALSE, NULL);
    return DeskIrp->IoStatus.Status;
}

static NTSTATUS WSKAPI DeskAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress,
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
    DeskConnection = AcceptSocket; // EXPECT: accepted-socket-leak
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH DeskListenDispatch = { DeskAccept, NULL, NULL };

static VOID DeskClose(PWSK_SOCKET *Slot)
{
    PWSK_SOCKET Socket = InterlockedExchangePointer((PVOID *)Slot, NULL);

    if (Socket == NULL)
        return;
    ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, DeskArm());
    DeskWait();
}

static NTSTATUS DeskListen(VOID)
{
    WSK_EVENT_CALLBACK_CONTROL Events = { (PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };
    PWSK_PROVIDER_LISTEN_DISPATCH Listen;
    SOCKADDR_IN Any = { 0 };
    WSK_PROVIDER_NPI Npi;
    NTSTATUS Status;

    Status = WskCaptureProviderNPI(&DeskReg, 1000, &Npi);
    if (!NT_SUCCESS(Status))
        return Status;
    Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL,
                            &DeskListenDispatch, NULL, NULL, NULL, DeskArm());
    Status = DeskWait();
    WskReleaseProviderNPI(&DeskReg);
    if (!NT_SUCCESS(Status))
        return Status;
    DeskListener = (PWSK_SOCKET)DeskIrp->IoStatus.Information;
    Listen = (PWSK_PROVIDER_LISTEN_DISPATCH)DeskListener->Dispatch;
    Any.sin_family = AF_INET;
    Any.sin_port = RtlUshortByteSwap(8181);
    Listen->WskBind(DeskListener, (PSOCKADDR)&Any, 0, DeskArm());
    Status = DeskWait();
    if (NT_SUCCESS(Status))
        Status = Listen->WskControlSocket(DeskListener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                          sizeof(Events), &Events, 0, NULL, NULL, NULL);
    return Status;
}

static VOID NTAPI DeskServe(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    if (NT_SUCCESS(DeskListen()))
        KeWaitForSingleObject(&DeskStopEvent, Executive, KernelMode, FALSE, NULL);
    DeskClose(&DeskListener);
    DeskClose(&DeskConnection);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static NTSTATUS DeskStart(VOID)
{
    HANDLE Thread;
    NTSTATUS Status;

    Status = PsCreateSystemThread(&Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, DeskServe, NULL);
    if (!NT_SUCCESS(Status))
        return Status;
    ObReferenceObjectByHandle(Thread, THREAD_ALL_ACCESS, NULL, KernelMode, &DeskThread, NULL);
    ZwClose(Thread);
    return STATUS_SUCCESS;
}

static VOID NTAPI DeskUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    KeSetEvent(&DeskStopEvent, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(DeskThread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(DeskThread);
    WskDeregister(&DeskReg);
    IoFreeIrp(DeskIrp);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    WSK_CLIENT_NPI Client = { NULL, &DeskClient };
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Path);
    KeInitializeEvent(&DeskEvent, NotificationEvent, FALSE);
    KeInitializeEvent(&DeskStopEvent, NotificationEvent, FALSE);
    DeskIrp = IoAllocateIrp(1, FALSE);
    if (DeskIrp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Status = WskRegister(&Client, &DeskReg);
    if (!NT_SUCCESS(Status)) {
        IoFreeIrp(DeskIrp);
        return Status;
    }
    Status = DeskStart();
    if (!NT_SUCCESS(Status)) {
        WskDeregister(&DeskReg);
        IoFreeIrp(DeskIrp);
        return Status;
    }
    Driver->DriverUnload = DeskUnload;
    return STATUS_SUCCESS;
}
