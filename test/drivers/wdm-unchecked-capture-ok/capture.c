// Datagram socket opener for a filter.
// Right: the NPI is used only behind a test of the capture's status.
#include <ntddk.h>
#include <wsk.h>

typedef struct _OPENER {
    WSK_REGISTRATION Reg;
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Event;
} OPENER, *POPENER;

static const WSK_CLIENT_DISPATCH OpenerClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static POPENER Opener;

static NTSTATUS NTAPI OpenerDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((POPENER)Context)->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID OpenerPrepare(POPENER o)
{
    KeInitializeEvent(&o->Event, NotificationEvent, FALSE);
    IoReuseIrp(o->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(o->Irp, OpenerDone, o, TRUE, TRUE, TRUE);
}

static NTSTATUS OpenerWait(POPENER o)
{
    KeWaitForSingleObject(&o->Event, Executive, KernelMode, FALSE, NULL);
    return o->Irp->IoStatus.Status;
}

static NTSTATUS OpenerOpen(POPENER o)
{
    NTSTATUS status;

    status = WskCaptureProviderNPI(&o->Reg, 100, &o->Npi);
    if (!NT_SUCCESS(status))
        return status;
    OpenerPrepare(o);
    o->Npi.Dispatch->WskSocket(o->Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
        WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, o->Irp);
    status = OpenerWait(o);
    if (NT_SUCCESS(status))
        o->Socket = (PWSK_SOCKET)o->Irp->IoStatus.Information;
    WskReleaseProviderNPI(&o->Reg);
    return status;
}

static VOID OpenerFree(POPENER o)
{
    IoFreeIrp(o->Irp);
    ExFreePoolWithTag(o, 'nepO');
}

static VOID NTAPI OpenerUnload(PDRIVER_OBJECT DriverObject)
{
    POPENER o = Opener;

    UNREFERENCED_PARAMETER(DriverObject);
    OpenerPrepare(o);
    ((PWSK_PROVIDER_DATAGRAM_DISPATCH)o->Socket->Dispatch)->WskCloseSocket(o->Socket, o->Irp);
    OpenerWait(o);
    WskDeregister(&o->Reg);
    OpenerFree(o);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client;
    NTSTATUS status;
    POPENER o;

    UNREFERENCED_PARAMETER(RegistryPath);
    o = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(OPENER), 'nepO');
    if (o == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    RtlZeroMemory(o, sizeof(OPENER));
    o->Irp = IoAllocateIrp(1, FALSE);
    if (o->Irp == NULL) {
        ExFreePoolWithTag(o, 'nepO');
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    client.ClientContext = o;
    client.Dispatch = &OpenerClient;
    status = WskRegister(&client, &o->Reg);
    if (!NT_SUCCESS(status)) {
        OpenerFree(o);
        return status;
    }
    status = OpenerOpen(o);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&o->Reg);
        OpenerFree(o);
        return status;
    }
    Opener = o;
    DriverObject->DriverUnload = OpenerUnload;
    return STATUS_SUCCESS;
}
