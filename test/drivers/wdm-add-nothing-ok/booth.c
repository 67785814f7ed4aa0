// A device that is started registers, with a flag beside the block that nothing but
// AddDevice sets to FALSE. Looks wrong: AddDevice reports success although no device
// could be made. Right: then there is none to be started.
#include "../Inputs/net.h"

static PDEVICE_OBJECT BoothLower;
static WSK_REGISTRATION BoothReg;
static BOOLEAN BoothOpen = TRUE;

static NTSTATUS NTAPI BoothPnp(PDEVICE_OBJECT Device, PIRP Irp)
{
    UCHAR Minor = IoGetCurrentIrpStackLocation(Irp)->MinorFunction;
    WSK_CLIENT_NPI Client = {NULL, &Table};
    PDEVICE_OBJECT Lower = BoothLower;
    NTSTATUS Status;

    if (Minor == IRP_MN_START_DEVICE && !BoothOpen) {
        Status = WskRegister(&Client, &BoothReg);
        if (!NT_SUCCESS(Status))
            return Done(Irp, Status);
        BoothOpen = TRUE;
    } else if ((Minor == IRP_MN_STOP_DEVICE || Minor == IRP_MN_REMOVE_DEVICE) && BoothOpen) {
        WskDeregister(&BoothReg);
        BoothOpen = FALSE;
    }
    IoSkipCurrentIrpStackLocation(Irp);
    Status = IoCallDriver(Lower, Irp);
    if (Minor == IRP_MN_REMOVE_DEVICE) {
        IoDetachDevice(Lower);
        IoDeleteDevice(Device);
    }
    return Status;
}

static NTSTATUS NTAPI BoothAdd(PDRIVER_OBJECT Driver, PDEVICE_OBJECT Bus)
{
    PDEVICE_OBJECT Device;
    NTSTATUS Status = IoCreateDevice(Driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);

    if (!NT_SUCCESS(Status))
        return STATUS_SUCCESS;
    BoothOpen = FALSE;
    BoothLower = IoAttachDeviceToDeviceStack(Device, Bus);
    if (BoothLower == NULL) {
        IoDeleteDevice(Device);
        return STATUS_NO_SUCH_DEVICE;
    }
    Device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

static VOID NTAPI BoothUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    UNREFERENCED_PARAMETER(Path);
    Driver->DriverExtension->AddDevice = BoothAdd;
    Driver->MajorFunction[IRP_MJ_PNP] = BoothPnp;
    Driver->DriverUnload = BoothUnload;
    return STATUS_SUCCESS;
}
