// Core of the transport driver: picks a transport and calls it through its table.
#include "transport.h"

static const TRANSPORT_OPS *Transport;

static NTSTATUS NTAPI CoreControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = Transport->Ping();

    UNREFERENCED_PARAMETER(DeviceObject);
    Irp->IoStatus.Status = status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}

static VOID NTAPI CoreUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    Transport->Stop();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    Transport = &WskTransport;
    status = Transport->Start();
    if (!NT_SUCCESS(status)) {
        Transport = &NullTransport;
        status = Transport->Start();
    }
    if (!NT_SUCCESS(status))
        return status;
    DbgPrint("transport: %s\n", Transport->Name);
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = CoreControl;
    DriverObject->DriverUnload = CoreUnload;
    return STATUS_SUCCESS;
}
