#pragma once
#include <ntddk.h>
#include <wsk.h>

#define SRV_TAG 'rvrS'
#define SRV_PORT 40007

typedef struct _SRV_CONN {
    LIST_ENTRY Link;
    PWSK_SOCKET Socket;
    WORK_QUEUE_ITEM Item;
    UCHAR Data[2048];
} SRV_CONN, *PSRV_CONN;

typedef struct _SRV {
    WSK_REGISTRATION Registration;
    PWSK_SOCKET Listener;
    PETHREAD Thread;
    KEVENT Stop;
    KSPIN_LOCK Lock;
    LIST_ENTRY Connections;
} SRV, *PSRV;

extern SRV Server;

NTSTATUS SrvSync(PIRP *Irp, PKEVENT Event);
NTSTATUS SrvWait(PIRP Irp, PKEVENT Event, NTSTATUS Status);
VOID SrvClose(PWSK_SOCKET Socket);
NTSTATUS SrvOpenListener(PSRV Srv);
VOID SrvCloseAll(PSRV Srv);
