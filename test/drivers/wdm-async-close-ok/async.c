// Syslog sender with asynchronous closing: the close IRP frees itself.
// Right: everything is asked before the close; Unload closes without waiting and
// leaves the waiting to WskDeregister, which returns when the close is done (R3, OK).
#include <ntddk.h>
#include <wsk.h>

typedef const WSK_PROVIDER_DATAGRAM_DISPATCH *PDGRAM;

static WSK_REGISTRATION LogReg;
static const WSK_CLIENT_DISPATCH LogClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static PWSK_SOCKET LogSocket;
static SOCKADDR_IN LogLocal;

static NTSTATUS NTAPI LogSignal(PDEVICE_OBJECT d, PIRP irp, PVOID ctx)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(irp);
    KeSetEvent((PKEVENT)ctx, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI LogClosed(PDEVICE_OBJECT d, PIRP irp, PVOID ctx)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(ctx);
    IoFreeIrp(irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static void LogAskLocal(PWSK_SOCKET s)
{
    KEVENT ev;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return;
    KeInitializeEvent(&ev, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, LogSignal, &ev, TRUE, TRUE, TRUE);
    ((PDGRAM)s->Dispatch)->WskGetLocalAddress(s, (PSOCKADDR)&LogLocal, irp);
    KeWaitForSingleObject(&ev, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(irp);
}

static void LogCloseAsync(PWSK_SOCKET s, PIRP irp)
{
    IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(irp, LogClosed, NULL, TRUE, TRUE, TRUE);
    ((PDGRAM)s->Dispatch)->WskCloseSocket(s, irp);
}

static PIRP LogIrp;     /* reserved for the close */

static NTSTATUS LogOpen(void)
{
    SOCKADDR_IN any = { AF_INET };
    WSK_PROVIDER_NPI npi;
    PWSK_SOCKET s;
    NTSTATUS st;
    KEVENT ev;

    st = WskCaptureProviderNPI(&LogReg, 1000, &npi);
    if (!NT_SUCCESS(st))
        return st;
    KeInitializeEvent(&ev, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(LogIrp, LogSignal, &ev, TRUE, TRUE, TRUE);
    npi.Dispatch->WskSocket(npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                            NULL, NULL, NULL, NULL, NULL, LogIrp);
    KeWaitForSingleObject(&ev, Executive, KernelMode, FALSE, NULL);
    st = LogIrp->IoStatus.Status;
    WskReleaseProviderNPI(&LogReg);
    if (!NT_SUCCESS(st))
        return st;
    s = (PWSK_SOCKET)LogIrp->IoStatus.Information;

    IoReuseIrp(LogIrp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(LogIrp, LogSignal, &ev, TRUE, TRUE, TRUE);
    ((PDGRAM)s->Dispatch)->WskBind(s, (PSOCKADDR)&any, 0, LogIrp);
    KeWaitForSingleObject(&ev, Executive, KernelMode, FALSE, NULL);
    /* An unbound socket can still be closed at unload, so keep it anyway. */
    LogSocket = s;
    return STATUS_SUCCESS;
}

static VOID NTAPI LogUnload(PDRIVER_OBJECT drv)
{
    UNREFERENCED_PARAMETER(drv);
    LogAskLocal(LogSocket);
    LogCloseAsync(LogSocket, LogIrp);
    DbgPrint("log: was bound to port %u\n", RtlUshortByteSwap(LogLocal.sin_port));
    WskDeregister(&LogReg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI client = { NULL, &LogClient };
    NTSTATUS st;

    UNREFERENCED_PARAMETER(path);
    LogIrp = IoAllocateIrp(1, FALSE);
    if (LogIrp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    st = WskRegister(&client, &LogReg);
    if (NT_SUCCESS(st)) {
        st = LogOpen();
        if (!NT_SUCCESS(st))
            WskDeregister(&LogReg);
    }
    if (!NT_SUCCESS(st)) {
        IoFreeIrp(LogIrp);
        return st;
    }
    drv->DriverUnload = LogUnload;
    return STATUS_SUCCESS;
}
