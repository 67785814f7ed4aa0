// UDP half: same static names as in tcp.c, but other objects.
// Right: Started says that this file's registration is live, Captured that the
// provider was there at start-up.
#include "modules.h"

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static BOOLEAN Started;
static BOOLEAN Captured;

static NTSTATUS Register(VOID)
{
    WSK_CLIENT_NPI npi = { "udp", &Dispatch };
    NTSTATUS status = WskRegister(&npi, &Registration);

    if (!NT_SUCCESS(status))
        return status;
    /* The datagram service is optional: no provider, no service. */
    Started = TRUE;
    Captured = NT_SUCCESS(WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider));
    return STATUS_SUCCESS;
}

static VOID Cleanup(VOID)
{
    if (Captured)
        WskReleaseProviderNPI(&Registration);
    if (Started)
        WskDeregister(&Registration);
    Captured = FALSE;
    Started = FALSE;
}

NTSTATUS UdpStart(VOID)
{
    return Register();
}

VOID UdpStop(VOID)
{
    Cleanup();
}
