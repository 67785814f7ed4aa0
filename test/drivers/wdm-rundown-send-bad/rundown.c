// Senders hold a rundown reference while they use the socket; the closer waits for them.
// Fault: after the close the send path asks the same pointer for its backlog: the local
// copy was taken before and is stale (R25).
#include <ntddk.h>
#include <wsk.h>

#define IOCTL_LINE_HANGUP CTL_CODE(FILE_DEVICE_UNKNOWN, 0x810, METHOD_BUFFERED, FILE_ANY_ACCESS)

static WSK_REGISTRATION LineReg;
static const WSK_CLIENT_DISPATCH LineClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static PWSK_SOCKET LineSocket;
static EX_RUNDOWN_REF LineRundown;
static PIRP LineIrp;
static KEVENT LineEvent;
static SOCKADDR_STORAGE LinePeer;

static NTSTATUS NTAPI LineDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP LineArm(VOID)
{
    KeClearEvent(&LineEvent);
    IoReuseIrp(LineIrp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(LineIrp, LineDone, &LineEvent, TRUE, TRUE, TRUE);
    return LineIrp;
}

static NTSTATUS LineWait(VOID)
{
    KeWaitForSingleObject(&LineEvent, Executive, KernelMode, FALSE, NULL);
    return LineIrp->IoStatus.Status;
}

static NTSTATUS LinePeerName(PWSK_SOCKET Socket)
{
    ((const WSK_PROVIDER_CONNECTION_DISPATCH *)Socket->Dispatch) // EXPECT: socket-use-after-close
        ->WskGetRemoteAddress(Socket, (PSOCKADDR)&LinePeer, LineArm());
    return LineWait();
}

static VOID LineClose(VOID)
{
    PWSK_SOCKET Socket = LineSocket;

    if (Socket == NULL)
        return;
    ExWaitForRundownProtectionRelease(&LineRundown);
    LineSocket = NULL;
    ((const WSK_PROVIDER_CONNECTION_DISPATCH *)Socket->Dispatch)->WskCloseSocket(Socket, LineArm());
    LineWait();
}

static NTSTATUS LineHangUp(VOID)
{
    PWSK_SOCKET Socket = LineSocket;

    if (Socket == NULL)
        return STATUS_CONNECTION_INVALID;
    LineClose();
    return LinePeerName(Socket);
}

static NTSTATUS NTAPI LineControl(PDEVICE_OBJECT Device, PIRP Irp)
{
    ULONG Code = IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.IoControlCode;
    NTSTATUS Status = Code == IOCTL_LINE_HANGUP ? LineHangUp() : STATUS_INVALID_DEVICE_REQUEST;

    UNREFERENCED_PARAMETER(Device);
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static NTSTATUS LineDial(VOID)
{
    SOCKADDR_IN Local = { AF_INET }, Remote = { AF_INET };
    WSK_PROVIDER_NPI Npi;
    NTSTATUS Status = WskCaptureProviderNPI(&LineReg, 1000, &Npi);

    if (!NT_SUCCESS(Status))
        return Status;
    Remote.sin_port = RtlUshortByteSwap(1234);
    Remote.sin_addr.s_addr = RtlUlongByteSwap(0x0a000001);
    Npi.Dispatch->WskSocketConnect(Npi.Client, SOCK_STREAM, IPPROTO_TCP, (PSOCKADDR)&Local,
                                   (PSOCKADDR)&Remote, 0, NULL, NULL, NULL, NULL, NULL, LineArm());
    Status = LineWait();
    if (NT_SUCCESS(Status))
        LineSocket = (PWSK_SOCKET)LineIrp->IoStatus.Information;
    WskReleaseProviderNPI(&LineReg);
    return Status;
}

static VOID NTAPI LineUnload(PDRIVER_OBJECT Driver)
{
    IoDeleteDevice(Driver->DeviceObject);
    LineClose();
    WskDeregister(&LineReg);
    IoFreeIrp(LineIrp);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Line");
    WSK_CLIENT_NPI Client = { NULL, &LineClient };
    PDEVICE_OBJECT Device;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Path);
    KeInitializeEvent(&LineEvent, SynchronizationEvent, FALSE);
    ExInitializeRundownProtection(&LineRundown);
    LineIrp = IoAllocateIrp(1, FALSE);
    if (LineIrp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Status = WskRegister(&Client, &LineReg);
    if (!NT_SUCCESS(Status))
        goto FreeIrp;
    Status = LineDial();
    if (!NT_SUCCESS(Status))
        goto Deregister;
    Status = IoCreateDevice(Driver, 0, &Name, FILE_DEVICE_UNKNOWN, 0, TRUE, &Device);
    if (!NT_SUCCESS(Status))
        goto Close;
    Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = LineControl;
    Driver->DriverUnload = LineUnload;
    return STATUS_SUCCESS;

Close:
    LineClose();
Deregister:
    WskDeregister(&LineReg);
FreeIrp:
    IoFreeIrp(LineIrp);
    return Status;
}
