// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// What two or more of the public drivers we look at call, and what the echo
// sample, KSOCKET and libwsk call, is modelled.
// RUN: %wsk-kernel run %s -- -fno-builtin | FileCheck %s --implicit-check-not=modelled
// CHECK: no violation

#define ROUTINES                                                              \
  X(DbgPrint) X(DbgPrintEx) X(ExAcquireFastMutex)                             \
  X(ExAcquireResourceExclusiveLite) X(ExAcquireResourceSharedLite)            \
  X(ExAcquireRundownProtection) X(ExAllocateFromNPagedLookasideList)          \
  X(ExAllocatePoolUninitialized) X(ExAllocatePoolWithTag)                     \
  X(ExAllocatePoolZero) X(ExDeleteNPagedLookasideList) X(ExDeleteResourceLite)\
  X(ExFreePool) X(ExFreePoolWithTag) X(ExFreeToNPagedLookasideList)           \
  X(ExInitializeFastMutex) X(ExInitializeNPagedLookasideList)                 \
  X(ExInitializeResourceLite) X(ExInitializeRundownProtection)                \
  X(ExInterlockedInsertTailList) X(ExInterlockedRemoveHeadList)               \
  X(ExReleaseFastMutex) X(ExReleaseResourceLite) X(ExReleaseRundownProtection)\
  X(ExWaitForRundownProtectionRelease) X(InitializeSListHead)                 \
  X(IoAllocateErrorLogEntry) X(IoAllocateIrp) X(IoAllocateMdl)                \
  X(IoAttachDeviceToDeviceStack) X(IoBuildDeviceIoControlRequest)             \
  X(IoBuildPartialMdl) X(IoCallDriver) X(IoCancelIrp) X(IoCompleteRequest)    \
  X(IoCopyCurrentIrpStackLocationToNext) X(IoCreateDevice)                    \
  X(IoCreateSymbolicLink) X(IoDeleteDevice) X(IoDeleteSymbolicLink)           \
  X(IoDetachDevice) X(IoFreeIrp) X(IoFreeMdl) X(IoGetAttachedDeviceReference) \
  X(IoGetCurrentIrpStackLocation) X(IoGetDeviceObjectPointer)                 \
  X(IoGetDevicePropertyData) X(IoGetNextIrpStackLocation)                     \
  X(IoGetRequestorProcessId) X(IoMarkIrpPending) X(IoOpenDriverRegistryKey)   \
  X(IoRegisterDeviceInterface) X(IoReleaseCancelSpinLock) X(IoReuseIrp)       \
  X(IoSetCancelRoutine) X(IoSetCompletionRoutine) X(IoSetDeviceInterfaceState)\
  X(IoSkipCurrentIrpStackLocation) X(IoWriteErrorLogEntry)                    \
  X(KeAreAllApcsDisabled) X(KeCancelTimer) X(KeClearEvent)                    \
  X(KeDelayExecutionThread) X(KeEnterCriticalRegion) X(KeGetCurrentIrql)      \
  X(KeGetCurrentThread) X(KeInitializeDpc) X(KeInitializeEvent)               \
  X(KeInitializeMutex) X(KeInitializeSemaphore) X(KeInitializeSpinLock)       \
  X(KeLeaveCriticalRegion) X(KeQuerySystemTime) X(KeQueryTickCount)           \
  X(KeReleaseMutex) X(KeReleaseSemaphore) X(KeReleaseSpinLock) X(KeResetEvent)\
  X(KeSetEvent) X(KeSetPriorityThread) X(KeWaitForMultipleObjects)            \
  X(KeWaitForSingleObject) X(MmBuildMdlForNonPagedPool)                       \
  X(MmGetSystemAddressForMdlSafe) X(MmIsAddressValid) X(MmProbeAndLockPages)  \
  X(MmUnlockPages) X(ObReferenceObjectByHandle)                               \
  X(ObReferenceObjectByHandleWithTag) X(ProbeForRead) X(ProbeForWrite)        \
  X(PsCreateSystemThread) X(PsGetCurrentProcess) X(PsGetCurrentThread)        \
  X(PsTerminateSystemThread) X(RtlAnsiStringToUnicodeString) X(RtlClearBits)  \
  X(RtlDeleteElementGenericTableAvl) X(RtlEqualUnicodeString)                 \
  X(RtlFindClearBitsAndSet) X(RtlFreeAnsiString) X(RtlFreeUnicodeString)      \
  X(RtlGetElementGenericTableAvl) X(RtlInitAnsiString) X(RtlInitAnsiStringEx) \
  X(RtlInitEmptyAnsiString) X(RtlInitEmptyUnicodeString)                      \
  X(RtlInitUnicodeString) X(RtlInitializeBitMap)                              \
  X(RtlInitializeGenericTableAvl) X(RtlInsertElementGenericTableAvl)          \
  X(RtlIpv4AddressToStringA) X(RtlIpv4StringToAddressA)                       \
  X(RtlIpv6AddressToStringA) X(RtlIpv6StringToAddressA)                       \
  X(RtlLookupElementGenericTableAvl) X(RtlNumberGenericTableElementsAvl)      \
  X(RtlNumberOfSetBits) X(RtlRandomEx) X(RtlUnicodeStringToAnsiString)        \
  X(RtlUnicodeStringToInt64) X(RtlUnicodeToUTF8N) X(StorPortInitialize)       \
  X(StorPortNotification) X(ZwClose) X(ZwCreateFile) X(ZwDeleteValueKey)      \
  X(ZwOpenFile) X(ZwOpenKey) X(ZwQueryValueKey) X(ZwSetValueKey)              \
  X(ZwWaitForSingleObject) X(_wcsicmp) X(isdigit) X(isspace) X(memcmp)        \
  X(memcpy) X(memset) X(strchr) X(strcmp) X(strcpy) X(strlen) X(strncmp)      \
  X(wcslen)

#define X(Name) extern void Name(void);
ROUTINES
#undef X

#define X(Name) Name,
static void (*const Routines[])(void) = {ROUTINES};
#undef X

static void unload(void *Driver) {}

struct DriverObject {
  char Before[104];
  void (*Unload)(void *);
};

long DriverEntry(struct DriverObject *Driver, void *Path) {
  unsigned I;
  Driver->Unload = unload;
  for (I = 0; I != sizeof(Routines) / sizeof(Routines[0]); ++I)
    if (*(void (*const volatile *)(void))&Routines[I] == 0)
      return 0xC0000001;
  return 0;
}
