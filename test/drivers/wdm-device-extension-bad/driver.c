// Node driver: entry points. The device half is in pnp.c.
#include "ext.h"

static VOID NTAPI NodeUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
} // EXPECT: missing-deregister

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    UNREFERENCED_PARAMETER(Path);
    Driver->DriverExtension->AddDevice = NodeAddDevice;
    Driver->MajorFunction[IRP_MJ_PNP] = NodePnp;
    Driver->DriverUnload = NodeUnload;
    return STATUS_SUCCESS;
}
