#pragma once
#include <ntddk.h>
#include <wsk.h>

NTSTATUS TcpStart(VOID);
VOID TcpStop(VOID);
NTSTATUS UdpStart(VOID);
VOID UdpStop(VOID);
