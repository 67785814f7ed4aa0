// PnP sensor driver, one registration and one socket per device in the extension.
// Right: the remove handler closes, deregisters, detaches and deletes in that order; a
// failing AddDevice undoes what it did, as it gets no remove IRP.
#include <ntddk.h>
#include <wsk.h>

typedef struct _SENSOR {
    PDEVICE_OBJECT Lower;
    WSK_REGISTRATION Registration;
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Event;
} SENSOR, *PSENSOR;

static const WSK_CLIENT_DISPATCH SensorClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS NTAPI
SensorIrpDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PSENSOR)Context)->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID
SensorArm(PSENSOR Sensor)
{
    IoReuseIrp(Sensor->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Sensor->Event);
    IoSetCompletionRoutine(Sensor->Irp, SensorIrpDone, Sensor, TRUE, TRUE, TRUE);
}

static NTSTATUS
SensorWait(PSENSOR Sensor, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Sensor->Event, Executive, KernelMode, FALSE, NULL);
        Status = Sensor->Irp->IoStatus.Status;
    }
    return Status;
}

static NTSTATUS
SensorOpenSocket(PSENSOR Sensor)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS status;

    status = WskCaptureProviderNPI(&Sensor->Registration, 1000, &npi);
    if (!NT_SUCCESS(status))
        return status;
    SensorArm(Sensor);
    status = SensorWait(Sensor, npi.Dispatch->WskSocket(npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
                                    WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, Sensor->Irp));
    if (NT_SUCCESS(status))
        Sensor->Socket = (PWSK_SOCKET)Sensor->Irp->IoStatus.Information;
    WskReleaseProviderNPI(&Sensor->Registration);
    return status;
}

static VOID
SensorCloseSocket(PSENSOR Sensor)
{
    const WSK_PROVIDER_BASIC_DISPATCH *basic = Sensor->Socket->Dispatch;

    SensorArm(Sensor);
    SensorWait(Sensor, basic->WskCloseSocket(Sensor->Socket, Sensor->Irp));
    Sensor->Socket = NULL;
}

static NTSTATUS
SensorStart(PSENSOR Sensor)
{
    WSK_CLIENT_NPI client = { Sensor, &SensorClient };
    NTSTATUS status;

    KeInitializeEvent(&Sensor->Event, NotificationEvent, FALSE);
    Sensor->Irp = IoAllocateIrp(1, FALSE);
    if (Sensor->Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    status = WskRegister(&client, &Sensor->Registration);
    if (NT_SUCCESS(status)) {
        status = SensorOpenSocket(Sensor);
        if (!NT_SUCCESS(status))
            WskDeregister(&Sensor->Registration);
    }
    if (!NT_SUCCESS(status))
        IoFreeIrp(Sensor->Irp);
    return status;
}

static VOID
SensorStop(PSENSOR Sensor)
{
    SensorCloseSocket(Sensor);
    WskDeregister(&Sensor->Registration);
    IoFreeIrp(Sensor->Irp);
}

static NTSTATUS NTAPI
SensorAddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PSENSOR sensor;
    NTSTATUS status;

    status = IoCreateDevice(DriverObject, sizeof(SENSOR), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status))
        return status;
    sensor = device->DeviceExtension;
    status = SensorStart(sensor);
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(device);
        return status;
    }
    sensor->Lower = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
    if (sensor->Lower == NULL) {
        SensorStop(sensor);
        IoDeleteDevice(device);
        return STATUS_DEVICE_REMOVED;
    }
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI
SensorPnp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    PSENSOR sensor = DeviceObject->DeviceExtension;
    PDEVICE_OBJECT lower = sensor->Lower;
    NTSTATUS status;

    if (stack->MinorFunction != IRP_MN_REMOVE_DEVICE) {
        IoSkipCurrentIrpStackLocation(Irp);
        return IoCallDriver(lower, Irp);
    }
    SensorStop(sensor);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(lower, Irp);
    IoDetachDevice(lower);
    IoDeleteDevice(DeviceObject);
    return status;
}

static VOID NTAPI
SensorUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverExtension->AddDevice = SensorAddDevice;
    DriverObject->MajorFunction[IRP_MJ_PNP] = SensorPnp;
    DriverObject->DriverUnload = SensorUnload;
    return STATUS_SUCCESS;
}
