// State flags are or-ed in and and-ed out with the atomic forms; the old value tells.
// Fault: the test of the old value asks for the wrong flag: a driver that
// registered and could not capture stays registered (R1).
#include <ntddk.h>
#include <wsk.h>

#define F_REGISTERED 0x1
#define F_CAPTURED 0x2
#define F_NET (F_REGISTERED | F_CAPTURED)

typedef struct _GLOBALS {
    volatile LONG Flags;
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
} GLOBALS;

static GLOBALS Globals;
static const WSK_CLIENT_DISPATCH Table = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static NTSTATUS Begin(GLOBALS *g)
{
    WSK_CLIENT_NPI npi = {g, &Table};
    NTSTATUS status = WskRegister(&npi, &g->Registration);

    if (!NT_SUCCESS(status))
        return status;
    InterlockedOr(&g->Flags, F_REGISTERED);
    status = WskCaptureProviderNPI(&g->Registration, 1000, &g->Provider);
    if (NT_SUCCESS(status))
        InterlockedOr(&g->Flags, F_CAPTURED);
    return STATUS_SUCCESS;
}

static void End(GLOBALS *g)
{
    LONG old = InterlockedAnd(&g->Flags, ~F_NET);

    if (old & F_CAPTURED)
        WskReleaseProviderNPI(&g->Registration);
    if (old & F_CAPTURED)
        WskDeregister(&g->Registration);
}

static VOID NTAPI FlagsUnload(PDRIVER_OBJECT drv)
{
    UNREFERENCED_PARAMETER(drv);
    End(&Globals);
} // EXPECT: missing-deregister

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    UNREFERENCED_PARAMETER(path);
    drv->DriverUnload = FlagsUnload;
    return Begin(&Globals);
}
