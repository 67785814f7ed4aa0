//===- wsk.h - Winsock Kernel -------------------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The WSK interface: registration, provider and client dispatch tables of all
/// socket categories. Tables keep the documented member order; their first part
/// is a member called Basic in C++ and anonymous in C.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_WSK_H
#define WSK_WDK_WSK_H

#include "netioddk.h"

#include "ws2def.h"

#include "ws2ipdef.h"

#include "mswsockdef.h"

#include "ip2string.h"

#define _WSK_

#ifdef __cplusplus
extern "C" {
#endif

#define WSKAPI NTAPI

#include "wdk-net/wsk-types.h"

#include "wdk-net/wsk-client.h"

#include "wdk-net/wsk-provider.h"

extern const NPIID NPI_WSK_INTERFACE_ID;

typedef struct _WSK_CLIENT_NPI {
  PVOID ClientContext;
  const WSK_CLIENT_DISPATCH *Dispatch;
} WSK_CLIENT_NPI, *PWSK_CLIENT_NPI;

typedef struct _WSK_PROVIDER_NPI {
  PWSK_CLIENT Client;
  const WSK_PROVIDER_DISPATCH *Dispatch;
} WSK_PROVIDER_NPI, *PWSK_PROVIDER_NPI;

typedef struct _WSK_REGISTRATION {
  ULONGLONG ReservedRegistrationState;
  PVOID ReservedRegistrationContext;
  KSPIN_LOCK ReservedRegistrationLock;
} WSK_REGISTRATION, *PWSK_REGISTRATION;

NTSTATUS WskRegister(PWSK_CLIENT_NPI WskClientNpi,
                     PWSK_REGISTRATION WskRegistration);
VOID WskDeregister(PWSK_REGISTRATION WskRegistration);
NTSTATUS WskCaptureProviderNPI(PWSK_REGISTRATION WskRegistration,
                               ULONG WaitTimeout,
                               PWSK_PROVIDER_NPI WskProviderNpi);
VOID WskReleaseProviderNPI(PWSK_REGISTRATION WskRegistration);
NTSTATUS WskQueryProviderCharacteristics(
    PWSK_REGISTRATION WskRegistration,
    PWSK_PROVIDER_CHARACTERISTICS WskProviderCharacteristics);

#ifdef __cplusplus
}
#endif

#endif // WSK_WDK_WSK_H
