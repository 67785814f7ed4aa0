// Opens its socket from a work item, since the load itself must be quick.
// Fault: if the work item cannot be allocated the failure branch deletes the device
// but leaves the registration behind (R1).
#include <ntddk.h>
#include <wsk.h>

typedef struct _WORK_EXT {
    WSK_REGISTRATION Reg;
    PIO_WORKITEM Item;
    KEVENT Opened;
    PWSK_SOCKET Socket;
} WORK_EXT, *PWORK_EXT;

static const WSK_CLIENT_DISPATCH WorkClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS NTAPI WorkIrpDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID WorkOpen(PWORK_EXT Ext, PIRP Irp)
{
    WSK_PROVIDER_NPI Npi;
    KEVENT Event;

    if (!NT_SUCCESS(WskCaptureProviderNPI(&Ext->Reg, 5000, &Npi)))
        return;
    KeInitializeEvent(&Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, WorkIrpDone, &Event, TRUE, TRUE, TRUE);
    Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                            NULL, NULL, NULL, NULL, NULL, Irp);
    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
    if (NT_SUCCESS(Irp->IoStatus.Status))
        Ext->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    WskReleaseProviderNPI(&Ext->Reg);
}

static VOID NTAPI WorkRoutine(PDEVICE_OBJECT Device, PVOID Context)
{
    PWORK_EXT Ext = Device->DeviceExtension;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    UNREFERENCED_PARAMETER(Context);
    if (Irp != NULL) {
        WorkOpen(Ext, Irp);
        IoFreeIrp(Irp);
    }
    KeSetEvent(&Ext->Opened, IO_NO_INCREMENT, FALSE);
}

static VOID WorkClose(PWORK_EXT Ext)
{
    PWSK_SOCKET Socket = InterlockedExchangePointer((PVOID *)&Ext->Socket, NULL);
    KEVENT Event;
    PIRP Irp;

    if (Socket == NULL)
        return;
    Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL)
        return;
    KeInitializeEvent(&Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, WorkIrpDone, &Event, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(Irp);
}

static VOID NTAPI WorkUnload(PDRIVER_OBJECT Driver)
{
    PDEVICE_OBJECT Device = Driver->DeviceObject;
    PWORK_EXT Ext = Device->DeviceExtension;

    KeWaitForSingleObject(&Ext->Opened, Executive, KernelMode, FALSE, NULL);
    WorkClose(Ext);
    WskDeregister(&Ext->Reg);
    IoFreeWorkItem(Ext->Item);
    IoDeleteDevice(Device);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    WSK_CLIENT_NPI Npi;
    PDEVICE_OBJECT Device;
    PWORK_EXT Ext;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Path);
    Status = IoCreateDevice(Driver, sizeof(WORK_EXT), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
    if (!NT_SUCCESS(Status))
        return Status;
    Ext = Device->DeviceExtension;
    KeInitializeEvent(&Ext->Opened, NotificationEvent, FALSE);
    Ext->Socket = NULL;

    Npi.ClientContext = Ext;
    Npi.Dispatch = &WorkClient;
    Status = WskRegister(&Npi, &Ext->Reg);
    if (!NT_SUCCESS(Status)) {
        IoDeleteDevice(Device);
        return Status;
    }
    Ext->Item = IoAllocateWorkItem(Device);
    if (Ext->Item == NULL) {
        IoDeleteDevice(Device);
        return STATUS_INSUFFICIENT_RESOURCES; // EXPECT: missing-deregister
    }
    IoQueueWorkItem(Ext->Item, WorkRoutine, DelayedWorkQueue, NULL);
    Driver->DriverUnload = WorkUnload;
    return STATUS_SUCCESS;
}
