// Entry points around the one global NetInterface.
#include "iface.h"

static NetInterface Net;

static NTSTATUS NTAPI OnCreate(PDEVICE_OBJECT, PIRP irp)
{
    SIZE_T bytes = 0;
    NTSTATUS status = Net.Ready() ? Net.Transports(&bytes) : STATUS_NETWORK_UNREACHABLE;

    if (status == STATUS_BUFFER_OVERFLOW)
        status = STATUS_SUCCESS;
    irp->IoStatus.Status = status;
    irp->IoStatus.Information = bytes;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

static void NTAPI OnUnload(PDRIVER_OBJECT)
{
    Net.Destruct();
}

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING)
{
    Net.Construct();
    driver->MajorFunction[IRP_MJ_CREATE] = OnCreate;
    driver->DriverUnload = OnUnload;
    return STATUS_SUCCESS;
}
