// A small echo client: at load it connects to the echo service of this machine,
// sends one message and checks what comes back; a device object lets a user
// program ask for the result.
// Fault: when IoCreateDevice fails, DriverEntry returns the error with the
// registration still live. DriverUnload is not called for a driver whose
// DriverEntry failed, so nobody ends the registration (contract R1).
#include <ntddk.h>
#include <wsk.h>

#define ECHO_PORT 7
#define ECHO_TAG 'ohcE'

static const WSK_CLIENT_DISPATCH g_ClientDispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};
static WSK_REGISTRATION g_Registration;
static PDEVICE_OBJECT g_Device;
static NTSTATUS g_EchoResult = STATUS_UNSUCCESSFUL;

static NTSTATUS NTAPI EchoIrpDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static void EchoArm(PIRP Irp, PKEVENT Done)
{
    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
    KeInitializeEvent(Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, EchoIrpDone, Done, TRUE, TRUE, TRUE);
}

static NTSTATUS EchoWait(PIRP Irp, PKEVENT Done)
{
    KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
    return Irp->IoStatus.Status;
}

/* One round trip over an already connected socket. */
static NTSTATUS EchoExchange(PWSK_SOCKET Socket, PIRP Irp, PKEVENT Done)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Tcp = Socket->Dispatch;
    static const char Hello[] = "hello";
    NTSTATUS Status;
    WSK_BUF Buffer;
    PCHAR Data = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(Hello), ECHO_TAG);

    if (Data == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    RtlCopyMemory(Data, Hello, sizeof(Hello));
    Buffer.Offset = 0;
    Buffer.Length = sizeof(Hello);
    Buffer.Mdl = IoAllocateMdl(Data, sizeof(Hello), FALSE, FALSE, NULL);
    if (Buffer.Mdl == NULL) {
        ExFreePoolWithTag(Data, ECHO_TAG);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    MmBuildMdlForNonPagedPool(Buffer.Mdl);

    EchoArm(Irp, Done);
    Tcp->WskSend(Socket, &Buffer, 0, Irp);
    Status = EchoWait(Irp, Done);
    if (NT_SUCCESS(Status)) {
        EchoArm(Irp, Done);
        Tcp->WskReceive(Socket, &Buffer, WSK_FLAG_WAITALL, Irp);
        Status = EchoWait(Irp, Done);
    }
    if (NT_SUCCESS(Status) && RtlCompareMemory(Data, Hello, sizeof(Hello)) != sizeof(Hello))
        Status = STATUS_DATA_ERROR;
    IoFreeMdl(Buffer.Mdl);
    ExFreePoolWithTag(Data, ECHO_TAG);
    return Status;
}

static NTSTATUS EchoOnce(void)
{
    SOCKADDR_IN Local = {0}, Server = {0};
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Socket;
    NTSTATUS Status;
    KEVENT Done;
    PIRP Irp;

    Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Status = WskCaptureProviderNPI(&g_Registration, WSK_NO_WAIT, &Npi);
    if (!NT_SUCCESS(Status)) {
        IoFreeIrp(Irp);
        return Status;
    }
    Local.sin_family = AF_INET;
    Server.sin_family = AF_INET;
    Server.sin_port = RtlUshortByteSwap(ECHO_PORT);
    Server.sin_addr.s_addr = RtlUlongByteSwap(0x7f000001);

    EchoArm(Irp, &Done);
    Npi.Dispatch->WskSocketConnect(Npi.Client, SOCK_STREAM, IPPROTO_TCP, (PSOCKADDR)&Local,
                                   (PSOCKADDR)&Server, 0, NULL, NULL, NULL, NULL, NULL, Irp);
    Status = EchoWait(Irp, &Done);
    if (NT_SUCCESS(Status)) {
        Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        Status = EchoExchange(Socket, Irp, &Done);
        EchoArm(Irp, &Done);
        ((const WSK_PROVIDER_BASIC_DISPATCH *)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
        EchoWait(Irp, &Done);
    }
    WskReleaseProviderNPI(&g_Registration);
    IoFreeIrp(Irp);
    return Status;
}

static NTSTATUS NTAPI EchoCreateClose(PDEVICE_OBJECT Device, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Device);
    Irp->IoStatus.Status = g_EchoResult;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return g_EchoResult;
}

static VOID NTAPI EchoUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    IoDeleteDevice(g_Device);
    WskDeregister(&g_Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\WskEcho");
    WSK_CLIENT_NPI Client = {NULL, &g_ClientDispatch};
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(RegistryPath);
    Driver->MajorFunction[IRP_MJ_CREATE] = EchoCreateClose;
    Driver->MajorFunction[IRP_MJ_CLOSE] = EchoCreateClose;
    Driver->DriverUnload = EchoUnload;

    Status = WskRegister(&Client, &g_Registration); // NOTE: succeeds
    if (!NT_SUCCESS(Status))
        return Status;
    g_EchoResult = EchoOnce();

    Status = IoCreateDevice(Driver, 0, &Name, FILE_DEVICE_NETWORK, 0, FALSE, &g_Device);
    if (!NT_SUCCESS(Status))
        return Status; // EXPECT: missing-deregister
    return STATUS_SUCCESS;
}
