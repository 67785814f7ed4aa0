// Transport probe, driver half. See net.c.
#include "state.h"

PROBE_STATE Probe;
static PDEVICE_OBJECT ProbeDevice;
static UNICODE_STRING ProbeName = RTL_CONSTANT_STRING(L"\\Device\\TransportProbe");
static UNICODE_STRING ProbeLink = RTL_CONSTANT_STRING(L"\\??\\TransportProbe");

static NTSTATUS NTAPI ProbeOpen(PDEVICE_OBJECT Device, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Device);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = Probe.TransportCount;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static VOID NTAPI ProbeUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    if (Probe.Flags & PF_LINK)
        IoDeleteSymbolicLink(&ProbeLink);
    IoDeleteDevice(ProbeDevice);
    ProbeStop(&Probe);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Path);
    Driver->DriverUnload = ProbeUnload;
    Driver->MajorFunction[IRP_MJ_CREATE] = ProbeOpen;
    Driver->MajorFunction[IRP_MJ_CLOSE] = ProbeOpen;

    status = IoCreateDevice(Driver, 0, &ProbeName, FILE_DEVICE_UNKNOWN, 0, FALSE, &ProbeDevice);
    if (!NT_SUCCESS(status))
        return status;
    if (NT_SUCCESS(IoCreateSymbolicLink(&ProbeLink, &ProbeName)))
        Probe.Flags |= PF_LINK;

    status = ProbeStart(&Probe);
    if (!NT_SUCCESS(status)) {
        ProbeStop(&Probe);
        if (Probe.Flags & PF_LINK)
            IoDeleteSymbolicLink(&ProbeLink);
        IoDeleteDevice(ProbeDevice);
    }
    return status;
}
