// Tunnel miniport, network half: WSK is started by the first adapter under a lock, the
// result is kept in a global for the others.
// Right: a stored failure means that nothing is registered, so the stop routine may
// leave early on it (R1, OK entry).
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
    if (!NT_SUCCESS(Status))
        WskDeregister(&TunRegistration);
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
