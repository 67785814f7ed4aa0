// Echo-like server, socket half: the listener takes connections by callback and
// keeps each in a list; the worker thread closes listener and connections.
// Fault: SrvOpenListener gives up when the bind fails without releasing the NPI;
// no other function releases it, so the deregistration at unload waits for ever
// (R5: one release per successful capture, on every path).
#include "server.h"

static NTSTATUS NTAPI SrvIrpDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SrvSync(PIRP *Irp, PKEVENT Event)
{
    if (*Irp == NULL)
        *Irp = IoAllocateIrp(1, FALSE);
    else
        IoReuseIrp(*Irp, STATUS_UNSUCCESSFUL);
    if (*Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(*Irp, SrvIrpDone, Event, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

NTSTATUS SrvWait(PIRP Irp, PKEVENT Event, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    return Status;
}

VOID SrvClose(PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_BASIC_DISPATCH *Basic = Socket->Dispatch;
    PIRP Irp = NULL;
    KEVENT Event;

    if (!NT_SUCCESS(SrvSync(&Irp, &Event)))
        return;
    SrvWait(Irp, &Event, Basic->WskCloseSocket(Socket, Irp));
    IoFreeIrp(Irp);
}

static NTSTATUS WSKAPI SrvAcceptEvent(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress,
    PSOCKADDR RemoteAddress, PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
    CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PSRV Srv = SocketContext;
    PSRV_CONN Conn;
    KIRQL OldIrql;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    if (AcceptSocket == NULL) {
        KeSetEvent(&Srv->Stop, IO_NO_INCREMENT, FALSE);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Conn = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(SRV_CONN), SRV_TAG);
    if (Conn == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    Conn->Socket = AcceptSocket;
    *AcceptSocketContext = Conn;
    KeAcquireSpinLock(&Srv->Lock, &OldIrql);
    InsertTailList(&Srv->Connections, &Conn->Link);
    KeReleaseSpinLock(&Srv->Lock, OldIrql);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH SrvListenDispatch = { SrvAcceptEvent, NULL, NULL };

static NTSTATUS SrvBind(PWSK_SOCKET Socket, PIRP Irp, PKEVENT Event)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Listen = Socket->Dispatch;
    SOCKADDR_IN Any = { 0 };

    Any.sin_family = AF_INET;
    Any.sin_port = RtlUshortByteSwap(SRV_PORT);
    SrvSync(&Irp, Event);
    return SrvWait(Irp, Event, Listen->WskBind(Socket, (PSOCKADDR)&Any, 0, Irp));
}

static NTSTATUS SrvEnableAccept(PWSK_SOCKET Socket)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { (PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };

    return ((const WSK_PROVIDER_BASIC_DISPATCH *)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
                           &Control, 0, NULL, NULL, NULL);
}

NTSTATUS SrvOpenListener(PSRV Srv)
{
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Socket;
    PIRP Irp = NULL;
    NTSTATUS Status;
    KEVENT Event;

    Status = SrvSync(&Irp, &Event);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = WskCaptureProviderNPI(&Srv->Registration, WSK_INFINITE_WAIT, &Npi);
    if (!NT_SUCCESS(Status)) {
        IoFreeIrp(Irp);
        return Status;
    }
    Status = Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
        WSK_FLAG_LISTEN_SOCKET, Srv, &SrvListenDispatch, NULL, NULL, NULL, Irp);
    Status = SrvWait(Irp, &Event, Status);
    if (!NT_SUCCESS(Status)) {
        WskReleaseProviderNPI(&Srv->Registration);
        IoFreeIrp(Irp);
        return Status;
    }
    Socket = (PWSK_SOCKET)Irp->IoStatus.Information;

    Status = SrvBind(Socket, Irp, &Event);
    if (NT_SUCCESS(Status))
        Status = SrvEnableAccept(Socket);
    IoFreeIrp(Irp);
    if (!NT_SUCCESS(Status)) {
        SrvClose(Socket);
        return Status; // EXPECT: npi-capture-leak
    }
    WskReleaseProviderNPI(&Srv->Registration);
    Srv->Listener = Socket;
    return STATUS_SUCCESS;
}

VOID SrvCloseAll(PSRV Srv)
{
    PSRV_CONN Conn;

    if (Srv->Listener != NULL) {
        SrvClose(Srv->Listener);
        Srv->Listener = NULL;
    }
    while (!IsListEmpty(&Srv->Connections)) {
        Conn = CONTAINING_RECORD(RemoveHeadList(&Srv->Connections), SRV_CONN, Link);
        SrvClose(Conn->Socket);
        ExFreePoolWithTag(Conn, SRV_TAG);
    }
}
