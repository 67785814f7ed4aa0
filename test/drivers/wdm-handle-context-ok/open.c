// Every open handle has a client of its own: the context behind FsContext holds the
// registration. IRP_MJ_CLEANUP closes the socket, IRP_MJ_CLOSE frees the rest.
// Right: the failing create frees what it made, close undoes the whole context.
#include <ntddk.h>
#include <wsk.h>

typedef struct _OPEN {
    WSK_REGISTRATION Reg;
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Socket;
    KEVENT Done;
    PIRP Irp;
} OPEN;

static const WSK_CLIENT_DISPATCH Table = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static NTSTATUS NTAPI Signal(PDEVICE_OBJECT dev, PIRP irp, PVOID event)
{
    UNREFERENCED_PARAMETER(dev);
    UNREFERENCED_PARAMETER(irp);
    KeSetEvent(event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS Await(OPEN *o, NTSTATUS status)
{
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&o->Done, Executive, KernelMode, FALSE, NULL);
        status = o->Irp->IoStatus.Status;
    }
    return status;
}

static void Arm(OPEN *o)
{
    KeClearEvent(&o->Done);
    IoReuseIrp(o->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(o->Irp, Signal, &o->Done, TRUE, TRUE, TRUE);
}

static NTSTATUS Complete(PIRP irp, NTSTATUS status)
{
    irp->IoStatus.Status = status;
    irp->IoStatus.Information = 0;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

static NTSTATUS NTAPI OpenCreate(PDEVICE_OBJECT dev, PIRP irp)
{
    PIO_STACK_LOCATION sp = IoGetCurrentIrpStackLocation(irp);
    NTSTATUS status = STATUS_INSUFFICIENT_RESOURCES;
    WSK_CLIENT_NPI npi;
    OPEN *o;

    UNREFERENCED_PARAMETER(dev);
    o = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*o), 'nepO');
    if (!o)
        return Complete(irp, status);
    RtlZeroMemory(o, sizeof(*o));
    KeInitializeEvent(&o->Done, SynchronizationEvent, FALSE);
    o->Irp = IoAllocateIrp(1, FALSE);
    if (!o->Irp)
        goto no_irp;
    npi.ClientContext = o;
    npi.Dispatch = &Table;
    status = WskRegister(&npi, &o->Reg);
    if (!NT_SUCCESS(status))
        goto no_client;
    status = WskCaptureProviderNPI(&o->Reg, WSK_NO_WAIT, &o->Npi);
    if (!NT_SUCCESS(status))
        goto no_provider;
    sp->FileObject->FsContext = o;
    return Complete(irp, STATUS_SUCCESS);

no_provider:
    WskDeregister(&o->Reg);
no_client:
    IoFreeIrp(o->Irp);
no_irp:
    ExFreePoolWithTag(o, 'nepO');
    return Complete(irp, status);
}

static NTSTATUS NTAPI OpenControl(PDEVICE_OBJECT dev, PIRP irp)
{
    OPEN *o = IoGetCurrentIrpStackLocation(irp)->FileObject->FsContext;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(dev);
    if (o->Socket)
        return Complete(irp, STATUS_ALREADY_COMMITTED);
    Arm(o);
    status = o->Npi.Dispatch->WskSocket(o->Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                        NULL, NULL, NULL, NULL, NULL, o->Irp);
    status = Await(o, status);
    if (NT_SUCCESS(status))
        o->Socket = (PWSK_SOCKET)o->Irp->IoStatus.Information;
    return Complete(irp, status);
}

static NTSTATUS NTAPI OpenCleanup(PDEVICE_OBJECT dev, PIRP irp)
{
    OPEN *o = IoGetCurrentIrpStackLocation(irp)->FileObject->FsContext;

    UNREFERENCED_PARAMETER(dev);
    if (o->Socket) {
        Arm(o);
        Await(o, ((const WSK_PROVIDER_BASIC_DISPATCH *)o->Socket->Dispatch)->WskCloseSocket(o->Socket, o->Irp));
        o->Socket = NULL;
    }
    return Complete(irp, STATUS_SUCCESS);
}

static NTSTATUS NTAPI OpenClose(PDEVICE_OBJECT dev, PIRP irp)
{
    OPEN *o = IoGetCurrentIrpStackLocation(irp)->FileObject->FsContext;

    UNREFERENCED_PARAMETER(dev);
    WskReleaseProviderNPI(&o->Reg);
    WskDeregister(&o->Reg);
    IoFreeIrp(o->Irp);
    ExFreePoolWithTag(o, 'nepO');
    return Complete(irp, STATUS_SUCCESS);
}

static VOID NTAPI OpenUnload(PDRIVER_OBJECT drv)
{
    IoDeleteDevice(drv->DeviceObject);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\PerOpen");
    PDEVICE_OBJECT dev;

    UNREFERENCED_PARAMETER(path);
    drv->MajorFunction[IRP_MJ_CREATE] = OpenCreate;
    drv->MajorFunction[IRP_MJ_DEVICE_CONTROL] = OpenControl;
    drv->MajorFunction[IRP_MJ_CLEANUP] = OpenCleanup;
    drv->MajorFunction[IRP_MJ_CLOSE] = OpenClose;
    drv->DriverUnload = OpenUnload;
    return IoCreateDevice(drv, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &dev);
}
