// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: missing-deregister: the driver is gone and still registered
// A virtual StorPort miniport is on the network while its adapter is there.
#include "../Inputs/Driver.h"
#include <storport.h>

static ULONG NTAPI findAdapter(PVOID Extension, PVOID Context, PVOID Bus,
                               PVOID Lower, PCHAR Argument,
                               PPORT_CONFIGURATION_INFORMATION Configuration,
                               PBOOLEAN Again) {
  Configuration->VirtualDevice = TRUE;
  *Again = FALSE;
  return NT_SUCCESS(startWsk()) ? SP_RETURN_FOUND : SP_RETURN_ERROR;
}

static BOOLEAN NTAPI initialize(PVOID Extension) { return TRUE; }

static BOOLEAN NTAPI startIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  return FALSE;
}

static VOID NTAPI freeAdapter(PVOID Extension) {
#ifdef BAD
  WskReleaseProviderNPI(&Registration);
#else
  stopWsk();
#endif
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  VIRTUAL_HW_INITIALIZATION_DATA Data;
  RtlZeroMemory(&Data, sizeof(Data));
  Data.HwInitializationDataSize = sizeof(Data);
  Data.HwInitialize = initialize;
  Data.HwStartIo = startIo;
  Data.HwFindAdapter = findAdapter;
  Data.HwFreeAdapterResources = freeAdapter;
  Data.AdapterInterfaceType = Internal;
  Data.FeatureSupport = STOR_FEATURE_VIRTUAL_MINIPORT;
  Data.DeviceExtensionSize = 16;
  return (NTSTATUS)StorPortInitialize(Driver, Path, &Data, NULL);
}
