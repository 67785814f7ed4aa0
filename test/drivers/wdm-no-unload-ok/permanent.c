// Boot-start driver without unload routine: once loaded it stays until shutdown.
// Right: it never has to end its registration, NPI or socket (R1, OK entry); only
// the failing DriverEntry has to undo what it did.
#include <ntddk.h>
#include <wsk.h>

#define TICK_TAG 'kciT'

static WSK_REGISTRATION TickRegistration;
static const WSK_CLIENT_DISPATCH TickClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_PROVIDER_NPI TickNpi;
static PWSK_SOCKET TickSocket;

static NTSTATUS NTAPI
TickComplete(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NETWORK_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static BOOLEAN
TickOpen(PWSK_PROVIDER_NPI Npi, PIRP Irp, PKEVENT Event)
{
    SOCKADDR_IN any = { 0 };
    PWSK_SOCKET socket;

    IoSetCompletionRoutine(Irp, TickComplete, Event, TRUE, TRUE, TRUE);
    Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
                             WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
    KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
    if (!NT_SUCCESS(Irp->IoStatus.Status))
        return FALSE;
    socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    TickSocket = socket;

    any.sin_family = AF_INET;
    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Irp, TickComplete, Event, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_DATAGRAM_DISPATCH)socket->Dispatch)->WskBind(socket, (PSOCKADDR)&any, 0, Irp);
    KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
    return NT_SUCCESS(Irp->IoStatus.Status);
}

/* Waits for the network as long as it takes, then sends a tick per minute. */
static VOID NTAPI
TickThread(PVOID Context)
{
    static UCHAR payload[16] = "tick";
    LARGE_INTEGER minute;
    SOCKADDR_IN to = { 0 };
    KEVENT event;
    WSK_BUF buf;
    PIRP irp;

    UNREFERENCED_PARAMETER(Context);
    irp = IoAllocateIrp(1, FALSE);
    buf.Mdl = IoAllocateMdl(payload, sizeof(payload), FALSE, FALSE, NULL);
    if (irp == NULL || buf.Mdl == NULL)
        PsTerminateSystemThread(STATUS_INSUFFICIENT_RESOURCES);
    MmBuildMdlForNonPagedPool(buf.Mdl);
    KeInitializeEvent(&event, SynchronizationEvent, FALSE);

    if (!NT_SUCCESS(WskCaptureProviderNPI(&TickRegistration, WSK_INFINITE_WAIT, &TickNpi)))
        PsTerminateSystemThread(STATUS_UNSUCCESSFUL);
    if (!TickOpen(&TickNpi, irp, &event))
        PsTerminateSystemThread(STATUS_UNSUCCESSFUL);

    to.sin_family = AF_INET;
    to.sin_port = RtlUshortByteSwap(4711);
    to.sin_addr.s_addr = 0xffffffff;
    minute.QuadPart = -60 * 10000000LL;
    for (;;) {
        buf.Offset = 0;
        buf.Length = sizeof(payload);
        IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(irp, TickComplete, &event, TRUE, TRUE, TRUE);
        ((PWSK_PROVIDER_DATAGRAM_DISPATCH)TickSocket->Dispatch)
            ->WskSendTo(TickSocket, &buf, 0, (PSOCKADDR)&to, 0, NULL, irp);
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        KeDelayExecutionThread(KernelMode, FALSE, &minute);
    }
}

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI npi = { NULL, &TickClient };
    NTSTATUS status;
    HANDLE thread;

    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    status = WskRegister(&npi, &TickRegistration);
    if (!NT_SUCCESS(status))
        return status;
    status = PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, TickThread, NULL);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&TickRegistration);
        return status;
    }
    ZwClose(thread);
    return STATUS_SUCCESS;
}
