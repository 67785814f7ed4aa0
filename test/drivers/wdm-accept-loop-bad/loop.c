// Accept loop: a thread takes one connection after the other by WskAccept, sends a
// greeting and closes it.
// Fault: a stranger is turned away by returning early, although the accept completed
// with success; the accepted socket is lost (R29).
#include <ntddk.h>
#include <wsk.h>

typedef const WSK_PROVIDER_LISTEN_DISPATCH *PLISTEN;
typedef const WSK_PROVIDER_CONNECTION_DISPATCH *PCONNECTION;

typedef struct _ACCEPTOR {
    WSK_REGISTRATION Registration;
    PWSK_SOCKET Listener;
    PKTHREAD Thread;
    KEVENT Stop;
    ULONG MaxGreeting;
    ULONG Strangers;
    SOCKADDR_IN Peer;
} ACCEPTOR;

typedef struct _REQUEST {
    PIRP Irp;
    KEVENT Event;
} REQUEST;

static ACCEPTOR Acceptor;
static const WSK_CLIENT_DISPATCH AcceptorClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS NTAPI RequestDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((REQUEST *)Context)->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID RequestArm(REQUEST *Request)
{
    /* The IRP was the last to know the stranger's socket. */
    IoReuseIrp(Request->Irp, STATUS_UNSUCCESSFUL); // EXPECT: accepted-socket-leak
    KeResetEvent(&Request->Event);
    IoSetCompletionRoutine(Request->Irp, RequestDone, Request, TRUE, TRUE, TRUE);
}

static NTSTATUS RequestWait(REQUEST *Request, NTSTATUS Status)
{
    if (Status == STATUS_PENDING)
        KeWaitForSingleObject(&Request->Event, Executive, KernelMode, FALSE, NULL);
    return Request->Irp->IoStatus.Status;
}

static VOID CloseSocket(REQUEST *Request, PWSK_SOCKET Socket)
{
    RequestArm(Request);
    RequestWait(Request, ((const WSK_PROVIDER_BASIC_DISPATCH *)Socket->Dispatch)
                             ->WskCloseSocket(Socket, Request->Irp));
}

