//===- interfaces.h - Interfaces of the audio port class ----------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Every interface is one list of methods, from which its abstract class and the declarations in an implementation (IMP_...) are made.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_AUDIO_INTERFACES_H
#define WSK_WDK_AUDIO_INTERFACES_H

#ifdef __cplusplus
typedef struct IPort *PPORT;
typedef struct IMiniport *PMINIPORT;
typedef struct IResourceList *PRESOURCELIST;
typedef struct IServiceSink *PSERVICESINK;
typedef struct IServiceGroup *PSERVICEGROUP;
typedef struct IDmaChannel *PDMACHANNEL;
typedef struct IRegistryKey *PREGISTRYKEY;
typedef struct IInterruptSync *PINTERRUPTSYNC;

EXTERN_C const GUID IID_IUnknown;

// M declares a method, E ends the declaration.
#define WDK_IMPLEMENTED(Type, Name) STDMETHODIMP_(Type) Name
#define WDK_ABSTRACT(Type, Name) STDMETHOD_(Type, Name)
#define WDK_INTERFACE(Name, Base)                                              \
  EXTERN_C const GUID IID_##Name;                                              \
  DECLARE_INTERFACE_(Name, Base) { WDK_##Name(WDK_ABSTRACT, PURE;) };

#define WDK_IServiceSink(M, E) M(void, RequestService)(void) E
#define IMP_IServiceSink WDK_IServiceSink(WDK_IMPLEMENTED, ;)
WDK_INTERFACE(IServiceSink, IUnknown)

#define WDK_IServiceGroup(M, E)                                                \
  WDK_IServiceSink(M, E) M(NTSTATUS, AddMember)(PSERVICESINK Sink)             \
  E M(void, RemoveMember)(PSERVICESINK Sink)                                   \
  E M(void, SupportDelayedService)(void) E M(void, RequestDelayedService)(     \
      ULONGLONG Delay) E M(void, CancelDelayedService)(void) E
#define IMP_IServiceGroup WDK_IServiceGroup(WDK_IMPLEMENTED, ;)
WDK_INTERFACE(IServiceGroup, IServiceSink)

#define WDK_IResourceList(M, E)                                                \
  M(ULONG, NumberOfEntries)(void)                                              \
  E M(ULONG, NumberOfEntriesOfType)(CM_RESOURCE_TYPE Type)                     \
  E M(PCM_PARTIAL_RESOURCE_DESCRIPTOR,                                         \
      FindTranslatedEntry)(CM_RESOURCE_TYPE Type, ULONG Index)                 \
  E M(PCM_PARTIAL_RESOURCE_DESCRIPTOR,                                         \
      FindUntranslatedEntry)(CM_RESOURCE_TYPE Type, ULONG Index)               \
  E M(NTSTATUS, AddEntry)(PCM_PARTIAL_RESOURCE_DESCRIPTOR Translated,          \
                          PCM_PARTIAL_RESOURCE_DESCRIPTOR Untranslated)        \
  E M(NTSTATUS, AddEntryFromParent)(                                           \
      PRESOURCELIST Parent, CM_RESOURCE_TYPE Type, ULONG Index)                \
  E M(PCM_RESOURCE_LIST, TranslatedList)(void)                                 \
  E M(PCM_RESOURCE_LIST, UntranslatedList)(void) E
#define IMP_IResourceList WDK_IResourceList(WDK_IMPLEMENTED, ;)
WDK_INTERFACE(IResourceList, IUnknown)

#define WDK_IDmaChannel(M, E)                                                  \
  M(NTSTATUS, AllocateBuffer)(ULONG BufferSize,                                \
                              PPHYSICAL_ADDRESS PhysicalAddressConstraint)     \
  E M(void, FreeBuffer)(void) E M(ULONG, TransferCount)(void)                  \
  E M(ULONG, MaximumBufferSize)(void) E M(ULONG, AllocatedBufferSize)(void)    \
  E M(ULONG, BufferSize)(void) E M(void, SetBufferSize)(ULONG BufferSize)      \
  E M(PVOID, SystemAddress)(void) E M(PHYSICAL_ADDRESS, PhysicalAddress)(void) \
  E M(PADAPTER_OBJECT, GetAdapterObject)(void)                                 \
  E M(void, CopyTo)(PVOID Destination, PVOID Source, ULONG ByteCount)          \
  E M(void, CopyFrom)(PVOID Destination, PVOID Source, ULONG ByteCount) E
#define IMP_IDmaChannel WDK_IDmaChannel(WDK_IMPLEMENTED, ;)
WDK_INTERFACE(IDmaChannel, IUnknown)

#define WDK_IRegistryKey(M, E)                                                 \
  M(NTSTATUS, QueryKey)(KEY_INFORMATION_CLASS Class, PVOID Information,        \
                        ULONG Length, PULONG ResultLength)                     \
  E M(NTSTATUS, QueryValueKey)(                                                \
      PUNICODE_STRING ValueName, KEY_VALUE_INFORMATION_CLASS Class,            \
      PVOID Information, ULONG Length, PULONG ResultLength)                    \
  E M(NTSTATUS, SetValueKey)(PUNICODE_STRING ValueName, ULONG Type,            \
                             PVOID Data, ULONG DataSize)                       \
  E M(NTSTATUS, DeleteKey)(void) E
WDK_INTERFACE(IRegistryKey, IUnknown)

#define WDK_IPort(M, E)                                                        \
  M(NTSTATUS, Init)(PDEVICE_OBJECT DeviceObject, PIRP Irp,                     \
                    PUNKNOWN UnknownMiniport, PUNKNOWN UnknownAdapter,         \
                    PRESOURCELIST ResourceList)                                \
  E M(NTSTATUS, GetDeviceProperty)(                                            \
      DEVICE_REGISTRY_PROPERTY DeviceProperty, ULONG BufferLength,             \
      PVOID PropertyBuffer, PULONG ResultLength)                               \
  E M(NTSTATUS, NewRegistryKey)(                                               \
      PREGISTRYKEY * OutRegistryKey, PUNKNOWN OuterUnknown,                    \
      ULONG RegistryKeyType, ACCESS_MASK DesiredAccess,                        \
      POBJECT_ATTRIBUTES ObjectAttributes, ULONG CreateOptions,                \
      PULONG Disposition) E
#define IMP_IPort WDK_IPort(WDK_IMPLEMENTED, ;)
WDK_INTERFACE(IPort, IUnknown)

#define WDK_IMiniport(M, E)                                                    \
  M(NTSTATUS, GetDescription)(PPCFILTER_DESCRIPTOR * Description)              \
  E M(NTSTATUS, DataRangeIntersection)(                                        \
      ULONG PinId, PKSDATARANGE DataRange, PKSDATARANGE MatchingDataRange,     \
      ULONG OutputBufferLength, PVOID ResultantFormat,                         \
      PULONG ResultantFormatLength) E
#define IMP_IMiniport WDK_IMiniport(WDK_IMPLEMENTED, ;)
WDK_INTERFACE(IMiniport, IUnknown)

#define WDK_IPortTopology WDK_NO_METHODS
#define WDK_NO_METHODS(M, E)
WDK_INTERFACE(IPortTopology, IPort)
typedef IPortTopology *PPORTTOPOLOGY;

#define WDK_IMiniportTopology(M, E)                                            \
  M(NTSTATUS, Init)(PUNKNOWN UnknownAdapter, PRESOURCELIST ResourceList,       \
                    PPORTTOPOLOGY Port) E
#define IMP_IMiniportTopology                                                  \
  IMP_IMiniport WDK_IMiniportTopology(WDK_IMPLEMENTED, ;)
WDK_INTERFACE(IMiniportTopology, IMiniport)
typedef IMiniportTopology *PMINIPORTTOPOLOGY;

#define WDK_IPortWaveCyclic(M, E)                                              \
  M(void, Notify)(PSERVICEGROUP ServiceGroup)                                  \
  E M(NTSTATUS, NewSlaveDmaChannel)(                                           \
      PDMACHANNEL * DmaChannel, PUNKNOWN OuterUnknown,                         \
      PRESOURCELIST ResourceList, ULONG DmaIndex, ULONG MaximumLength,         \
      BOOLEAN DemandMode, DMA_SPEED DmaSpeed)                                  \
  E M(NTSTATUS, NewMasterDmaChannel)(                                          \
      PDMACHANNEL * DmaChannel, PUNKNOWN OuterUnknown,                         \
      PRESOURCELIST ResourceList, ULONG MaximumLength,                         \
      BOOLEAN Dma32BitAddresses, BOOLEAN Dma64BitAddresses,                    \
      DMA_WIDTH DmaWidth, DMA_SPEED DmaSpeed) E
WDK_INTERFACE(IPortWaveCyclic, IPort)
typedef IPortWaveCyclic *PPORTWAVECYCLIC;

#define WDK_IMiniportWaveCyclicStream(M, E)                                    \
  M(NTSTATUS, SetFormat)(PKSDATAFORMAT DataFormat)                             \
  E M(ULONG, SetNotificationFreq)(ULONG Interval, PULONG FrameSize)            \
  E M(NTSTATUS, SetState)(KSSTATE State)                                       \
  E M(NTSTATUS, GetPosition)(PULONG Position)                                  \
  E M(NTSTATUS, NormalizePhysicalPosition)(PLONGLONG PhysicalPosition)         \
  E M(void, Silence)(PVOID Buffer, ULONG ByteCount) E
#define IMP_IMiniportWaveCyclicStream                                          \
  WDK_IMiniportWaveCyclicStream(WDK_IMPLEMENTED, ;)
WDK_INTERFACE(IMiniportWaveCyclicStream, IUnknown)
typedef IMiniportWaveCyclicStream *PMINIPORTWAVECYCLICSTREAM;

#define WDK_IMiniportWaveCyclic(M, E)                                          \
  M(NTSTATUS, Init)(PUNKNOWN UnknownAdapter, PRESOURCELIST ResourceList,       \
                    PPORTWAVECYCLIC Port)                                      \
  E M(NTSTATUS, NewStream)(                                                    \
      PMINIPORTWAVECYCLICSTREAM * Stream, PUNKNOWN OuterUnknown,               \
      POOL_TYPE PoolType, ULONG Pin, BOOLEAN Capture,                          \
      PKSDATAFORMAT DataFormat, PDMACHANNEL * DmaChannel,                      \
      PSERVICEGROUP * ServiceGroup) E
#define IMP_IMiniportWaveCyclic                                                \
  IMP_IMiniport WDK_IMiniportWaveCyclic(WDK_IMPLEMENTED, ;)
WDK_INTERFACE(IMiniportWaveCyclic, IMiniport)
typedef IMiniportWaveCyclic *PMINIPORTWAVECYCLIC;

#define WDK_IPortWaveRT WDK_NO_METHODS
WDK_INTERFACE(IPortWaveRT, IPort)
typedef IPortWaveRT *PPORTWAVERT;

typedef struct _RTAUDIO_HWLATENCY {
  ULONG FifoSize;
  ULONG ChipsetDelay;
  ULONG CodecDelay;
} RTAUDIO_HWLATENCY, *PRTAUDIO_HWLATENCY;

#define WDK_IMiniportWaveRTStream(M, E)                                        \
  M(NTSTATUS, SetFormat)(PKSDATAFORMAT DataFormat)                             \
  E M(NTSTATUS, SetState)(KSSTATE State)                                       \
  E M(NTSTATUS, GetPosition)(PKSAUDIO_POSITION Position)                       \
  E M(NTSTATUS, AllocateAudioBuffer)(                                          \
      ULONG RequestedSize, PMDL * AudioBufferMdl, ULONG * ActualSize,          \
      ULONG * OffsetFromFirstPage, MEMORY_CACHING_TYPE * CacheType)            \
  E M(void, FreeAudioBuffer)(PMDL AudioBufferMdl, ULONG BufferSize)            \
  E M(void, GetHWLatency)(RTAUDIO_HWLATENCY * Latency)                         \
  E M(NTSTATUS, GetPositionRegister)(PVOID Register)                           \
  E M(NTSTATUS, GetClockRegister)(PVOID Register) E
#define IMP_IMiniportWaveRTStream WDK_IMiniportWaveRTStream(WDK_IMPLEMENTED, ;)
WDK_INTERFACE(IMiniportWaveRTStream, IUnknown)
typedef IMiniportWaveRTStream *PMINIPORTWAVERTSTREAM;

#define WDK_IMiniportWaveRT(M, E)                                              \
  M(NTSTATUS, GetDeviceDescription)(PDEVICE_DESCRIPTION DeviceDescription)     \
  E M(NTSTATUS, Init)(PUNKNOWN UnknownAdapter, PRESOURCELIST ResourceList,     \
                      PPORTWAVERT Port)                                        \
  E M(NTSTATUS, NewStream)(PMINIPORTWAVERTSTREAM * Stream, PUNKNOWN PortStream,\
                           ULONG Pin, BOOLEAN Capture,                         \
                           PKSDATAFORMAT DataFormat) E
#define IMP_IMiniportWaveRT                                                    \
  IMP_IMiniport WDK_IMiniportWaveRT(WDK_IMPLEMENTED, ;)
WDK_INTERFACE(IMiniportWaveRT, IMiniport)
typedef IMiniportWaveRT *PMINIPORTWAVERT;

#define WDK_IAdapterPowerManagement(M, E)                                      \
  M(void, PowerChangeState)(POWER_STATE NewState)                              \
  E M(NTSTATUS, QueryPowerChangeState)(POWER_STATE NewStateQuery)              \
  E M(NTSTATUS, QueryDeviceCapabilities)(PDEVICE_CAPABILITIES Capabilities) E
#define IMP_IAdapterPowerManagement                                            \
  WDK_IAdapterPowerManagement(WDK_IMPLEMENTED, ;)
WDK_INTERFACE(IAdapterPowerManagement, IUnknown)
typedef IAdapterPowerManagement *PADAPTERPOWERMANAGEMENT;

EXTERN_C const GUID CLSID_PortTopology;
EXTERN_C const GUID CLSID_PortWaveCyclic;
EXTERN_C const GUID CLSID_PortWavePci;
EXTERN_C const GUID CLSID_PortWaveRT;
EXTERN_C const GUID CLSID_PortMidi;
#endif

#endif // WSK_WDK_AUDIO_INTERFACES_H
