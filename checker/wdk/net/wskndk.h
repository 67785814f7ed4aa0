//===- wskndk.h - WSK's extension for Network Direct --------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The dispatch table a client gets through WskControlClient.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_WSKNDK_H
#define WSK_WDK_WSKNDK_H

#include <ndkpi.h>
#include <netioapi.h>
#include <wsk.h>

#define WSKNDK_GET_WSK_PROVIDER_NDK_DISPATCH ((ULONG)'NDKD')

typedef NTSTATUS(WSKAPI *PFN_WSK_OPEN_NDK_ADAPTER)(PWSK_CLIENT Client,
                                                   NDK_VERSION NdkVersion,
                                                   NET_IFINDEX IfIndex,
                                                   NDK_ADAPTER **NdkAdapter);
typedef VOID(WSKAPI *PFN_WSK_CLOSE_NDK_ADAPTER)(PWSK_CLIENT Client,
                                                NDK_ADAPTER *NdkAdapter);

typedef struct _WSK_PROVIDER_NDK_DISPATCH {
  PFN_WSK_OPEN_NDK_ADAPTER WskOpenNdkAdapter;
  PFN_WSK_CLOSE_NDK_ADAPTER WskCloseNdkAdapter;
} WSK_PROVIDER_NDK_DISPATCH, *PWSK_PROVIDER_NDK_DISPATCH;

#endif // WSK_WDK_WSKNDK_H
