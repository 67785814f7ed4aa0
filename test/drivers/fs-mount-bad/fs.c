// A file system on a server: mounting connects to it. One volume at a time.
// Fault: unloading deregisters while the socket to the server is open, and never returns (R3).
#include "../Inputs/net.h"
#include <ntifs.h>

static PDEVICE_OBJECT FileSystem;
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static PWSK_SOCKET Server;
static PIRP CloseIrp;

static NTSTATUS Complete(PIRP irp, NTSTATUS status)
{
    irp->IoStatus.Status = status;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

static NTSTATUS NTAPI Control(PDEVICE_OBJECT device, PIRP irp)
{
    NTSTATUS status = STATUS_UNRECOGNIZED_VOLUME;

    UNREFERENCED_PARAMETER(device);
    if (IoGetCurrentIrpStackLocation(irp)->MinorFunction == IRP_MN_MOUNT_VOLUME && Server == NULL)
        status = MakeSocket(&Provider, &Server);
    return Complete(irp, status);
}

static VOID NTAPI Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    IoUnregisterFileSystem(FileSystem);
    IoDeleteDevice(FileSystem);
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration); // EXPECT: socket-open-at-deregister
    if (Server != NULL)
        DropSocket(Server, CloseIrp);
    IoFreeIrp(CloseIrp);
}

static NTSTATUS GoOnNetwork(void)
{
    WSK_CLIENT_NPI client = {NULL, &Table};
    NTSTATUS status = WskRegister(&client, &Registration);

    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&Registration, 5000, &Provider);
    if (!NT_SUCCESS(status))
        WskDeregister(&Registration);
    return status;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    CloseIrp = IoAllocateIrp(1, FALSE);
    if (CloseIrp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    status = GoOnNetwork();
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(CloseIrp);
        return status;
    }
    status = IoCreateDevice(driver, 0, NULL, FILE_DEVICE_DISK_FILE_SYSTEM, 0, FALSE, &FileSystem);
    if (!NT_SUCCESS(status)) {
        WskReleaseProviderNPI(&Registration);
        WskDeregister(&Registration);
        IoFreeIrp(CloseIrp);
        return status;
    }
    driver->MajorFunction[IRP_MJ_FILE_SYSTEM_CONTROL] = Control;
    driver->DriverUnload = Unload;
    IoRegisterFileSystem(FileSystem);
    return STATUS_SUCCESS;
}
