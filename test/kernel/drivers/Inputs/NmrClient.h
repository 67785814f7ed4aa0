//===- NmrClient.h - A client of the Network Module Registrar -----*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A driver that opens a socket while it is attached to WSK. What it does when
/// it is detached and unloaded is up to who includes this.
//===----------------------------------------------------------------------===//
#ifndef WSK_TEST_KERNEL_NMRCLIENT_H
#define WSK_TEST_KERNEL_NMRCLIENT_H

#include "Driver.h"

#include <netioddk.h>

static HANDLE Client, Binding;
static PVOID ProviderClient;
static const WSK_PROVIDER_DISPATCH *ProviderDispatch;

static NTSTATUS NTAPI attach(HANDLE Handle, PVOID Context,
                             PNPI_REGISTRATION_INSTANCE Provider) {
  static SIZE_T Size;
  NTSTATUS Status;
  Binding = Handle;
  Status = NmrClientAttachProvider(Handle, &Binding, &ClientDispatch,
                                   &ProviderClient,
                                   (const VOID **)&ProviderDispatch);
  if (NT_SUCCESS(Status))
    ProviderDispatch->WskControlClient((PWSK_CLIENT)ProviderClient,
                                       WSK_TRANSPORT_LIST_QUERY, 0, NULL, 0,
                                       NULL, &Size, NULL);
  return Status;
}

static NTSTATUS NTAPI detach(PVOID Context);

static const NPI_MODULEID Module = {sizeof(Module), MIT_GUID, {{1, 2, 3, {4}}}};
static NPI_CLIENT_CHARACTERISTICS Characteristics = {
    0,
    sizeof(Characteristics),
    attach,
    detach,
    NULL,
    {0, sizeof(NPI_REGISTRATION_INSTANCE), (PNPIID)&NPI_WSK_INTERFACE_ID,
     &Module, 0, NULL}};

static VOID unload(PDRIVER_OBJECT Driver);

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Driver->DriverUnload = unload;
  return NmrRegisterClient(&Characteristics, NULL, &Client);
}

#endif // WSK_TEST_KERNEL_NMRCLIENT_H
