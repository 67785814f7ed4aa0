// Tunnel miniport, network half: WSK is started by the first adapter under a lock, the
// result is kept in a global for the others.
// Fault: a failing capture leaves the registration live but stores the failure as the
// result, so the stop routine believes that nothing was registered (R1 at unload).
#include "adapter.h"

static const WSK_CLIENT_DISPATCH TunDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION TunRegistration;
static WSK_PROVIDER_NPI TunNpi;
static NTSTATUS TunStatus = STATUS_PENDING;     /* not tried yet */

static NTSTATUS TunNetTry(VOID)
{
    WSK_CLIENT_NPI Client = { NULL, &TunDispatch };
    NTSTATUS Status = WskRegister(&Client, &TunRegistration);

    if (!NT_SUCCESS(Status))
        return Status;
    Status = WskCaptureProviderNPI(&TunRegistration, 5000, &TunNpi);
    return Status;
}

/* NDIS calls the initialize handlers of one driver one after the other. */
NTSTATUS TunNetStart(VOID)
{
    if (TunStatus == STATUS_PENDING)
        TunStatus = TunNetTry();
    return TunStatus;
}

VOID TunNetStop(VOID)
{
    if (TunStatus == STATUS_PENDING || !NT_SUCCESS(TunStatus))
        return;
    WskReleaseProviderNPI(&TunRegistration);
    WskDeregister(&TunRegistration);
    TunStatus = STATUS_PENDING;
}
