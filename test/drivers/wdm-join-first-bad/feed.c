// Feeder: a thread connects and pushes samples until told to stop; Unload stops
// and joins it, then deregisters.
// Fault: the thread leaves its socket open when it stops and nothing else in the
// driver ever closes it; WskDeregister waits for that socket for ever (R3).
#include <ntddk.h>
#include <wsk.h>

typedef struct _FEED {
    WSK_REGISTRATION reg;
    PWSK_SOCKET sock;
    PVOID thread;
    KEVENT stop;
    KEVENT done;
    PIRP irp;
    PMDL mdl;
    ULONGLONG sample;
} FEED;

static FEED feed;
static const WSK_CLIENT_DISPATCH feed_dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS NTAPI feed_done(PDEVICE_OBJECT dev, PIRP irp, PVOID ctx)
{
    UNREFERENCED_PARAMETER(dev);
    UNREFERENCED_PARAMETER(irp);
    KeSetEvent(&((FEED *)ctx)->done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static void feed_arm(FEED *f)
{
    IoReuseIrp(f->irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&f->done);
    IoSetCompletionRoutine(f->irp, feed_done, f, TRUE, TRUE, TRUE);
}

static NTSTATUS feed_wait(FEED *f)
{
    KeWaitForSingleObject(&f->done, Executive, KernelMode, FALSE, NULL);
    return f->irp->IoStatus.Status;
}

static NTSTATUS feed_connect(FEED *f)
{
    SOCKADDR_IN local = { 0 }, remote = { 0 };
    WSK_PROVIDER_NPI npi;
    NTSTATUS rc;

    rc = WskCaptureProviderNPI(&f->reg, 60 * 1000, &npi);
    if (!NT_SUCCESS(rc))
        return rc;
    local.sin_family = AF_INET;
    remote.sin_family = AF_INET;
    remote.sin_port = RtlUshortByteSwap(2003);
    remote.sin_addr.s_addr = RtlUlongByteSwap(0x7f000001);
    feed_arm(f);
    npi.Dispatch->WskSocketConnect(npi.Client, SOCK_STREAM, IPPROTO_TCP, (PSOCKADDR)&local,
        (PSOCKADDR)&remote, 0, NULL, NULL, NULL, NULL, NULL, f->irp);
    rc = feed_wait(f);
    if (NT_SUCCESS(rc))
        f->sock = (PWSK_SOCKET)f->irp->IoStatus.Information;
    WskReleaseProviderNPI(&f->reg);
    return rc;
}

static NTSTATUS feed_push(FEED *f)
{
    WSK_BUF buf = { f->mdl, 0, sizeof(f->sample) };

    f->sample++;
    feed_arm(f);
    ((const WSK_PROVIDER_CONNECTION_DISPATCH *)f->sock->Dispatch)->WskSend(f->sock, &buf, 0, f->irp);
    return feed_wait(f);
}

static VOID NTAPI feed_thread(PVOID ctx)
{
    FEED *f = ctx;
    LARGE_INTEGER second;

    second.QuadPart = -10000000;
    if (NT_SUCCESS(feed_connect(f))) {
        do {
            if (!NT_SUCCESS(feed_push(f)))
                break;
        } while (KeWaitForSingleObject(&f->stop, Executive, KernelMode, FALSE, &second) ==
                 STATUS_TIMEOUT);
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID NTAPI feed_unload(PDRIVER_OBJECT drv)
{
    UNREFERENCED_PARAMETER(drv);
    KeSetEvent(&feed.stop, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(feed.thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(feed.thread);
    WskDeregister(&feed.reg); // EXPECT: socket-open-at-deregister
    IoFreeMdl(feed.mdl);
    IoFreeIrp(feed.irp);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI client = { &feed, &feed_dispatch };
    HANDLE h;
    NTSTATUS rc = STATUS_INSUFFICIENT_RESOURCES;

    UNREFERENCED_PARAMETER(path);
    KeInitializeEvent(&feed.stop, NotificationEvent, FALSE);
    KeInitializeEvent(&feed.done, SynchronizationEvent, FALSE);
    feed.irp = IoAllocateIrp(1, FALSE);
    if (!feed.irp)
        return rc;
    feed.mdl = IoAllocateMdl(&feed.sample, sizeof(feed.sample), FALSE, FALSE, NULL);
    if (!feed.mdl)
        goto free_irp;
    MmBuildMdlForNonPagedPool(feed.mdl);

    rc = WskRegister(&client, &feed.reg);
    if (!NT_SUCCESS(rc))
        goto free_mdl;
    rc = PsCreateSystemThread(&h, THREAD_ALL_ACCESS, NULL, NULL, NULL, feed_thread, &feed);
    if (!NT_SUCCESS(rc))
        goto deregister;
    ObReferenceObjectByHandle(h, THREAD_ALL_ACCESS, NULL, KernelMode, &feed.thread, NULL);
    ZwClose(h);
    drv->DriverUnload = feed_unload;
    return STATUS_SUCCESS;

deregister:
    WskDeregister(&feed.reg);
free_mdl:
    IoFreeMdl(feed.mdl);
free_irp:
    IoFreeIrp(feed.irp);
    return rc;
}
