// TCP half: its own registration, its own statics.
#include "modules.h"

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static BOOLEAN Started;

static NTSTATUS Register(VOID)
{
    WSK_CLIENT_NPI npi = { "tcp", &Dispatch };
    NTSTATUS status = WskRegister(&npi, &Registration);

    Started = NT_SUCCESS(status);
    return status;
}

static VOID Cleanup(VOID)
{
    if (Started)
        WskDeregister(&Registration);
    Started = FALSE;
}

NTSTATUS TcpStart(VOID)
{
    return Register();
}

VOID TcpStop(VOID)
{
    Cleanup();
}
