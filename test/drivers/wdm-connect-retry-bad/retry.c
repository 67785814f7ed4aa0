// Resolves a server's name and tries its addresses one after the other.
// Fault: only the last socket is closed after the loop; when a connect fails and
// there is another address, the next socket overwrites the open one before (R24).
#include <ntddk.h>
#include <wsk.h>

typedef struct _SYNC {
    PIRP irp;
    KEVENT event;
} SYNC;

static WSK_REGISTRATION g_wskReg;
static WSK_PROVIDER_NPI g_wskNpi;
static const WSK_CLIENT_DISPATCH g_wskDispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};
static PWSK_SOCKET g_server;
static SYNC g_sync;

static NTSTATUS NTAPI sync_done(PDEVICE_OBJECT dev, PIRP irp, PVOID ctx)
{
    UNREFERENCED_PARAMETER(dev);
    UNREFERENCED_PARAMETER(irp);
    KeSetEvent(&((SYNC *)ctx)->event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP sync_start(SYNC *s)
{
    IoReuseIrp(s->irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&s->event);
    IoSetCompletionRoutine(s->irp, sync_done, s, TRUE, TRUE, TRUE);
    return s->irp;
}

static NTSTATUS sync_end(SYNC *s)
{
    KeWaitForSingleObject(&s->event, Executive, KernelMode, FALSE, NULL);
    return s->irp->IoStatus.Status;
}

static NTSTATUS create(SYNC *s, ADDRESS_FAMILY family, PWSK_SOCKET *out)
{
    NTSTATUS st;

    g_wskNpi.Dispatch->WskSocket(g_wskNpi.Client, family, SOCK_STREAM, IPPROTO_TCP,
                                 WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, NULL, NULL, NULL, sync_start(s));
    st = sync_end(s);
    if (NT_SUCCESS(st))
        *out = (PWSK_SOCKET)s->irp->IoStatus.Information;
    return st;
}

static void close_socket(SYNC *s, PWSK_SOCKET sock)
{
    ((const WSK_PROVIDER_BASIC_DISPATCH *)sock->Dispatch)->WskCloseSocket(sock, sync_start(s));
    sync_end(s);
}

static NTSTATUS bind_and_connect(SYNC *s, PWSK_SOCKET sock, PSOCKADDR remote)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *tcp = sock->Dispatch;
    SOCKADDR_STORAGE any = {0};
    NTSTATUS st;

    any.ss_family = remote->sa_family;
    tcp->WskBind(sock, (PSOCKADDR)&any, 0, sync_start(s));
    st = sync_end(s);
    if (!NT_SUCCESS(st))
        return st;
    tcp->WskConnect(sock, remote, 0, sync_start(s));
    return sync_end(s);
}

static NTSTATUS connect_any(SYNC *s, PADDRINFOEXW list)
{
    PWSK_SOCKET sock = NULL, fresh;
    PADDRINFOEXW ai;
    NTSTATUS st = STATUS_NOT_FOUND;

    for (ai = list; ai != NULL; ai = ai->ai_next) {
        st = create(s, (ADDRESS_FAMILY)ai->ai_family, &fresh);
        if (!NT_SUCCESS(st))
            continue;
        sock = fresh; // EXPECT: socket-leak
        st = bind_and_connect(s, sock, ai->ai_addr);
        if (NT_SUCCESS(st)) {
            g_server = sock;
            return st;
        }
        DbgPrint("connect: %08x\n", st);
    }
    if (sock != NULL)
        close_socket(s, sock);
    return st;
}

static NTSTATUS resolve_and_connect(SYNC *s)
{
    UNICODE_STRING node = RTL_CONSTANT_STRING(L"time.example");
    UNICODE_STRING service = RTL_CONSTANT_STRING(L"37");
    PADDRINFOEXW list = NULL;
    NTSTATUS st;

    g_wskNpi.Dispatch->WskGetAddressInfo(g_wskNpi.Client, &node, &service, 0, NULL, NULL, &list, NULL,
                                         NULL, sync_start(s));
    st = sync_end(s);
    if (!NT_SUCCESS(st))
        return st;
    st = connect_any(s, list);
    if (list != NULL)
        g_wskNpi.Dispatch->WskFreeAddressInfo(g_wskNpi.Client, list);
    return st;
}

static void stop(void)
{
    if (g_server != NULL)
        close_socket(&g_sync, g_server);
    g_server = NULL;
    WskReleaseProviderNPI(&g_wskReg);
    WskDeregister(&g_wskReg);
    IoFreeIrp(g_sync.irp);
}

static VOID NTAPI unload(PDRIVER_OBJECT drv)
{
    UNREFERENCED_PARAMETER(drv);
    stop();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI client = {NULL, &g_wskDispatch};
    NTSTATUS st;

    UNREFERENCED_PARAMETER(path);
    KeInitializeEvent(&g_sync.event, SynchronizationEvent, FALSE);
    g_sync.irp = IoAllocateIrp(1, FALSE);
    if (g_sync.irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    st = WskRegister(&client, &g_wskReg);
    if (!NT_SUCCESS(st))
        goto no_irp;
    st = WskCaptureProviderNPI(&g_wskReg, 5000, &g_wskNpi);
    if (!NT_SUCCESS(st)) {
        WskDeregister(&g_wskReg);
        goto no_irp;
    }
    st = resolve_and_connect(&g_sync);
    if (!NT_SUCCESS(st)) {
        stop();
        return st;
    }
    drv->DriverUnload = unload;
    return STATUS_SUCCESS;

no_irp:
    IoFreeIrp(g_sync.irp);
    return st;
}
