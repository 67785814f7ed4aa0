// Start-up with a common clean-up block at the end.
// Fault: a failing capture jumps to the common clean-up, which releases an NPI that
// was never captured (R6).
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Reg;
static const WSK_CLIENT_DISPATCH Disp = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static PWSK_SOCKET Sock;
static PIRP SockIrp;
static KEVENT SockEvent;

static NTSTATUS NTAPI Done(PDEVICE_OBJECT dev, PIRP irp, PVOID ev)
{
    UNREFERENCED_PARAMETER(dev);
    if (irp->PendingReturned)
        KeSetEvent((PKEVENT)ev, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static void Arm(void)
{
    IoReuseIrp(SockIrp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&SockEvent);
    IoSetCompletionRoutine(SockIrp, Done, &SockEvent, TRUE, TRUE, TRUE);
}

static NTSTATUS Wait(NTSTATUS st)
{
    if (st == STATUS_PENDING) {
        KeWaitForSingleObject(&SockEvent, Executive, KernelMode, FALSE, NULL);
        st = SockIrp->IoStatus.Status;
    }
    return st;
}

static NTSTATUS Open(void)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS st;

    SockIrp = IoAllocateIrp(1, FALSE);
    if (SockIrp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&SockEvent, SynchronizationEvent, FALSE);

    st = WskCaptureProviderNPI(&Reg, 300, &npi);
    if (!NT_SUCCESS(st))
        goto cleanup;

    Arm();
    st = Wait(npi.Dispatch->WskSocket(npi.Client, AF_INET, SOCK_RAW, IPPROTO_ICMP,
                                      WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, SockIrp));
    if (NT_SUCCESS(st))
        Sock = (PWSK_SOCKET)SockIrp->IoStatus.Information;

cleanup:
    WskReleaseProviderNPI(&Reg); // EXPECT: npi-over-release
    if (!NT_SUCCESS(st))
        IoFreeIrp(SockIrp);
    return st;
}

static VOID NTAPI Unload(PDRIVER_OBJECT drv)
{
    UNREFERENCED_PARAMETER(drv);
    Arm();
    Wait(((const WSK_PROVIDER_BASIC_DISPATCH *)Sock->Dispatch)->WskCloseSocket(Sock, SockIrp));
    IoFreeIrp(SockIrp);
    WskDeregister(&Reg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI client = { NULL, &Disp };
    NTSTATUS st = WskRegister(&client, &Reg);

    UNREFERENCED_PARAMETER(path);
    if (!NT_SUCCESS(st))
        return st;
    st = Open();
    if (!NT_SUCCESS(st)) {
        WskDeregister(&Reg);
        return st;
    }
    drv->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
