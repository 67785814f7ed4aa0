#pragma once
#include <ntddk.h>
#include <wsk.h>

typedef struct KS_SOCKET KS_SOCKET;

NTSTATUS KsUp(VOID);
VOID KsDown(VOID);
NTSTATUS KsConnect(KS_SOCKET **Out, PSOCKADDR Remote);
NTSTATUS KsSend(KS_SOCKET *Socket, PVOID Data, ULONG Length);
VOID KsClose(KS_SOCKET *Socket);
