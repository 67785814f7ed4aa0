// Provider access for the whole driver: registered at load, captured once by the first
// user through a run-once block; atomic bits remember what has to be undone.
// Fault: shutdown resets the "registered" bit only; a capture made meanwhile is never
// released and WskDeregister waits for it (R4).
#include "wskctx.h"

namespace {

enum : LONG { RegisteredBit, CapturedBit };

const WSK_CLIENT_DISPATCH client_dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
WSK_REGISTRATION registration;
WSK_PROVIDER_NPI npi;
LONG flags;
RTL_RUN_ONCE once = RTL_RUN_ONCE_INIT;

ULONG NTAPI capture(PRTL_RUN_ONCE, PVOID, PVOID *)
{
    if (!NT_SUCCESS(WskCaptureProviderNPI(&registration, 1000, &npi)))
        return FALSE;
    InterlockedBitTestAndSet(&flags, CapturedBit);
    return TRUE;
}

} // namespace

NTSTATUS net::initialize()
{
    WSK_CLIENT_NPI client{ nullptr, &client_dispatch };
    auto status = WskRegister(&client, &registration);

    if (NT_SUCCESS(status))
        InterlockedBitTestAndSet(&flags, RegisteredBit);
    return status;
}

void net::shutdown()
{
    if (InterlockedBitTestAndReset(&flags, RegisteredBit))
        WskDeregister(&registration); // EXPECT: npi-held-at-deregister
}

WSK_PROVIDER_NPI *net::provider()
{
    if (!NT_SUCCESS(RtlRunOnceExecuteOnce(&once, capture, nullptr, nullptr)))
        return nullptr;
    return &npi;
}
