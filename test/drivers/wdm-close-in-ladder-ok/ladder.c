// Stream client with a label ladder inside its connect routine.
// Right: only the label closes.
#include <ntddk.h>
#include <wsk.h>

typedef const WSK_PROVIDER_CONNECTION_DISPATCH *PCONN;

static WSK_REGISTRATION Reg;
static WSK_PROVIDER_NPI Npi;
static PIRP CallIrp;
static KEVENT CallEvent;
static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS NTAPI Complete(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP Arm(VOID)
{
    KeInitializeEvent(&CallEvent, NotificationEvent, FALSE);
    IoReuseIrp(CallIrp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(CallIrp, Complete, &CallEvent, TRUE, TRUE, TRUE);
    return CallIrp;
}

static NTSTATUS Wait(VOID)
{
    KeWaitForSingleObject(&CallEvent, Executive, KernelMode, FALSE, NULL);
    return CallIrp->IoStatus.Status;
}

/* Is the peer there, and does it end a connection in order? */
static NTSTATUS ProbePeer(ULONG Address, USHORT Port)
{
    SOCKADDR_IN Any = { AF_INET }, Peer = { AF_INET };
    PWSK_SOCKET Socket;
    NTSTATUS Status;

    Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET,
                            NULL, NULL, NULL, NULL, NULL, Arm());
    Status = Wait();
    if (!NT_SUCCESS(Status))
        return Status;
    Socket = (PWSK_SOCKET)CallIrp->IoStatus.Information;

    ((PCONN)Socket->Dispatch)->WskBind(Socket, (PSOCKADDR)&Any, 0, Arm());
    Status = Wait();
    if (!NT_SUCCESS(Status))
        goto Close;
    Peer.sin_port = RtlUshortByteSwap(Port);
    Peer.sin_addr.s_addr = RtlUlongByteSwap(Address);
    ((PCONN)Socket->Dispatch)->WskConnect(Socket, (PSOCKADDR)&Peer, 0, Arm());
    Status = Wait();
    if (!NT_SUCCESS(Status))
        goto Close;
    ((PCONN)Socket->Dispatch)->WskDisconnect(Socket, NULL, WSK_FLAG_ABORTIVE, Arm());
    Status = Wait();
    if (!NT_SUCCESS(Status)) {
        DbgPrint("disconnect failed: %08x\n", Status);
        goto Close;
    }

Close:
    ((PCONN)Socket->Dispatch)->WskCloseSocket(Socket, Arm());
    Wait();
    return Status;
}

static VOID NTAPI Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskReleaseProviderNPI(&Reg);
    WskDeregister(&Reg);
    IoFreeIrp(CallIrp);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI Client = { NULL, &Dispatch };
    NTSTATUS Status = STATUS_INSUFFICIENT_RESOURCES;

    UNREFERENCED_PARAMETER(RegistryPath);
    CallIrp = IoAllocateIrp(1, FALSE);
    if (CallIrp == NULL)
        return Status;
    Status = WskRegister(&Client, &Reg);
    if (!NT_SUCCESS(Status))
        goto FreeIrp;
    Status = WskCaptureProviderNPI(&Reg, 1000, &Npi);
    if (!NT_SUCCESS(Status))
        goto Deregister;
    Status = ProbePeer(0x0a00000a, 7);
    DbgPrint("probe: %08x\n", Status);
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;

Deregister:
    WskDeregister(&Reg);
FreeIrp:
    IoFreeIrp(CallIrp);
    return Status;
}
