// UDP half: same static names as in tcp.c, but other objects.
// Fault: Started is set by the capture instead of the registration. Without
// provider the start still counts as done, and Cleanup skips this registration (R1).
#include "modules.h"

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static BOOLEAN Started;

static NTSTATUS Register(VOID)
{
    WSK_CLIENT_NPI npi = { "udp", &Dispatch };
    NTSTATUS status = WskRegister(&npi, &Registration);

    if (!NT_SUCCESS(status))
        return status;
    /* The datagram service is optional: no provider, no service. */
    Started = NT_SUCCESS(WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider));
    return STATUS_SUCCESS;
}

static VOID Cleanup(VOID)
{
    if (Started) {
        WskReleaseProviderNPI(&Registration);
        WskDeregister(&Registration);
    }
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
