#pragma once
#include <ntddk.h>
#include <wsk.h>
extern WSK_REGISTRATION g_Registration;
VOID Stop(VOID);
