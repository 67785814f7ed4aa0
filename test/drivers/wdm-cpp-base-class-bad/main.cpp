// Entry points of the transport service.
#include "service.h"

static svc::Transports service;

static NTSTATUS NTAPI Read(PDEVICE_OBJECT, PIRP irp)
{
    irp->IoStatus.Status = STATUS_SUCCESS;
    irp->IoStatus.Information = service.Count();
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static void NTAPI Unload(PDRIVER_OBJECT)
{
    service.Stop();
} // EXPECT: missing-deregister

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING)
{
    driver->MajorFunction[IRP_MJ_READ] = Read;
    driver->DriverUnload = Unload;
    return service.Start();
}
