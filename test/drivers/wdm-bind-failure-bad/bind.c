// Discovery responder: opens and binds its port at load.
// Fault: when the port is taken, OpenPort returns the error and drops the only
// pointer to the socket it had created (R24).
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH s_client = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION s_reg;
static WSK_PROVIDER_NPI s_npi;
static PWSK_SOCKET s_port;
static PIRP s_irp;
static KEVENT s_event;

/* The routine signals only if the call had to wait; see Finish. */
static NTSTATUS NTAPI Finished(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    if (Irp->PendingReturned)
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static void Prepare(void)
{
    KeInitializeEvent(&s_event, SynchronizationEvent, FALSE);
    IoReuseIrp(s_irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(s_irp, Finished, &s_event, TRUE, TRUE, TRUE);
}

static NTSTATUS Finish(NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&s_event, Executive, KernelMode, FALSE, NULL);
        Status = s_irp->IoStatus.Status;
    }
    return Status;
}

static NTSTATUS OpenPort(USHORT Port, PWSK_SOCKET *Out)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Udp;
    SOCKADDR_IN Addr;
    PWSK_SOCKET Socket;
    NTSTATUS Status;

    Prepare();
    Status = Finish(s_npi.Dispatch->WskSocket(s_npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
                                              WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, s_irp));
    if (!NT_SUCCESS(Status))
        return Status;
    Socket = (PWSK_SOCKET)s_irp->IoStatus.Information;
    Udp = (const WSK_PROVIDER_DATAGRAM_DISPATCH *)Socket->Dispatch;

    RtlZeroMemory(&Addr, sizeof(Addr));
    Addr.sin_family = AF_INET;
    Addr.sin_port = RtlUshortByteSwap(Port);
    Prepare();
    Status = Finish(Udp->WskBind(Socket, (PSOCKADDR)&Addr, 0, s_irp));
    if (!NT_SUCCESS(Status))
        return Status; // EXPECT: socket-leak
    *Out = Socket;
    return STATUS_SUCCESS;
}

static VOID NTAPI BindUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    Prepare();
    Finish(((const WSK_PROVIDER_DATAGRAM_DISPATCH *)s_port->Dispatch)->WskCloseSocket(s_port, s_irp));
    WskReleaseProviderNPI(&s_reg);
    WskDeregister(&s_reg);
    IoFreeIrp(s_irp);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    WSK_CLIENT_NPI Npi = { NULL, &s_client };
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Path);
    s_irp = IoAllocateIrp(1, FALSE);
    if (!s_irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    Status = WskRegister(&Npi, &s_reg);
    if (!NT_SUCCESS(Status))
        goto FreeIrp;
    Status = WskCaptureProviderNPI(&s_reg, WSK_NO_WAIT, &s_npi);
    if (!NT_SUCCESS(Status))
        goto Deregister;
    Status = OpenPort(3702, &s_port);
    if (!NT_SUCCESS(Status))
        goto Release;
    Driver->DriverUnload = BindUnload;
    return STATUS_SUCCESS;

Release:
    WskReleaseProviderNPI(&s_reg);
Deregister:
    WskDeregister(&s_reg);
FreeIrp:
    IoFreeIrp(s_irp);
    return Status;
}
