// WSK transport module, reached only through its table of operations.
// Right: Stop undoes Start in reverse order.
#include "transport.h"
#include <wsk.h>

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;
static const WSK_CLIENT_DISPATCH ClientDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS Start(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &ClientDispatch };
    NTSTATUS status = WskRegister(&client, &Registration);

    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&Registration, 1500, &Npi);
    if (!NT_SUCCESS(status))
        WskDeregister(&Registration);
    return status;
}

static VOID Stop(VOID)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

static NTSTATUS Ping(VOID)
{
    SIZE_T size = 0;
    NTSTATUS status;

    status = Npi.Dispatch->WskControlClient(Npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, 0, NULL,
                                            &size, NULL);
    return size != 0 ? STATUS_SUCCESS : status;
}

const TRANSPORT_OPS WskTransport = { "wsk", Start, Stop, Ping };
