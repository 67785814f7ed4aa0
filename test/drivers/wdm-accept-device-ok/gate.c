// A device that is started listens; what connects is kept until the device is stopped or
// removed. Right: there is room for one guest, who is the last.
#include "../Inputs/net.h"

typedef struct _GATE {
    PDEVICE_OBJECT Lower;
    BOOLEAN Started;
} GATE;

static WSK_REGISTRATION GateReg;
static PWSK_SOCKET GateListener;
static PWSK_SOCKET GateGuest;
static PIRP GateIrp;

static NTSTATUS WSKAPI GateAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress,
    PSOCKADDR RemoteAddress, PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
    const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    if (AcceptSocket == NULL || GateGuest != NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    GateGuest = AcceptSocket;
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH GateEvents = {GateAccept, NULL, NULL};

static NTSTATUS Await(PKEVENT Event)
{
    KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
    return GateIrp->IoStatus.Status;
}

static PIRP Armed(PKEVENT Event)
{
    KeInitializeEvent(Event, NotificationEvent, FALSE);
    IoReuseIrp(GateIrp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(GateIrp, OnIrp, Event, TRUE, TRUE, TRUE);
    return GateIrp;
}

static NTSTATUS Listen(PWSK_PROVIDER_NPI Npi)
{
    WSK_EVENT_CALLBACK_CONTROL Wanted = {(PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT};
    PWSK_PROVIDER_LISTEN_DISPATCH Dispatch;
    SOCKADDR_IN Any = {0};
    KEVENT Event;
    NTSTATUS Status;

    Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL,
                             &GateEvents, NULL, NULL, NULL, Armed(&Event));
    Status = Await(&Event);
    if (!NT_SUCCESS(Status))
        return Status;
    GateListener = (PWSK_SOCKET)GateIrp->IoStatus.Information;
    Dispatch = (PWSK_PROVIDER_LISTEN_DISPATCH)GateListener->Dispatch;
    Any.sin_family = AF_INET;
    Any.sin_port = RtlUshortByteSwap(8282);
    Dispatch->WskBind(GateListener, (PSOCKADDR)&Any, 0, Armed(&Event));
    Status = Await(&Event);
    if (NT_SUCCESS(Status))
        Status = Dispatch->WskControlSocket(GateListener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                            sizeof(Wanted), &Wanted, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(Status))
        DropSocket(GateListener, GateIrp);
    return Status;
}

static NTSTATUS OpenGate(GATE *Gate)
{
    WSK_CLIENT_NPI Client = {NULL, &Table};
    WSK_PROVIDER_NPI Npi;
    NTSTATUS Status = WskRegister(&Client, &GateReg);

    if (!NT_SUCCESS(Status))
        return Status;
    Status = WskCaptureProviderNPI(&GateReg, WSK_NO_WAIT, &Npi);
    if (NT_SUCCESS(Status)) {
        Status = Listen(&Npi);
        WskReleaseProviderNPI(&GateReg);
    }
    if (NT_SUCCESS(Status))
        Gate->Started = TRUE;
    else
        WskDeregister(&GateReg);
    return Status;
}

static VOID ShutGate(GATE *Gate)
{
    if (!Gate->Started)
        return;
    DropSocket(GateListener, GateIrp);
    if (GateGuest != NULL)
        DropSocket(GateGuest, GateIrp);
    GateGuest = NULL;
    WskDeregister(&GateReg);
    Gate->Started = FALSE;
}

static NTSTATUS NTAPI GatePnp(PDEVICE_OBJECT Device, PIRP Irp)
{
    UCHAR Minor = IoGetCurrentIrpStackLocation(Irp)->MinorFunction;
    GATE *Gate = Device->DeviceExtension;
    PDEVICE_OBJECT Lower = Gate->Lower;
    NTSTATUS Status;

    if (Minor == IRP_MN_START_DEVICE) {
        Status = OpenGate(Gate);
        if (!NT_SUCCESS(Status))
            return Done(Irp, Status);
    } else if (Minor == IRP_MN_STOP_DEVICE || Minor == IRP_MN_REMOVE_DEVICE) {
        ShutGate(Gate);
    }
    IoSkipCurrentIrpStackLocation(Irp);
    Status = IoCallDriver(Lower, Irp);
    if (Minor == IRP_MN_REMOVE_DEVICE) {
        IoDetachDevice(Lower);
        IoDeleteDevice(Device);
    }
    return Status;
}

static NTSTATUS NTAPI GateAdd(PDRIVER_OBJECT Driver, PDEVICE_OBJECT Bus)
{
    PDEVICE_OBJECT Device;
    GATE *Gate;
    NTSTATUS Status = IoCreateDevice(Driver, sizeof(GATE), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);

    if (!NT_SUCCESS(Status))
        return Status;
    Gate = Device->DeviceExtension;
    Gate->Started = FALSE;
    Gate->Lower = IoAttachDeviceToDeviceStack(Device, Bus);
    if (Gate->Lower == NULL) {
        IoDeleteDevice(Device);
        return STATUS_NO_SUCH_DEVICE;
    }
    Device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

static VOID NTAPI GateUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    IoFreeIrp(GateIrp);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    UNREFERENCED_PARAMETER(Path);
    GateIrp = IoAllocateIrp(1, FALSE);
    if (GateIrp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Driver->DriverExtension->AddDevice = GateAdd;
    Driver->MajorFunction[IRP_MJ_PNP] = GatePnp;
    Driver->DriverUnload = GateUnload;
    return STATUS_SUCCESS;
}
