// Port knocker: a listening socket hands every connection to WskAcceptEvent, the
// driver only notes where it came from.
// Right: the callback refuses every connection, so WSK closes the socket itself.
#include <ntddk.h>
#include <wsk.h>

#define KNOCK_PORT 7070

static WSK_REGISTRATION KnockReg;
static const WSK_CLIENT_DISPATCH KnockClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static PWSK_SOCKET KnockListener;
static ULONG KnockCount;
static ULONG KnockLast;

static NTSTATUS NTAPI KnockDone(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(i);
    KeSetEvent((PKEVENT)c, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS WSKAPI KnockAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR Local,
    PSOCKADDR Remote, PWSK_SOCKET AcceptSocket, PVOID *AcceptContext,
    const WSK_CLIENT_CONNECTION_DISPATCH **AcceptDispatch)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(Local);
    *AcceptContext = NULL;
    *AcceptDispatch = NULL;
    if (AcceptSocket == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    InterlockedIncrement((LONG *)&KnockCount);
    KnockLast = ((PSOCKADDR_IN)Remote)->sin_addr.s_addr;
    return STATUS_REQUEST_NOT_ACCEPTED;
}

static const WSK_CLIENT_LISTEN_DISPATCH KnockListen = { KnockAccept, NULL, NULL };

static void Arm(PIRP irp, PKEVENT ev)
{
    IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
    KeInitializeEvent(ev, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, KnockDone, ev, TRUE, TRUE, TRUE);
}

static NTSTATUS Await(PIRP irp, PKEVENT ev)
{
    KeWaitForSingleObject(ev, Executive, KernelMode, FALSE, NULL);
    return irp->IoStatus.Status;
}

static PIRP KnockIrp;

static void CloseListener(void)
{
    KEVENT ev;

    Arm(KnockIrp, &ev);
    ((const WSK_PROVIDER_LISTEN_DISPATCH *)KnockListener->Dispatch)->WskCloseSocket(KnockListener, KnockIrp);
    Await(KnockIrp, &ev);
    KnockListener = NULL;
}

static NTSTATUS StartListening(void)
{
    WSK_EVENT_CALLBACK_CONTROL ecc = { (PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };
    const WSK_PROVIDER_LISTEN_DISPATCH *listen;
    SOCKADDR_IN any = { 0 };
    WSK_PROVIDER_NPI npi;
    NTSTATUS st;
    KEVENT ev;

    st = WskCaptureProviderNPI(&KnockReg, 4000, &npi);
    if (!NT_SUCCESS(st))
        return st;
    Arm(KnockIrp, &ev);
    npi.Dispatch->WskSocket(npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                            NULL, &KnockListen, NULL, NULL, NULL, KnockIrp);
    st = Await(KnockIrp, &ev);
    WskReleaseProviderNPI(&KnockReg);
    if (!NT_SUCCESS(st))
        return st;
    KnockListener = (PWSK_SOCKET)KnockIrp->IoStatus.Information;
    listen = KnockListener->Dispatch;

    any.sin_family = AF_INET;
    any.sin_port = RtlUshortByteSwap(KNOCK_PORT);
    Arm(KnockIrp, &ev);
    listen->WskBind(KnockListener, (PSOCKADDR)&any, 0, KnockIrp);
    st = Await(KnockIrp, &ev);
    if (NT_SUCCESS(st))
        st = listen->WskControlSocket(KnockListener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                      sizeof(ecc), &ecc, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(st))
        CloseListener();
    return st;
}

static VOID NTAPI KnockUnload(PDRIVER_OBJECT drv)
{
    UNREFERENCED_PARAMETER(drv);
    CloseListener();
    WskDeregister(&KnockReg);
    IoFreeIrp(KnockIrp);
    DbgPrint("%u knocks, the last from %08x\n", KnockCount, KnockLast);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI client = { NULL, &KnockClient };
    NTSTATUS st;

    UNREFERENCED_PARAMETER(path);
    KnockIrp = IoAllocateIrp(1, FALSE);
    if (KnockIrp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    st = WskRegister(&client, &KnockReg);
    if (NT_SUCCESS(st)) {
        st = StartListening();
        if (!NT_SUCCESS(st))
            WskDeregister(&KnockReg);
    }
    if (!NT_SUCCESS(st)) {
        IoFreeIrp(KnockIrp);
        return st;
    }
    drv->DriverUnload = KnockUnload;
    return STATUS_SUCCESS;
}
