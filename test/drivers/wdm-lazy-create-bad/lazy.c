// Network on demand: the first open of the device registers and captures, the
// last close undoes it.
// Fault: when the handle is closed the NPI is released and the in-use flag cleared,
// but nothing deregisters, not even Unload (R1: no deregister on any path).
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION LazyReg;
static WSK_PROVIDER_NPI LazyNpi;
static BOOLEAN LazyUp;
static KMUTEX LazyLock;
static const WSK_CLIENT_DISPATCH LazyDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD LazyUnload;
_Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH LazyCreate;
_Dispatch_type_(IRP_MJ_CLOSE) DRIVER_DISPATCH LazyClose;

static NTSTATUS LazyComplete(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static NTSTATUS LazyStart(VOID)
{
    WSK_CLIENT_NPI Client;
    NTSTATUS Status;

    Client.ClientContext = NULL;
    Client.Dispatch = &LazyDispatch;
    Status = WskRegister(&Client, &LazyReg);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = WskCaptureProviderNPI(&LazyReg, 1000, &LazyNpi);
    if (!NT_SUCCESS(Status))
        WskDeregister(&LazyReg);
    return Status;
}

NTSTATUS NTAPI LazyCreate(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS Status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(DeviceObject);
    /* A mutex, not a fast mutex: WSK wants PASSIVE_LEVEL. */
    KeWaitForSingleObject(&LazyLock, Executive, KernelMode, FALSE, NULL);
    if (!LazyUp) {
        Status = LazyStart();
        if (NT_SUCCESS(Status))
            LazyUp = TRUE;
    }
    KeReleaseMutex(&LazyLock, FALSE);
    return LazyComplete(Irp, Status);
}

NTSTATUS NTAPI LazyClose(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    KeWaitForSingleObject(&LazyLock, Executive, KernelMode, FALSE, NULL);
    if (LazyUp) {
        WskReleaseProviderNPI(&LazyReg);
        LazyUp = FALSE;
    }
    KeReleaseMutex(&LazyLock, FALSE);
    return LazyComplete(Irp, STATUS_SUCCESS);
}

VOID NTAPI LazyUnload(PDRIVER_OBJECT DriverObject)
{
    UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\DosDevices\\Lazy");

    IoDeleteSymbolicLink(&Link);
    IoDeleteDevice(DriverObject->DeviceObject);
} // EXPECT: missing-deregister

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Lazy");
    UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\DosDevices\\Lazy");
    PDEVICE_OBJECT Device;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(RegistryPath);
    KeInitializeMutex(&LazyLock, 0);
    Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, TRUE, &Device);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = IoCreateSymbolicLink(&Link, &Name);
    if (!NT_SUCCESS(Status)) {
        IoDeleteDevice(Device);
        return Status;
    }
    DriverObject->MajorFunction[IRP_MJ_CREATE] = LazyCreate;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = LazyClose;
    DriverObject->DriverUnload = LazyUnload;
    return STATUS_SUCCESS;
}
