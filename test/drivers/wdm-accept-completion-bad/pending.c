// Keeps one WskAccept outstanding; its completion routine takes the connection.
// Fault: when the driver is stopping the completion routine ignores an accept that
// succeeded all the same; the socket in Information is the driver's to close (R29).
#include <ntddk.h>
#include <wsk.h>

typedef struct _GATE {
    WSK_REGISTRATION Registration;
    PWSK_SOCKET Listener;
    PWSK_SOCKET Guest;
    PIRP AcceptIrp;
    PIRP Irp;
    KEVENT AcceptDone;
    KEVENT Done;
    LONG Stopping;
    LONG Missed;
} GATE;

static GATE Gate;
static const WSK_CLIENT_DISPATCH GateClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS NTAPI GateIrpDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((GATE *)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI GateAccepted(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    GATE *G = Context;

    UNREFERENCED_PARAMETER(Device);
    if (G->Stopping) {
        InterlockedIncrement(&G->Missed);
        KeSetEvent(&G->AcceptDone, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED; // EXPECT-MISSED: accepted-socket-leak
    }
    if (NT_SUCCESS(Irp->IoStatus.Status))
        G->Guest = (PWSK_SOCKET)Irp->IoStatus.Information;
    KeSetEvent(&G->AcceptDone, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP GateArm(GATE *G)
{
    IoReuseIrp(G->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&G->Done);
    IoSetCompletionRoutine(G->Irp, GateIrpDone, G, TRUE, TRUE, TRUE);
    return G->Irp;
}

static NTSTATUS GateWait(GATE *G)
{
    KeWaitForSingleObject(&G->Done, Executive, KernelMode, FALSE, NULL);
    return G->Irp->IoStatus.Status;
}

static VOID GateClose(GATE *G, PWSK_SOCKET *Slot)
{
    PWSK_SOCKET Socket = *Slot;

    if (Socket == NULL)
        return;
    *Slot = NULL;
    ((const WSK_PROVIDER_BASIC_DISPATCH *)Socket->Dispatch)->WskCloseSocket(Socket, GateArm(G));
    GateWait(G);
}

static NTSTATUS GateOpen(GATE *G)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Listen;
    SOCKADDR_IN Any = { 0 };
    WSK_PROVIDER_NPI Npi;
    NTSTATUS Status;

    Status = WskCaptureProviderNPI(&G->Registration, 1000, &Npi);
    if (!NT_SUCCESS(Status))
        return Status;
    Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL,
                            NULL, NULL, NULL, NULL, GateArm(G));
    Status = GateWait(G);
    WskReleaseProviderNPI(&G->Registration);
    if (!NT_SUCCESS(Status))
        return Status;
    G->Listener = (PWSK_SOCKET)G->Irp->IoStatus.Information;
    Listen = G->Listener->Dispatch;
    Any.sin_family = AF_INET;
    Any.sin_port = RtlUshortByteSwap(9091);
    Listen->WskBind(G->Listener, (PSOCKADDR)&Any, 0, GateArm(G));
    Status = GateWait(G);
    if (!NT_SUCCESS(Status)) {
        GateClose(G, &G->Listener);
        return Status;
    }
    IoSetCompletionRoutine(G->AcceptIrp, GateAccepted, G, TRUE, TRUE, TRUE);
    Listen->WskAccept(G->Listener, 0, NULL, NULL, NULL, NULL, G->AcceptIrp);
    return STATUS_SUCCESS;
}

static VOID GateFree(GATE *G)
{
    if (G->AcceptIrp != NULL)
        IoFreeIrp(G->AcceptIrp);
    if (G->Irp != NULL)
        IoFreeIrp(G->Irp);
}

static VOID NTAPI GateUnload(PDRIVER_OBJECT Driver)
{
    GATE *G = &Gate;

    UNREFERENCED_PARAMETER(Driver);
    InterlockedExchange(&G->Stopping, 1);
    GateClose(G, &G->Listener);     /* ends the outstanding accept */
    KeWaitForSingleObject(&G->AcceptDone, Executive, KernelMode, FALSE, NULL);
    GateClose(G, &G->Guest);
    WskDeregister(&G->Registration);
    GateFree(G);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    WSK_CLIENT_NPI Client = { &Gate, &GateClient };
    GATE *G = &Gate;
    NTSTATUS Status = STATUS_INSUFFICIENT_RESOURCES;

    UNREFERENCED_PARAMETER(Path);
    KeInitializeEvent(&G->AcceptDone, NotificationEvent, FALSE);
    KeInitializeEvent(&G->Done, SynchronizationEvent, FALSE);
    G->AcceptIrp = IoAllocateIrp(1, FALSE);
    G->Irp = IoAllocateIrp(1, FALSE);
    if (G->AcceptIrp != NULL && G->Irp != NULL) {
        Status = WskRegister(&Client, &G->Registration);
        if (NT_SUCCESS(Status)) {
            Status = GateOpen(G);
            if (!NT_SUCCESS(Status))
                WskDeregister(&G->Registration);
        }
    }
    if (!NT_SUCCESS(Status)) {
        GateFree(G);
        return Status;
    }
    Driver->DriverUnload = GateUnload;
    return STATUS_SUCCESS;
}
