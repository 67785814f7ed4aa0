// Server whose accept callback hands each connection through a global to a broker
// thread, which waits for an event and starts a handler thread for it, one at a time.
// Unload stops the broker before it deregisters.
// Fault: the handler returns when TCP_NODELAY cannot be set, and forgets the accepted
// socket: WskDeregister waits for it for ever (R29).
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION MailReg;
static WSK_PROVIDER_NPI MailNpi;
static const WSK_CLIENT_DISPATCH MailClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static PWSK_SOCKET MailListener;
static PWSK_SOCKET MailPending;
static KEVENT MailArrived;
static LONG MailStopping; // setting an event twice wakes the broker once
static PVOID MailBroker;
static PIRP MailIrp;
static PIRP MailConnectionIrp;

static NTSTATUS NTAPI MailDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS MailFinish(PIRP Irp, PKEVENT Event, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    return Status;
}

static VOID MailArm(PIRP Irp, PKEVENT Event)
{
    KeInitializeEvent(Event, SynchronizationEvent, FALSE);
    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Irp, MailDone, Event, TRUE, TRUE, TRUE);
}

static VOID MailClose(PWSK_SOCKET Socket, PIRP Irp)
{
    const WSK_PROVIDER_BASIC_DISPATCH *Basic = Socket->Dispatch;
    KEVENT Event;

    MailArm(Irp, &Event);
    MailFinish(Irp, &Event, Basic->WskCloseSocket(Socket, Irp));
}

static NTSTATUS MailSetNoDelay(PWSK_SOCKET Socket, PIRP Irp)
{
    const WSK_PROVIDER_BASIC_DISPATCH *Basic = Socket->Dispatch;
    KEVENT Event;
    INT On = 1;

    MailArm(Irp, &Event);
    return MailFinish(Irp, &Event,
                      Basic->WskControlSocket(Socket, WskSetOption, TCP_NODELAY, IPPROTO_TCP,
                                              sizeof(On), &On, 0, NULL, NULL, Irp));
}

static VOID NTAPI MailHandler(PVOID Context)
{
    PWSK_SOCKET Socket = (PWSK_SOCKET)Context;

    if (!NT_SUCCESS(MailSetNoDelay(Socket, MailConnectionIrp)))
        return; // EXPECT: accepted-socket-leak
    DbgPrint("mail: greeting\n");
    MailClose(Socket, MailConnectionIrp);
}

static VOID MailServe(PWSK_SOCKET Socket)
{
    HANDLE Thread;

    if (!NT_SUCCESS(PsCreateSystemThread(&Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, MailHandler, Socket))) {
        MailClose(Socket, MailConnectionIrp);
        return;
    }
    ZwWaitForSingleObject(Thread, FALSE, NULL);
    ZwClose(Thread);
}

static VOID NTAPI MailBrokerThread(PVOID Context)
{
    PWSK_SOCKET Socket;

    UNREFERENCED_PARAMETER(Context);
    for (;;) {
        KeWaitForSingleObject(&MailArrived, Executive, KernelMode, FALSE, NULL);
        Socket = InterlockedExchangePointer((PVOID *)&MailPending, NULL);
        if (Socket == NULL)
            break;
        MailServe(Socket);
        if (InterlockedCompareExchange(&MailStopping, 0, 0))
            break;
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static NTSTATUS WSKAPI MailAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress,
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
    if (InterlockedCompareExchangePointer((PVOID *)&MailPending, AcceptSocket, NULL) != NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    KeSetEvent(&MailArrived, IO_NO_INCREMENT, FALSE);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH MailListenDispatch = { MailAccept, NULL, NULL };

static VOID MailStop(PIRP Irp)
{
    PWSK_SOCKET Late;

    if (MailListener != NULL)
        MailClose(MailListener, Irp);
    if (MailBroker != NULL) {
        InterlockedExchange(&MailStopping, 1);
        KeSetEvent(&MailArrived, IO_NO_INCREMENT, FALSE);
        KeWaitForSingleObject(MailBroker, Executive, KernelMode, FALSE, NULL);
        ObDereferenceObject(MailBroker);
    }
    Late = InterlockedExchangePointer((PVOID *)&MailPending, NULL);
    if (Late != NULL)
        MailClose(Late, Irp);
    WskReleaseProviderNPI(&MailReg);
    WskDeregister(&MailReg);
}

static NTSTATUS MailAllocateIrps(VOID)
{
    MailIrp = IoAllocateIrp(1, FALSE);
    if (MailIrp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    MailConnectionIrp = IoAllocateIrp(1, FALSE);
    if (MailConnectionIrp == NULL) {
        IoFreeIrp(MailIrp);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return STATUS_SUCCESS;
}

static VOID MailFreeIrps(VOID)
{
    IoFreeIrp(MailConnectionIrp);
    IoFreeIrp(MailIrp);
}

static VOID NTAPI MailUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    MailStop(MailIrp);
    MailFreeIrps();
}

static NTSTATUS MailListen(PIRP Irp)
{
    WSK_EVENT_CALLBACK_CONTROL Events = { (PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };
    const WSK_PROVIDER_LISTEN_DISPATCH *Listen;
    SOCKADDR_IN Any = { 0 };
    NTSTATUS Status;
    KEVENT Event;

    Status = MailNpi.Dispatch->WskControlClient(MailNpi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Events),
                                                &Events, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(Status))
        return Status;
    MailArm(Irp, &Event);
    Status = MailFinish(Irp, &Event,
                        MailNpi.Dispatch->WskSocket(MailNpi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                                                    WSK_FLAG_LISTEN_SOCKET, NULL, &MailListenDispatch,
                                                    NULL, NULL, NULL, Irp));
    if (!NT_SUCCESS(Status))
        return Status;
    MailListener = (PWSK_SOCKET)Irp->IoStatus.Information;
    Listen = MailListener->Dispatch;
    Any.sin_family = AF_INET;
    Any.sin_port = RtlUshortByteSwap(2525);
    MailArm(Irp, &Event);
    return MailFinish(Irp, &Event, Listen->WskBind(MailListener, (PSOCKADDR)&Any, 0, Irp));
}

static NTSTATUS MailStartBroker(VOID)
{
    HANDLE Thread;
    NTSTATUS Status;

    Status = PsCreateSystemThread(&Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, MailBrokerThread, NULL);
    if (!NT_SUCCESS(Status))
        return Status;
    ObReferenceObjectByHandle(Thread, THREAD_ALL_ACCESS, NULL, KernelMode, &MailBroker, NULL);
    ZwClose(Thread);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    WSK_CLIENT_NPI Client = { NULL, &MailClient };
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Path);
    KeInitializeEvent(&MailArrived, SynchronizationEvent, FALSE);
    Status = MailAllocateIrps();
    if (!NT_SUCCESS(Status))
        return Status;
    Status = WskRegister(&Client, &MailReg);
    if (!NT_SUCCESS(Status))
        goto FreeIrps;
    Status = WskCaptureProviderNPI(&MailReg, 2000, &MailNpi);
    if (!NT_SUCCESS(Status)) {
        WskDeregister(&MailReg);
        goto FreeIrps;
    }
    Status = MailStartBroker();
    if (NT_SUCCESS(Status))
        Status = MailListen(MailIrp);
    if (!NT_SUCCESS(Status)) {
        MailStop(MailIrp);
        goto FreeIrps;
    }
    Driver->DriverUnload = MailUnload;
    return STATUS_SUCCESS;

FreeIrps:
    MailFreeIrps();
    return Status;
}
