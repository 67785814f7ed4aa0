// Status beacon: listens on nothing, keeps one UDP socket for a heartbeat and a
// control device with a link. Everything is undone by a ladder of labels.
// Right: every rung undoes exactly what was done before the jump, in reverse order.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH WskAppDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION WskRegistration;
static WSK_PROVIDER_NPI WskProviderNpi;
static PWSK_SOCKET BeaconSocket;
static PDEVICE_OBJECT ControlDevice;

DECLARE_CONST_UNICODE_STRING(DeviceName, L"\\Device\\Beacon");
DECLARE_CONST_UNICODE_STRING(LinkName, L"\\DosDevices\\Beacon");

static IO_COMPLETION_ROUTINE SyncDone;
DRIVER_UNLOAD BeaconUnload;
DRIVER_DISPATCH BeaconDispatch;
DRIVER_INITIALIZE DriverEntry;

static NTSTATUS NTAPI
SyncDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->PendingReturned)
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS
OpenBeacon(VOID)
{
    KEVENT event;
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, SyncDone, &event, TRUE, TRUE, TRUE);
    status = WskProviderNpi.Dispatch->WskSocket(WskProviderNpi.Client, AF_INET, SOCK_DGRAM,
        IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    if (NT_SUCCESS(status))
        BeaconSocket = (PWSK_SOCKET)irp->IoStatus.Information;
    IoFreeIrp(irp);
    return status;
}

static VOID
CloseBeacon(VOID)
{
    KEVENT event;
    PIRP irp;
    const WSK_PROVIDER_BASIC_DISPATCH *basic = BeaconSocket->Dispatch;

    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
        return;
    KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, SyncDone, &event, TRUE, TRUE, TRUE);
    if (basic->WskCloseSocket(BeaconSocket, irp) == STATUS_PENDING)
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(irp);
    BeaconSocket = NULL;
}

NTSTATUS NTAPI
BeaconDispatch(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

VOID NTAPI
BeaconUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    IoDeleteSymbolicLink((PUNICODE_STRING)&LinkName);
    IoDeleteDevice(ControlDevice);
    CloseBeacon();
    WskReleaseProviderNPI(&WskRegistration);
    WskDeregister(&WskRegistration);
}

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;
    WSK_CLIENT_NPI clientNpi;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CREATE] = BeaconDispatch;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = BeaconDispatch;
    DriverObject->DriverUnload = BeaconUnload;

    clientNpi.ClientContext = NULL;
    clientNpi.Dispatch = &WskAppDispatch;
    status = WskRegister(&clientNpi, &WskRegistration);
    if (!NT_SUCCESS(status))
        goto exit;

    status = WskCaptureProviderNPI(&WskRegistration, 500, &WskProviderNpi);
    if (!NT_SUCCESS(status))
        goto deregister;

    status = OpenBeacon();
    if (!NT_SUCCESS(status))
        goto release;

    status = IoCreateDevice(DriverObject, 0, (PUNICODE_STRING)&DeviceName, FILE_DEVICE_UNKNOWN,
                            FILE_DEVICE_SECURE_OPEN, FALSE, &ControlDevice);
    if (!NT_SUCCESS(status))
        goto closesocket;

    status = IoCreateSymbolicLink((PUNICODE_STRING)&LinkName, (PUNICODE_STRING)&DeviceName);
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(ControlDevice);
        goto closesocket;
    }
    return STATUS_SUCCESS;

closesocket:
    CloseBeacon();
release:
    WskReleaseProviderNPI(&WskRegistration);
deregister:
    WskDeregister(&WskRegistration);
exit:
    return status;
}
