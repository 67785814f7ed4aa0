// Discard server whose one worker thread does all that may block. The driver pushes
// operations on an interlocked list: start listening at load.
// Fault: Unload ends the worker and forgets to have it close the listening socket, for
// which WskDeregister waits for ever (R3).
#include <ntddk.h>
#include <wsk.h>

typedef struct _SINK_OP {
    SLIST_ENTRY Entry;
    VOID (*Run)(VOID);
} SINK_OP;

static WSK_REGISTRATION SinkReg;
static const WSK_CLIENT_DISPATCH SinkClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static SLIST_HEADER SinkQueue;
static SINK_OP SinkStartOp;
static KEVENT SinkWork;
static BOOLEAN SinkStop;
static PVOID SinkThread;
static PWSK_SOCKET SinkListener;
static PIRP SinkIrp;
static KEVENT SinkDone;

static NTSTATUS NTAPI SinkComplete(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID SinkArm(VOID)
{
    KeClearEvent(&SinkDone);
    IoReuseIrp(SinkIrp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(SinkIrp, SinkComplete, &SinkDone, TRUE, TRUE, TRUE);
}

static NTSTATUS SinkFinish(VOID)
{
    KeWaitForSingleObject(&SinkDone, Executive, KernelMode, FALSE, NULL);
    return SinkIrp->IoStatus.Status;
}

static const WSK_CLIENT_LISTEN_DISPATCH SinkListenDispatch = { NULL, NULL, NULL };

static VOID SinkListen(VOID)
{
    WSK_PROVIDER_NPI Npi;
    SOCKADDR_IN Any = { 0 };

    if (!NT_SUCCESS(WskCaptureProviderNPI(&SinkReg, WSK_INFINITE_WAIT, &Npi)))
        return;
    SinkArm();
    Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL,
                            &SinkListenDispatch, NULL, NULL, NULL, SinkIrp);
    if (NT_SUCCESS(SinkFinish())) {
        SinkListener = (PWSK_SOCKET)SinkIrp->IoStatus.Information;
        Any.sin_family = AF_INET;
        Any.sin_port = RtlUshortByteSwap(9);
        SinkArm();
        ((PWSK_PROVIDER_LISTEN_DISPATCH)SinkListener->Dispatch)->WskBind(SinkListener, (PSOCKADDR)&Any, 0, SinkIrp);
        SinkFinish();
    }
    WskReleaseProviderNPI(&SinkReg);
}

static VOID SinkPush(SINK_OP *Op, VOID (*Run)(VOID))
{
    Op->Run = Run;
    if (InterlockedPushEntrySList(&SinkQueue, &Op->Entry) == NULL)
        KeSetEvent(&SinkWork, IO_NO_INCREMENT, FALSE);
}

static VOID NTAPI SinkWorker(PVOID Context)
{
    PSLIST_ENTRY Entry, Next;

    UNREFERENCED_PARAMETER(Context);
    for (;;) {
        Entry = InterlockedFlushSList(&SinkQueue);
        if (Entry == NULL) {
            if (SinkStop)
                break;
            KeWaitForSingleObject(&SinkWork, Executive, KernelMode, FALSE, NULL);
            continue;
        }
        while (Entry != NULL) {
            Next = Entry->Next;
            CONTAINING_RECORD(Entry, SINK_OP, Entry)->Run();
            Entry = Next;
        }
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID SinkEndWorker(VOID)
{
    SinkStop = TRUE;
    KeSetEvent(&SinkWork, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(SinkThread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(SinkThread);
}

static VOID NTAPI SinkUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    SinkEndWorker();
    WskDeregister(&SinkReg); // EXPECT: socket-open-at-deregister
    IoFreeIrp(SinkIrp);
}

static NTSTATUS SinkStartWorker(VOID)
{
    HANDLE Thread;
    NTSTATUS Status;

    Status = PsCreateSystemThread(&Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, SinkWorker, NULL);
    if (!NT_SUCCESS(Status))
        return Status;
    ObReferenceObjectByHandle(Thread, THREAD_ALL_ACCESS, NULL, KernelMode, &SinkThread, NULL);
    ZwClose(Thread);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    WSK_CLIENT_NPI Client = { NULL, &SinkClient };
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Path);
    KeInitializeEvent(&SinkDone, SynchronizationEvent, FALSE);
    KeInitializeEvent(&SinkWork, SynchronizationEvent, FALSE);
    InitializeSListHead(&SinkQueue);
    SinkIrp = IoAllocateIrp(1, FALSE);
    if (SinkIrp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Status = WskRegister(&Client, &SinkReg);
    if (!NT_SUCCESS(Status)) {
        IoFreeIrp(SinkIrp);
        return Status;
    }
    Status = SinkStartWorker();
    if (!NT_SUCCESS(Status)) {
        WskDeregister(&SinkReg);
        IoFreeIrp(SinkIrp);
        return Status;
    }
    SinkPush(&SinkStartOp, SinkListen);
    Driver->DriverUnload = SinkUnload;
    return STATUS_SUCCESS;
}
