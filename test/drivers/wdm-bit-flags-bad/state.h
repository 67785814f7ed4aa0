/* Shared state of the probe driver. */
#pragma once
#include <ntddk.h>
#include <wsk.h>

#define PF_REGISTERED 0x00000001u
#define PF_CAPTURED   0x00000002u
#define PF_LINK       0x00000004u

typedef struct _PROBE_STATE {
    ULONG Flags;
    WSK_REGISTRATION Reg;
    WSK_PROVIDER_NPI Npi;
    ULONG TransportCount;
} PROBE_STATE, *PPROBE_STATE;

extern PROBE_STATE Probe;

NTSTATUS ProbeStart(PPROBE_STATE State);
VOID ProbeStop(PPROBE_STATE State);
