// Two halves, started and stopped together.
#include "modules.h"

static VOID NTAPI Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    UdpStop();
    TcpStop();
} // EXPECT: missing-deregister

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    status = TcpStart();
    if (!NT_SUCCESS(status))
        return status;
    status = UdpStart();
    if (!NT_SUCCESS(status)) {
        TcpStop();
        return status;
    }
    driver->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
