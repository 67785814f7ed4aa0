// Minifilter with one socket for all instances, opened at load.
// Fault: the instance teardown, which FltUnregisterFilter runs, closes the socket, and
// the unload callback closes it once more after that (R26).
#include <fltKernel.h>
#include <wsk.h>

static PFLT_FILTER Filter;
static WSK_REGISTRATION Wsk;
static PWSK_SOCKET Socket;
static PIRP SocketIrp;
static KEVENT SocketEvent;
static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS NTAPI
OnIrp(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
    UNREFERENCED_PARAMETER(device);
    UNREFERENCED_PARAMETER(irp);
    KeSetEvent((PKEVENT)context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP
Arm(VOID)
{
    IoReuseIrp(SocketIrp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&SocketEvent);
    IoSetCompletionRoutine(SocketIrp, OnIrp, &SocketEvent, TRUE, TRUE, TRUE);
    return SocketIrp;
}

static NTSTATUS
Wait(VOID)
{
    KeWaitForSingleObject(&SocketEvent, Executive, KernelMode, FALSE, NULL);
    return SocketIrp->IoStatus.Status;
}

static VOID
CloseSocket(VOID)
{
    if (Socket != NULL) {
        ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Arm()); // EXPECT: socket-double-close
        Wait();
    }
}

static NTSTATUS
OpenSocket(VOID)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS status = WskCaptureProviderNPI(&Wsk, 1000, &npi);

    if (!NT_SUCCESS(status))
        return status;
    npi.Dispatch->WskSocket(npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                            NULL, NULL, NULL, NULL, NULL, Arm());
    status = Wait();
    WskReleaseProviderNPI(&Wsk);
    if (NT_SUCCESS(status))
        Socket = (PWSK_SOCKET)SocketIrp->IoStatus.Information;
    return status;
}

static VOID FLTAPI
TeardownComplete(PCFLT_RELATED_OBJECTS objects, FLT_INSTANCE_TEARDOWN_FLAGS flags)
{
    UNREFERENCED_PARAMETER(objects);
    UNREFERENCED_PARAMETER(flags);
    CloseSocket();
}

static NTSTATUS FLTAPI
Unload(FLT_FILTER_UNLOAD_FLAGS flags)
{
    UNREFERENCED_PARAMETER(flags);
    FltUnregisterFilter(Filter);
    CloseSocket();
    WskDeregister(&Wsk);
    IoFreeIrp(SocketIrp);
    return STATUS_SUCCESS;
}

static const FLT_OPERATION_REGISTRATION Operations[] = { { IRP_MJ_OPERATION_END } };

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    FLT_REGISTRATION reg = { sizeof(reg), FLT_REGISTRATION_VERSION };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    KeInitializeEvent(&SocketEvent, SynchronizationEvent, FALSE);
    SocketIrp = IoAllocateIrp(1, FALSE);
    if (SocketIrp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    status = WskRegister(&client, &Wsk);
    if (!NT_SUCCESS(status))
        goto free;
    status = OpenSocket();
    if (!NT_SUCCESS(status))
        goto deregister;

    reg.OperationRegistration = Operations;
    reg.FilterUnloadCallback = Unload;
    reg.InstanceTeardownCompleteCallback = TeardownComplete;
    status = FltRegisterFilter(driver, &reg, &Filter);
    if (!NT_SUCCESS(status))
        goto close;
    status = FltStartFiltering(Filter);
    if (NT_SUCCESS(status))
        return status;
    FltUnregisterFilter(Filter);
close:
    CloseSocket();
deregister:
    WskDeregister(&Wsk);
free:
    IoFreeIrp(SocketIrp);
    return status;
}
