// Stand-in transport for machines without network; never touches WSK.
#include "transport.h"

static NTSTATUS Start(VOID)
{
    return STATUS_SUCCESS;
}

static VOID Stop(VOID)
{
}

static NTSTATUS Ping(VOID)
{
    return STATUS_NETWORK_UNREACHABLE;
}

const TRANSPORT_OPS NullTransport = { "null", Start, Stop, Ping };
