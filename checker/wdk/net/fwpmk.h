//===- fwpmk.h - Management of the filtering platform ---------------------*- C
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Sessions, transactions and objects of the base filtering engine.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_FWPMK_H
#define WSK_WDK_FWPMK_H

#include "fwpmtypes.h"

#include "wdk-net/fwp-keys.h"

#ifndef RPC_C_AUTHN_WINNT
#define RPC_C_AUTHN_NONE 0
#define RPC_C_AUTHN_WINNT 10
#define RPC_C_AUTHN_DEFAULT 0xFFFFFFFFL
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef VOID(NTAPI *FWPM_SERVICE_STATE_CHANGE_CALLBACK0)(
    PVOID Context, FWPM_SERVICE_STATE NewState);

FWPM_SERVICE_STATE NTAPI FwpmBfeStateGet0(VOID);
NTSTATUS NTAPI FwpmBfeStateSubscribeChanges0(
    PVOID Device, FWPM_SERVICE_STATE_CHANGE_CALLBACK0 Callback, PVOID Context,
    HANDLE *ChangeHandle);
NTSTATUS NTAPI FwpmBfeStateUnsubscribeChanges0(HANDLE ChangeHandle);

NTSTATUS NTAPI FwpmEngineOpen0(const WCHAR *ServerName, UINT32 AuthnService,
                               PVOID AuthIdentity, const FWPM_SESSION0 *Session,
                               HANDLE *Engine);
NTSTATUS NTAPI FwpmEngineClose0(HANDLE Engine);
NTSTATUS NTAPI FwpmTransactionBegin0(HANDLE Engine, UINT32 Flags);
NTSTATUS NTAPI FwpmTransactionCommit0(HANDLE Engine);
NTSTATUS NTAPI FwpmTransactionAbort0(HANDLE Engine);
VOID NTAPI FwpmFreeMemory0(PVOID *Memory);

NTSTATUS NTAPI FwpmProviderAdd0(HANDLE Engine, const FWPM_PROVIDER0 *Provider,
                                PSECURITY_DESCRIPTOR Security);
NTSTATUS NTAPI FwpmProviderDeleteByKey0(HANDLE Engine, const GUID *Key);
NTSTATUS NTAPI FwpmProviderContextAdd0(HANDLE Engine,
                                       const FWPM_PROVIDER_CONTEXT0 *Context,
                                       PSECURITY_DESCRIPTOR Security,
                                       UINT64 *Id);
NTSTATUS NTAPI FwpmProviderContextDeleteById0(HANDLE Engine, UINT64 Id);
NTSTATUS NTAPI FwpmProviderContextDeleteByKey0(HANDLE Engine, const GUID *Key);
NTSTATUS NTAPI FwpmSubLayerAdd0(HANDLE Engine, const FWPM_SUBLAYER0 *SubLayer,
                                PSECURITY_DESCRIPTOR Security);
NTSTATUS NTAPI FwpmSubLayerDeleteByKey0(HANDLE Engine, const GUID *Key);
NTSTATUS NTAPI FwpmSubLayerGetByKey0(HANDLE Engine, const GUID *Key,
                                     FWPM_SUBLAYER0 **SubLayer);
NTSTATUS NTAPI FwpmCalloutAdd0(HANDLE Engine, const FWPM_CALLOUT0 *Callout,
                               PSECURITY_DESCRIPTOR Security, UINT32 *Id);
NTSTATUS NTAPI FwpmCalloutDeleteById0(HANDLE Engine, UINT32 Id);
NTSTATUS NTAPI FwpmCalloutDeleteByKey0(HANDLE Engine, const GUID *Key);
NTSTATUS NTAPI FwpmFilterAdd0(HANDLE Engine, const FWPM_FILTER0 *Filter,
                              PSECURITY_DESCRIPTOR Security, UINT64 *Id);
NTSTATUS NTAPI FwpmFilterDeleteById0(HANDLE Engine, UINT64 Id);
NTSTATUS NTAPI FwpmFilterDeleteByKey0(HANDLE Engine, const GUID *Key);
NTSTATUS NTAPI FwpmFilterGetById0(HANDLE Engine, UINT64 Id,
                                  FWPM_FILTER0 **Filter);

#ifdef __cplusplus
}
#endif

#define FwpmBfeStateGet FwpmBfeStateGet0
#define FwpmBfeStateSubscribeChanges FwpmBfeStateSubscribeChanges0
#define FwpmBfeStateUnsubscribeChanges FwpmBfeStateUnsubscribeChanges0
#define FwpmEngineOpen FwpmEngineOpen0
#define FwpmEngineClose FwpmEngineClose0
#define FwpmTransactionBegin FwpmTransactionBegin0
#define FwpmTransactionCommit FwpmTransactionCommit0
#define FwpmTransactionAbort FwpmTransactionAbort0
#define FwpmFreeMemory FwpmFreeMemory0
#define FwpmProviderAdd FwpmProviderAdd0
#define FwpmProviderDeleteByKey FwpmProviderDeleteByKey0
#define FwpmProviderContextAdd FwpmProviderContextAdd0
#define FwpmProviderContextDeleteById FwpmProviderContextDeleteById0
#define FwpmProviderContextDeleteByKey FwpmProviderContextDeleteByKey0
#define FwpmSubLayerAdd FwpmSubLayerAdd0
#define FwpmSubLayerDeleteByKey FwpmSubLayerDeleteByKey0
#define FwpmSubLayerGetByKey FwpmSubLayerGetByKey0
#define FwpmCalloutAdd FwpmCalloutAdd0
#define FwpmCalloutDeleteById FwpmCalloutDeleteById0
#define FwpmCalloutDeleteByKey FwpmCalloutDeleteByKey0
#define FwpmFilterAdd FwpmFilterAdd0
#define FwpmFilterDeleteById FwpmFilterDeleteById0
#define FwpmFilterDeleteByKey FwpmFilterDeleteByKey0
#define FwpmFilterGetById FwpmFilterGetById0

#endif // WSK_WDK_FWPMK_H
