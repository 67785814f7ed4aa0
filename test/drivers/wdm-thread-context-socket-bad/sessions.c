// Every session is a thread with a context of its own from pool.
// Fault: a session whose handshake fails frees its context, and with it the last
// reference to the connected socket (R24).
#include <ntddk.h>
#include <wsk.h>

#define SESSION_TAG 'sseS'

typedef struct _SESSION {
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Event;
    PMDL Mdl;
    UCHAR Hello[32];
} SESSION, *PSESSION;

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;
static PVOID ThreadObject;
static const WSK_CLIENT_DISPATCH ClientDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS NTAPI SessionDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PSESSION)Context)->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Arm(PSESSION S)
{
    KeResetEvent(&S->Event);
    IoReuseIrp(S->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(S->Irp, SessionDone, S, TRUE, TRUE, TRUE);
}

static NTSTATUS Wait(PSESSION S)
{
    KeWaitForSingleObject(&S->Event, Executive, KernelMode, FALSE, NULL);
    return S->Irp->IoStatus.Status;
}

static PSESSION SessionAllocate(VOID)
{
    PSESSION S = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(SESSION), SESSION_TAG);

    if (S == NULL)
        return NULL;
    RtlZeroMemory(S, sizeof(SESSION));
    KeInitializeEvent(&S->Event, NotificationEvent, FALSE);
    S->Irp = IoAllocateIrp(1, FALSE);
    S->Mdl = IoAllocateMdl(S->Hello, sizeof(S->Hello), FALSE, FALSE, NULL);
    if (S->Irp == NULL || S->Mdl == NULL) {
        if (S->Irp != NULL)
            IoFreeIrp(S->Irp);
        if (S->Mdl != NULL)
            IoFreeMdl(S->Mdl);
        ExFreePoolWithTag(S, SESSION_TAG);
        return NULL;
    }
    MmBuildMdlForNonPagedPool(S->Mdl);
    return S;
}

static VOID SessionFree(PSESSION S)
{
    IoFreeMdl(S->Mdl);
    IoFreeIrp(S->Irp);
    ExFreePoolWithTag(S, SESSION_TAG); // EXPECT: socket-leak
}

static NTSTATUS SessionConnect(PSESSION S)
{
    SOCKADDR_IN Local = { AF_INET }, Remote = { AF_INET };
    NTSTATUS Status;

    Remote.sin_port = RtlUshortByteSwap(6667);
    Remote.sin_addr.s_addr = RtlUlongByteSwap(0x0a000105);
    Arm(S);
    Npi.Dispatch->WskSocketConnect(Npi.Client, SOCK_STREAM, IPPROTO_TCP, (PSOCKADDR)&Local,
                                   (PSOCKADDR)&Remote, 0, NULL, NULL, NULL, NULL, NULL, S->Irp);
    Status = Wait(S);
    if (NT_SUCCESS(Status))
        S->Socket = (PWSK_SOCKET)S->Irp->IoStatus.Information;
    return Status;
}

static NTSTATUS SessionHandshake(PSESSION S)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Tcp = S->Socket->Dispatch;
    WSK_BUF Buffer = { S->Mdl, 0, sizeof(S->Hello) };
    NTSTATUS Status;

    Arm(S);
    Tcp->WskSend(S->Socket, &Buffer, 0, S->Irp);
    Status = Wait(S);
    if (!NT_SUCCESS(Status))
        return Status;
    Arm(S);
    Tcp->WskReceive(S->Socket, &Buffer, 0, S->Irp);
    return Wait(S);
}

static VOID SessionClose(PSESSION S)
{
    Arm(S);
    ((const WSK_PROVIDER_CONNECTION_DISPATCH *)S->Socket->Dispatch)->WskCloseSocket(S->Socket, S->Irp);
    Wait(S);
}

static VOID SessionRun(PSESSION S)
{
    NTSTATUS Status = SessionConnect(S);

    if (NT_SUCCESS(Status)) {
        Status = SessionHandshake(S);
        if (NT_SUCCESS(Status)) {
            DbgPrint("session: the peer said %u\n", S->Hello[0]);
            SessionClose(S);
        }
    }
    SessionFree(S);
}

static VOID NTAPI SessionThread(PVOID Context)
{
    PSESSION S = SessionAllocate();

    UNREFERENCED_PARAMETER(Context);
    if (S != NULL)
        SessionRun(S);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID NTAPI Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    KeWaitForSingleObject(ThreadObject, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(ThreadObject);
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI Client = { NULL, &ClientDispatch };
    HANDLE Thread;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(RegistryPath);
    Status = WskRegister(&Client, &Registration);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = WskCaptureProviderNPI(&Registration, 1000, &Npi);
    if (!NT_SUCCESS(Status)) {
        WskDeregister(&Registration);
        return Status;
    }
    Status = PsCreateSystemThread(&Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, SessionThread, NULL);
    if (!NT_SUCCESS(Status)) {
        WskReleaseProviderNPI(&Registration);
        WskDeregister(&Registration);
        return Status;
    }
    ObReferenceObjectByHandle(Thread, THREAD_ALL_ACCESS, *PsThreadType, KernelMode, &ThreadObject, NULL);
    ZwClose(Thread);
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
