// Self-test at load: opens, probes and closes the link, then fails if that went wrong.
#include "link.h"

static WskLink TheLink;

static NTSTATUS SelfTest(Link &link)
{
    NTSTATUS status = link.Open();

    if (!NT_SUCCESS(status))
        return status;
    status = link.Probe();
    link.Close();
    return status;
}

static void NTAPI Unload(PDRIVER_OBJECT)
{
}

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING)
{
    driver->DriverUnload = Unload;
    return SelfTest(TheLink);
}
