// Small socket library: registration and NPI are statics of this file, one
// wrapper waits for every call.
// Fault: KsUp hands a failing capture to its caller with the registration live;
// the caller takes the failure for "nothing to undo" (R1, see main.c).
#include "ks.h"

struct KS_SOCKET {
    PWSK_SOCKET Wsk;
    PIRP Irp;
    KEVENT Event;
};

static const WSK_CLIENT_DISPATCH KsDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION KsRegistration;
static WSK_PROVIDER_NPI KsProvider;

static NTSTATUS NTAPI KsCompleted(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    KS_SOCKET *socket = (KS_SOCKET *)Context;

    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&socket->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID KsPrepare(KS_SOCKET *socket)
{
    KeResetEvent(&socket->Event);
    IoReuseIrp(socket->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(socket->Irp, KsCompleted, socket, TRUE, TRUE, TRUE);
}

static NTSTATUS KsFinish(KS_SOCKET *socket, NTSTATUS status)
{
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&socket->Event, Executive, KernelMode, FALSE, NULL);
        status = socket->Irp->IoStatus.Status;
    }
    return status;
}

NTSTATUS KsUp(VOID)
{
    WSK_CLIENT_NPI client;
    NTSTATUS status;

    client.ClientContext = NULL;
    client.Dispatch = &KsDispatch;
    status = WskRegister(&client, &KsRegistration);
    if (!NT_SUCCESS(status))
        return status;
    return WskCaptureProviderNPI(&KsRegistration, 1000, &KsProvider); // NOTE: fail
}

VOID KsDown(VOID)
{
    WskReleaseProviderNPI(&KsRegistration);
    WskDeregister(&KsRegistration);
}

NTSTATUS KsConnect(KS_SOCKET **Out, PSOCKADDR Remote)
{
    SOCKADDR_IN any;
    KS_SOCKET *socket;
    NTSTATUS status;

    socket = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*socket), 'koSK');
    if (socket == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    RtlZeroMemory(socket, sizeof(*socket));
    socket->Irp = IoAllocateIrp(1, FALSE);
    if (socket->Irp == NULL) {
        ExFreePoolWithTag(socket, 'koSK');
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&socket->Event, NotificationEvent, FALSE);

    RtlZeroMemory(&any, sizeof(any));
    any.sin_family = Remote->sa_family;
    KsPrepare(socket);
    status = KsProvider.Dispatch->WskSocketConnect(KsProvider.Client, SOCK_STREAM, IPPROTO_TCP,
        (PSOCKADDR)&any, Remote, 0, NULL, NULL, NULL, NULL, NULL, socket->Irp);
    status = KsFinish(socket, status);
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(socket->Irp);
        ExFreePoolWithTag(socket, 'koSK');
        return status;
    }
    socket->Wsk = (PWSK_SOCKET)socket->Irp->IoStatus.Information;
    *Out = socket;
    return STATUS_SUCCESS;
}

NTSTATUS KsSend(KS_SOCKET *Socket, PVOID Data, ULONG Length)
{
    WSK_BUF buffer;
    NTSTATUS status;

    buffer.Offset = 0;
    buffer.Length = Length;
    buffer.Mdl = IoAllocateMdl(Data, Length, FALSE, FALSE, NULL);
    if (buffer.Mdl == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    MmBuildMdlForNonPagedPool(buffer.Mdl);
    KsPrepare(Socket);
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Wsk->Dispatch)
                 ->WskSend(Socket->Wsk, &buffer, 0, Socket->Irp);
    status = KsFinish(Socket, status);
    IoFreeMdl(buffer.Mdl);
    return status;
}

VOID KsClose(KS_SOCKET *Socket)
{
    NTSTATUS status;

    KsPrepare(Socket);
    status = ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Wsk->Dispatch)
                 ->WskCloseSocket(Socket->Wsk, Socket->Irp);
    KsFinish(Socket, status);
    IoFreeIrp(Socket->Irp);
    ExFreePoolWithTag(Socket, 'koSK');
}
