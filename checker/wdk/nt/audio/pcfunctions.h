//===- pcfunctions.h - Port class functions -----------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Driver start-up, subdevices and requests of the port class.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_AUDIO_PCFUNCTIONS_H
#define WSK_WDK_AUDIO_PCFUNCTIONS_H

#ifdef __cplusplus

typedef NTSTATUS (*PCPFNSTARTDEVICE)(PDEVICE_OBJECT DeviceObject, PIRP Irp,
                                     PRESOURCELIST ResourceList);

EXTERN_C_START

NTSTATUS NTAPI PcInitializeAdapterDriver(PDRIVER_OBJECT DriverObject,
                                         PUNICODE_STRING RegistryPathName,
                                         PDRIVER_ADD_DEVICE AddDevice);
NTSTATUS NTAPI PcDispatchIrp(PDEVICE_OBJECT DeviceObject, PIRP Irp);
NTSTATUS NTAPI PcAddAdapterDevice(PDRIVER_OBJECT DriverObject,
                                  PDEVICE_OBJECT PhysicalDeviceObject,
                                  PCPFNSTARTDEVICE StartDevice,
                                  ULONG MaxObjects, ULONG DeviceExtensionSize);
NTSTATUS NTAPI PcRegisterSubdevice(PDEVICE_OBJECT DeviceObject, PWCHAR Name,
                                   PUNKNOWN Unknown);
NTSTATUS NTAPI PcRegisterAdapterPowerManagement(PUNKNOWN Unknown,
                                                PVOID DeviceContext);
NTSTATUS NTAPI PcNewPort(PPORT *OutPort, REFCLSID ClassId);
NTSTATUS NTAPI PcNewMiniport(PMINIPORT *OutMiniport, REFCLSID ClassId);
NTSTATUS NTAPI PcNewServiceGroup(PSERVICEGROUP *OutServiceGroup,
                                 PUNKNOWN OuterUnknown);
NTSTATUS NTAPI PcNewResourceSublist(PRESOURCELIST *OutResourceList,
                                    PUNKNOWN OuterUnknown, POOL_TYPE PoolType,
                                    PRESOURCELIST ParentList,
                                    ULONG MaximumEntries);
NTSTATUS NTAPI PcNewRegistryKey(PREGISTRYKEY *OutRegistryKey,
                                PUNKNOWN OuterUnknown, ULONG RegistryKeyType,
                                ACCESS_MASK DesiredAccess, PVOID DeviceObject,
                                PVOID SubDevice,
                                POBJECT_ATTRIBUTES ObjectAttributes,
                                ULONG CreateOptions, PULONG Disposition);
NTSTATUS NTAPI PcRegisterPhysicalConnection(PDEVICE_OBJECT DeviceObject,
                                            PUNKNOWN FromUnknown, ULONG FromPin,
                                            PUNKNOWN ToUnknown, ULONG ToPin);
ULONGLONG NTAPI PcGetTimeInterval(ULONGLONG Since);
NTSTATUS NTAPI PcCompleteIrp(PDEVICE_OBJECT DeviceObject, PIRP Irp,
                             NTSTATUS Status);
NTSTATUS NTAPI PcForwardIrpSynchronous(PDEVICE_OBJECT DeviceObject, PIRP Irp);

EXTERN_C_END
#endif

#endif // WSK_WDK_AUDIO_PCFUNCTIONS_H
