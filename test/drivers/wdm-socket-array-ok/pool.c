// Keeps a fixed set of datagram sockets, one per channel, in a global array.
// Right: the closing loop visits every slot that may hold a socket.
#include <ntddk.h>
#include <wsk.h>

#define CHANNELS 3

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static PWSK_SOCKET Channel[CHANNELS];
static PIRP ChannelIrp;
static KEVENT ChannelEvent;
static const WSK_CLIENT_DISPATCH ClientDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS NTAPI ChannelDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);
    KeSetEvent(&ChannelEvent, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP ChannelArm(VOID)
{
    KeResetEvent(&ChannelEvent);
    IoReuseIrp(ChannelIrp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(ChannelIrp, ChannelDone, NULL, TRUE, TRUE, TRUE);
    return ChannelIrp;
}

static NTSTATUS ChannelWait(VOID)
{
    KeWaitForSingleObject(&ChannelEvent, Executive, KernelMode, FALSE, NULL);
    return ChannelIrp->IoStatus.Status;
}

static VOID CloseChannels(VOID)
{
    PWSK_SOCKET Socket;
    int i;

    for (i = 0; i < CHANNELS; i++) {
        Socket = Channel[i];
        if (Socket == NULL)
            continue;
        Channel[i] = NULL;
        ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, ChannelArm());
        ChannelWait();
    }
}

static NTSTATUS OpenChannels(VOID)
{
    NTSTATUS Status = STATUS_SUCCESS;
    int i;

    for (i = 0; i < CHANNELS; i++) {
        Provider.Dispatch->WskSocket(Provider.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
            WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, ChannelArm());
        Status = ChannelWait();
        if (!NT_SUCCESS(Status))
            break;
        Channel[i] = (PWSK_SOCKET)ChannelIrp->IoStatus.Information;
    }
    return Status;
}

static VOID Finish(VOID)
{
    CloseChannels();
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
    IoFreeIrp(ChannelIrp);
}

static VOID NTAPI ChannelUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    Finish();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    WSK_CLIENT_NPI Client = { NULL, &ClientDispatch };
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Path);
    KeInitializeEvent(&ChannelEvent, SynchronizationEvent, FALSE);
    ChannelIrp = IoAllocateIrp(1, FALSE);
    if (ChannelIrp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Status = WskRegister(&Client, &Registration);
    if (!NT_SUCCESS(Status)) {
        IoFreeIrp(ChannelIrp);
        return Status;
    }
    Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
    if (!NT_SUCCESS(Status)) {
        WskDeregister(&Registration);
        IoFreeIrp(ChannelIrp);
        return Status;
    }
    Status = OpenChannels();
    if (!NT_SUCCESS(Status)) {
        Finish();
        return Status;
    }
    Driver->DriverUnload = ChannelUnload;
    return STATUS_SUCCESS;
}
