// Transport probe, network half: keeps one bit per step that has to be undone.
// Right: a bit is cleared only together with the step it stands for, so the stop
// routine releases before it deregisters on every path.
#include "state.h"

static const WSK_CLIENT_DISPATCH ProbeDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS QueryTransports(PPROBE_STATE State)
{
    SIZE_T needed = 0;
    NTSTATUS status;

    status = State->Npi.Dispatch->WskControlClient(State->Npi.Client, WSK_TRANSPORT_LIST_QUERY,
                                                   0, NULL, 0, NULL, &needed, NULL);
    if (status == STATUS_BUFFER_OVERFLOW || NT_SUCCESS(status)) {
        State->TransportCount = (ULONG)(needed / sizeof(WSK_TRANSPORT));
        return STATUS_SUCCESS;
    }
    return status;
}

NTSTATUS ProbeStart(PPROBE_STATE State)
{
    WSK_CLIENT_NPI client = { State, &ProbeDispatch };
    NTSTATUS status;

    status = WskRegister(&client, &State->Reg);
    if (!NT_SUCCESS(status))
        return status;
    State->Flags |= PF_REGISTERED;

    status = WskCaptureProviderNPI(&State->Reg, WSK_NO_WAIT, &State->Npi);
    if (!NT_SUCCESS(status))
        return status;
    State->Flags |= PF_CAPTURED;

    status = QueryTransports(State);
    if (!NT_SUCCESS(status))
        State->TransportCount = 0;
    return status;
}

VOID ProbeStop(PPROBE_STATE State)
{
    if (State->Flags & PF_CAPTURED) {
        WskReleaseProviderNPI(&State->Reg);
        State->Flags &= ~PF_CAPTURED;
    }
    if (State->Flags & PF_REGISTERED) {
        WskDeregister(&State->Reg);
        State->Flags &= ~PF_REGISTERED;
    }
}
