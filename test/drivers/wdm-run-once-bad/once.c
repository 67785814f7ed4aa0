// Runs once: fetches the configuration from a server, writes it to the registry
// and fails on purpose so that the image goes away again.
// Fault: when the connect fails the early return skips the clean-up that the
// intended failure at the end performs (R1).
#include <ntddk.h>
#include <wsk.h>

typedef struct _CALL {
    PIRP Irp;
    KEVENT Done;
} CALL;

static WSK_REGISTRATION Reg;
static const WSK_CLIENT_DISPATCH Dispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static NTSTATUS NTAPI OnDone(PDEVICE_OBJECT dev, PIRP irp, PVOID ctx)
{
    UNREFERENCED_PARAMETER(dev);
    UNREFERENCED_PARAMETER(irp);
    KeSetEvent(&((CALL *)ctx)->Done, 0, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static void Begin(CALL *c)
{
    IoReuseIrp(c->Irp, STATUS_SUCCESS);
    KeClearEvent(&c->Done);
    IoSetCompletionRoutine(c->Irp, OnDone, c, TRUE, TRUE, TRUE);
}

static NTSTATUS End(CALL *c)
{
    KeWaitForSingleObject(&c->Done, Executive, KernelMode, FALSE, 0);
    return c->Irp->IoStatus.Status;
}

static NTSTATUS Receive(CALL *c, PWSK_SOCKET s, PVOID buf, ULONG len, ULONG *got)
{
    WSK_BUF wb = {NULL, 0, len};
    NTSTATUS st;

    wb.Mdl = IoAllocateMdl(buf, len, FALSE, FALSE, NULL);
    if (!wb.Mdl)
        return STATUS_INSUFFICIENT_RESOURCES;
    MmBuildMdlForNonPagedPool(wb.Mdl);
    Begin(c);
    ((const WSK_PROVIDER_CONNECTION_DISPATCH *)s->Dispatch)->WskReceive(s, &wb, 0, c->Irp);
    st = End(c);
    *got = NT_SUCCESS(st) ? (ULONG)c->Irp->IoStatus.Information : 0;
    IoFreeMdl(wb.Mdl);
    return st;
}

static NTSTATUS Store(PUNICODE_STRING path, const char *data, ULONG len)
{
    OBJECT_ATTRIBUTES oa;
    UNICODE_STRING value = RTL_CONSTANT_STRING(L"Configuration");
    HANDLE key;
    NTSTATUS st;

    InitializeObjectAttributes(&oa, path, OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE, NULL, NULL);
    st = ZwOpenKey(&key, KEY_SET_VALUE, &oa);
    if (!NT_SUCCESS(st))
        return st;
    st = ZwSetValueKey(key, &value, 0, REG_BINARY, (PVOID)data, len);
    ZwClose(key);
    return st;
}

static NTSTATUS Connect(CALL *c, PWSK_SOCKET *s)
{
    WSK_PROVIDER_NPI npi;
    SOCKADDR_IN from = {AF_INET}, to = {AF_INET};
    NTSTATUS st = WskCaptureProviderNPI(&Reg, 10000, &npi);

    if (!NT_SUCCESS(st))
        return st;
    to.sin_port = RtlUshortByteSwap(8099);
    to.sin_addr.s_addr = RtlUlongByteSwap(0xc0a80001);
    Begin(c);
    npi.Dispatch->WskSocketConnect(npi.Client, SOCK_STREAM, IPPROTO_TCP, (PSOCKADDR)&from,
                                   (PSOCKADDR)&to, 0, NULL, NULL, NULL, NULL, NULL, c->Irp);
    st = End(c);
    if (NT_SUCCESS(st))
        *s = (PWSK_SOCKET)c->Irp->IoStatus.Information;
    WskReleaseProviderNPI(&Reg);
    return st;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    static char page[2048];
    WSK_CLIENT_NPI client = {NULL, &Dispatch};
    PWSK_SOCKET s;
    ULONG got;
    NTSTATUS st;
    CALL call;

    UNREFERENCED_PARAMETER(drv);
    call.Irp = IoAllocateIrp(1, FALSE);
    if (!call.Irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&call.Done, SynchronizationEvent, FALSE);

    st = WskRegister(&client, &Reg);
    if (!NT_SUCCESS(st)) {
        IoFreeIrp(call.Irp);
        return st;
    }
    st = Connect(&call, &s);
    if (!NT_SUCCESS(st)) {
        IoFreeIrp(call.Irp);
        return st; // EXPECT: missing-deregister
    }
    if (NT_SUCCESS(Receive(&call, s, page, sizeof(page), &got)))
        Store(path, page, got);
    Begin(&call);
    ((const WSK_PROVIDER_BASIC_DISPATCH *)s->Dispatch)->WskCloseSocket(s, call.Irp);
    End(&call);
    WskDeregister(&Reg);
    IoFreeIrp(call.Irp);
    /* Done; no need to stay in memory. */
    return STATUS_UNSUCCESSFUL;
}
