#pragma once
#define NDIS_MINIPORT_DRIVER 1
#define NDIS630_MINIPORT 1
#define NDIS630 1
#include <ndis.h>
#include <wsk.h>

typedef struct _TUN_ADAPTER {
    NDIS_HANDLE MiniportHandle;
    BOOLEAN Running;
} TUN_ADAPTER, *PTUN_ADAPTER;

NTSTATUS TunNetStart(VOID);
VOID TunNetStop(VOID);
NDIS_STATUS TunInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Context,
                          PNDIS_MINIPORT_INIT_PARAMETERS Parameters);
VOID TunHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action);
NDIS_STATUS TunPause(NDIS_HANDLE Context, PNDIS_MINIPORT_PAUSE_PARAMETERS Parameters);
NDIS_STATUS TunRestart(NDIS_HANDLE Context, PNDIS_MINIPORT_RESTART_PARAMETERS Parameters);
