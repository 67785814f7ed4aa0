// Two clients of WSK in one driver: a server that keeps a connection, and a probe that
// only asks for transports. Each has a registration of its own.
// Fault: nobody closes the connection the callback took, so the server's WskDeregister
// waits for ever (R29); the probe's, before it, does not.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION HostReg;
static const WSK_CLIENT_DISPATCH HostClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION ProbeReg;
static const WSK_CLIENT_DISPATCH ProbeClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static PWSK_SOCKET HostListener;
static PWSK_SOCKET HostConnection;
static PIRP HostIrp;
static KEVENT HostEvent;

static NTSTATUS NTAPI HostDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);
    KeSetEvent(&HostEvent, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP HostArm(VOID)
{
    KeClearEvent(&HostEvent);
    IoReuseIrp(HostIrp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(HostIrp, HostDone, NULL, TRUE, TRUE, TRUE);
    return HostIrp;
}

static NTSTATUS HostWait(VOID)
{
    KeWaitForSingleObject(&HostEvent, Executive, KernelMode, FALSE, NULL);
    return HostIrp->IoStatus.Status;
}

static NTSTATUS WSKAPI HostAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress,
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
    if (InterlockedCompareExchangePointer((PVOID *)&HostConnection, AcceptSocket, NULL) != NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH HostListenDispatch = { HostAccept, NULL, NULL };

static VOID HostClose(PWSK_SOCKET *Slot)
{
    PWSK_SOCKET Socket = InterlockedExchangePointer((PVOID *)Slot, NULL);

    if (Socket == NULL)
        return;
    ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, HostArm());
    HostWait();
}

static NTSTATUS HostListen(VOID)
{
    WSK_EVENT_CALLBACK_CONTROL Events = { (PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };
    PWSK_PROVIDER_LISTEN_DISPATCH Listen;
    SOCKADDR_IN Any = { 0 };
    WSK_PROVIDER_NPI Npi;
    NTSTATUS Status;

    Status = WskCaptureProviderNPI(&HostReg, 1000, &Npi);
    if (!NT_SUCCESS(Status))
        return Status;
    Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL,
                            &HostListenDispatch, NULL, NULL, NULL, HostArm());
    Status = HostWait();
    WskReleaseProviderNPI(&HostReg);
    if (!NT_SUCCESS(Status))
        return Status;
    HostListener = (PWSK_SOCKET)HostIrp->IoStatus.Information;
    Listen = (PWSK_PROVIDER_LISTEN_DISPATCH)HostListener->Dispatch;
    Any.sin_family = AF_INET;
    Any.sin_port = RtlUshortByteSwap(8181);
    Listen->WskBind(HostListener, (PSOCKADDR)&Any, 0, HostArm());
    Status = HostWait();
    if (NT_SUCCESS(Status))
        Status = Listen->WskControlSocket(HostListener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                          sizeof(Events), &Events, 0, NULL, NULL, NULL);
    return Status;
}

static VOID HostStop(VOID)
{
    HostClose(&HostListener);
    WskDeregister(&HostReg); // EXPECT: accepted-socket-leak
    IoFreeIrp(HostIrp);
}

static NTSTATUS ProbeStart(VOID)
{
    WSK_CLIENT_NPI Client = { NULL, &ProbeClient };
    WSK_PROVIDER_NPI Npi;
    SIZE_T Size = 0;
    NTSTATUS Status;

    Status = WskRegister(&Client, &ProbeReg);
    if (!NT_SUCCESS(Status))
        return Status;
    if (NT_SUCCESS(WskCaptureProviderNPI(&ProbeReg, WSK_NO_WAIT, &Npi))) {
        Npi.Dispatch->WskControlClient(Npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, 0, NULL, &Size, NULL);
        WskReleaseProviderNPI(&ProbeReg);
    }
    return STATUS_SUCCESS;
}

static VOID NTAPI HostUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    WskDeregister(&ProbeReg);
    HostStop();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    WSK_CLIENT_NPI Client = { NULL, &HostClient };
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Path);
    KeInitializeEvent(&HostEvent, NotificationEvent, FALSE);
    HostIrp = IoAllocateIrp(1, FALSE);
    if (HostIrp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Status = WskRegister(&Client, &HostReg);
    if (!NT_SUCCESS(Status)) {
        IoFreeIrp(HostIrp);
        return Status;
    }
    Status = HostListen();
    if (!NT_SUCCESS(Status)) {
        HostStop();
        return Status;
    }
    Status = ProbeStart();
    if (!NT_SUCCESS(Status)) {
        HostStop();
        return Status;
    }
    Driver->DriverUnload = HostUnload;
    return STATUS_SUCCESS;
}
