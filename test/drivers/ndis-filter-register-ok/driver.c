// NDIS filter that reports to a collector. Entry and unload.
// Right: when NdisFRegisterFilterDriver refuses the filter, DriverEntry stops the
// reporting part before it passes the error on.
#include "filter.h"

NDIS_HANDLE FilterDriverHandle;

static VOID NTAPI FilterUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NdisFDeregisterFilterDriver(FilterDriverHandle);
    ReportStop();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NDIS_FILTER_DRIVER_CHARACTERISTICS Chars;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(RegistryPath);
    Status = ReportStart();
    if (!NT_SUCCESS(Status))
        return Status;
    DriverObject->DriverUnload = FilterUnload;

    FilterCharacteristics(&Chars);
    Status = NdisFRegisterFilterDriver(DriverObject, (NDIS_HANDLE)DriverObject, &Chars,
                                       &FilterDriverHandle);
    if (Status != NDIS_STATUS_SUCCESS)
        ReportStop();
    return Status;
}
