// NDIS filter that reports to a collector. Entry and unload.
// Fault: when NdisFRegisterFilterDriver refuses the filter, DriverEntry passes the
// error on and leaves the reporting part's registration behind (R1, contract 4.2).
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
    return Status; // EXPECT: missing-deregister
}
