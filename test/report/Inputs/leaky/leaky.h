// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
#pragma once
#include <ntddk.h>
#include <wsk.h>

NTSTATUS Start(void);
void Stop(void);
