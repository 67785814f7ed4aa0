// Statistics exporter with a start-up that logs every step.
// Fault: a failing WskRegister is only logged; the branch goes on and queries the
// provider through a block that no register ever initialised (R16).
#include <ntddk.h>
#include <wsk.h>

#define LOG(...) DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "stats: " __VA_ARGS__)

typedef struct _STATS {
    WSK_REGISTRATION Registration;
    BOOLEAN Registered;
    USHORT Lowest, Highest;
    LONG Reads;
} STATS;

static STATS Stats;
static const WSK_CLIENT_DISPATCH StatsDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS StatsQuery(STATS *s)
{
    WSK_PROVIDER_CHARACTERISTICS c;
    NTSTATUS rc;

    rc = WskQueryProviderCharacteristics(&s->Registration, &c); // EXPECT: registration-used-uninitialised
    if (NT_SUCCESS(rc)) {
        s->Lowest = c.LowestVersion;
        s->Highest = c.HighestVersion;
    }
    return rc;
}

static NTSTATUS StatsStart(STATS *s)
{
    WSK_CLIENT_NPI client;
    NTSTATUS rc;

    client.ClientContext = s;
    client.Dispatch = &StatsDispatch;
    rc = WskRegister(&client, &s->Registration);
    if (NT_SUCCESS(rc)) {
        s->Registered = TRUE;
        LOG("registered\n");
    } else {
        LOG("register failed: %08x\n", rc);
    }
    rc = StatsQuery(s);
    LOG("query: %08x, %04x..%04x\n", rc, s->Lowest, s->Highest);
    return rc;
}

static NTSTATUS NTAPI StatsRead(PDEVICE_OBJECT dev, PIRP irp)
{
    UNREFERENCED_PARAMETER(dev);
    InterlockedIncrement(&Stats.Reads);
    irp->IoStatus.Status = STATUS_SUCCESS;
    irp->IoStatus.Information = 0;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static VOID NTAPI StatsUnload(PDRIVER_OBJECT drv)
{
    UNREFERENCED_PARAMETER(drv);
    LOG("%d reads\n", Stats.Reads);
    if (Stats.Registered)
        WskDeregister(&Stats.Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    ULONG i;

    UNREFERENCED_PARAMETER(path);
    for (i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++)
        drv->MajorFunction[i] = StatsRead;
    drv->DriverUnload = StatsUnload;
    StatsStart(&Stats);
    return STATUS_SUCCESS;
}