static NTSTATUS Greet(REQUEST *Request, PWSK_SOCKET Socket, PCHAR Text, ULONG Length)
{
    WSK_BUF Buffer = { NULL, 0, Length };
    NTSTATUS Status;

    Buffer.Mdl = IoAllocateMdl(Text, Length, FALSE, FALSE, NULL);
    if (Buffer.Mdl == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    MmBuildMdlForNonPagedPool(Buffer.Mdl);
    RequestArm(Request);
    Status = RequestWait(Request, ((PCONNECTION)Socket->Dispatch)->WskSend(Socket, &Buffer, 0, Request->Irp));
    IoFreeMdl(Buffer.Mdl);
    return Status;
}

/* An accept may wait for ever, so Unload's stop event cancels it. */
static NTSTATUS AcceptWait(ACCEPTOR *Acc, REQUEST *Request, NTSTATUS Status)
{
    PVOID Objects[2] = { &Request->Event, &Acc->Stop };

    if (Status == STATUS_PENDING &&
        KeWaitForMultipleObjects(2, Objects, WaitAny, Executive, KernelMode, FALSE, NULL, NULL) ==
            STATUS_WAIT_1)
        IoCancelIrp(Request->Irp);
    return RequestWait(Request, Status);
}

/* Takes one connection; a cancelled accept may still have succeeded. */
static NTSTATUS ServeOne(ACCEPTOR *Acc, REQUEST *Request)
{
    PWSK_SOCKET Socket;
    NTSTATUS Status;
    PCHAR Text;

    RequestArm(Request);
    Status = AcceptWait(Acc, Request, ((PLISTEN)Acc->Listener->Dispatch)
                                          ->WskAccept(Acc->Listener, 0, NULL, NULL, NULL, (PSOCKADDR)&Acc->Peer,
                                                      Request->Irp));
    if (!NT_SUCCESS(Status))
        return Status;
    Socket = (PWSK_SOCKET)Request->Irp->IoStatus.Information;

    if (Acc->Peer.sin_addr.s_addr != RtlUlongByteSwap(0x7f000001)) {
        Acc->Strangers++;
        return STATUS_SUCCESS;
    }
    Text = ExAllocatePoolWithTag(NonPagedPoolNx, Acc->MaxGreeting, 'teeG');
    if (Text == NULL) {
        CloseSocket(Request, Socket);
        return STATUS_SUCCESS;
    }
    RtlFillMemory(Text, Acc->MaxGreeting, '.');
    Greet(Request, Socket, Text, Acc->MaxGreeting);
    ExFreePoolWithTag(Text, 'teeG');
    CloseSocket(Request, Socket);
    return STATUS_SUCCESS;
}

static NTSTATUS OpenListener(ACCEPTOR *Acc, REQUEST *Request)
{
    SOCKADDR_IN Any = { 0 };
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Socket;
    NTSTATUS Status;

    Status = WskCaptureProviderNPI(&Acc->Registration, WSK_INFINITE_WAIT, &Npi);
    if (!NT_SUCCESS(Status))
        return Status;
    RequestArm(Request);
    Status = RequestWait(Request, Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                                      WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, NULL, Request->Irp));
    WskReleaseProviderNPI(&Acc->Registration);
    if (!NT_SUCCESS(Status))
        return Status;
    Socket = (PWSK_SOCKET)Request->Irp->IoStatus.Information;
    Any.sin_family = AF_INET;
    Any.sin_port = RtlUshortByteSwap(5050);
    RequestArm(Request);
    Status = RequestWait(Request, ((PLISTEN)Socket->Dispatch)->WskBind(Socket, (PSOCKADDR)&Any, 0, Request->Irp));
    if (!NT_SUCCESS(Status)) {
        CloseSocket(Request, Socket);
        return Status;
    }
    Acc->Listener = Socket;
    return STATUS_SUCCESS;
}

static VOID NTAPI AcceptThread(PVOID Context)
{
    ACCEPTOR *Acc = Context;
    REQUEST Request;

    Request.Irp = IoAllocateIrp(1, FALSE);
    if (Request.Irp == NULL)
        PsTerminateSystemThread(STATUS_INSUFFICIENT_RESOURCES);
    KeInitializeEvent(&Request.Event, NotificationEvent, FALSE);
    if (NT_SUCCESS(OpenListener(Acc, &Request))) {
        while (KeReadStateEvent(&Acc->Stop) == 0 && NT_SUCCESS(ServeOne(Acc, &Request)))
            ;
        CloseSocket(&Request, Acc->Listener);
    }
    IoFreeIrp(Request.Irp);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID NTAPI AcceptUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    KeSetEvent(&Acceptor.Stop, IO_NO_INCREMENT, FALSE);
    WskDeregister(&Acceptor.Registration);
    KeWaitForSingleObject(Acceptor.Thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(Acceptor.Thread);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    WSK_CLIENT_NPI Client = { NULL, &AcceptorClient };
    HANDLE Handle;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Path);
    Acceptor.MaxGreeting = 64;
    KeInitializeEvent(&Acceptor.Stop, NotificationEvent, FALSE);
    Driver->DriverUnload = AcceptUnload;
    Status = WskRegister(&Client, &Acceptor.Registration);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = PsCreateSystemThread(&Handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, AcceptThread, &Acceptor);
    if (!NT_SUCCESS(Status)) {
        WskDeregister(&Acceptor.Registration);
        return Status;
    }
    ObReferenceObjectByHandle(Handle, THREAD_ALL_ACCESS, NULL, KernelMode, (PVOID *)&Acceptor.Thread, NULL);
    ZwClose(Handle);
    return STATUS_SUCCESS;
}
