//===- Types.h - Windows kernel structures, as drivers see them  -*- C++
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Mirrors of the public x64 structures that cross the border between driver
/// and kernel. The driver sees the header pack's definitions, we these; the
/// test layout.test compares sizes and offsets. Only members the kernel touches
/// are named; the rest is padding of the right size.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_NT_TYPES_H
#define WSK_KERNEL_NT_TYPES_H

#include <cstddef>
#include <cstdint>

/// The calling convention of drivers and of everything they call.
#define MSABI __attribute__((ms_abi))

namespace kernel {
namespace nt {

using NTSTATUS = int32_t;
using BOOLEAN = uint8_t;
using KIRQL = uint8_t;
using WCHAR = char16_t;
using HANDLE = void *;

constexpr KIRQL PASSIVE_LEVEL = 0;
constexpr KIRQL APC_LEVEL = 1;
constexpr KIRQL DISPATCH_LEVEL = 2;
constexpr KIRQL HIGH_LEVEL = 15;

struct LIST_ENTRY {
  LIST_ENTRY *Flink;
  LIST_ENTRY *Blink;
};

struct UNICODE_STRING {
  uint16_t Length;        ///< bytes, without terminator
  uint16_t MaximumLength; ///< bytes
  WCHAR *Buffer;
};

struct ANSI_STRING {
  uint16_t Length;
  uint16_t MaximumLength;
  char *Buffer;
};

/// DISPATCHER_HEADER.Type of the objects that can be waited for.
enum ObjectKind : uint8_t {
  NotificationEventObject = 0,
  SynchronizationEventObject = 1,
  MutantObject = 2,
  SemaphoreObject = 5,
  ThreadObject = 6,
  TimerNotificationObject = 8,
  TimerSynchronizationObject = 9,
};

struct DISPATCHER_HEADER {
  uint8_t Type;
  uint8_t Signalling;
  uint8_t Size;
  uint8_t Reserved;
  int32_t SignalState;
  LIST_ENTRY WaitListHead;
};

struct KEVENT {
  DISPATCHER_HEADER Header;
};

struct KSEMAPHORE {
  DISPATCHER_HEADER Header;
  int32_t Limit;
};

struct KMUTANT {
  DISPATCHER_HEADER Header;
  LIST_ENTRY MutantListEntry;
  void *OwnerThread;
  uint8_t MutantFlags;
  uint8_t ApcDisable;
};

using DeferredRoutine = MSABI void (*)(struct KDPC *, void *, void *, void *);

struct KDPC {
  uint8_t Type;
  uint8_t Importance;
  uint16_t Number;
  LIST_ENTRY *Next;
  uint64_t ProcessorHistory;
  DeferredRoutine Routine;
  void *Context;
  void *SystemArgument1;
  void *SystemArgument2;
  void *DpcData; ///< not null while queued
};

struct KTIMER {
  DISPATCHER_HEADER Header;
  uint64_t DueTime;
  LIST_ENTRY TimerListEntry;
  KDPC *Dpc;
  uint16_t Processor;
  uint16_t TimerType;
  uint32_t Period; ///< milliseconds
};

struct FAST_MUTEX {
  int32_t Count;
  void *Owner;
  uint32_t Contention;
  KEVENT Event;
  uint32_t OldIrql;
};

struct MDL {
  MDL *Next;
  int16_t Size;
  int16_t MdlFlags;
  uint16_t AllocationProcessorNumber;
  uint16_t Reserved;
  void *Process;
  void *MappedSystemVa;
  void *StartVa;
  uint32_t ByteCount;
  uint32_t ByteOffset;
};

enum MdlFlag : int16_t {
  MDL_MAPPED_TO_SYSTEM_VA = 0x0001,
  MDL_PAGES_LOCKED = 0x0002,
  MDL_SOURCE_IS_NONPAGED_POOL = 0x0004,
  MDL_ALLOCATED_FIXED_SIZE = 0x0008,
  MDL_PARTIAL = 0x0010,
  MDL_PARTIAL_HAS_BEEN_MAPPED = 0x0020,
  MDL_WRITE_OPERATION = 0x0080,
};

struct IRP;
struct DEVICE_OBJECT;
struct DRIVER_OBJECT;
struct FILE_OBJECT;

struct IO_STATUS_BLOCK {
  union {
    NTSTATUS Status;
    void *Pointer;
  };
  uintptr_t Information;
};

using CompletionRoutine = MSABI NTSTATUS (*)(DEVICE_OBJECT *, IRP *, void *);
using CancelRoutine = MSABI void (*)(DEVICE_OBJECT *, IRP *);
using DispatchRoutine = MSABI NTSTATUS (*)(DEVICE_OBJECT *, IRP *);
using UnloadRoutine = MSABI void (*)(DRIVER_OBJECT *);
using EntryRoutine = MSABI NTSTATUS (*)(DRIVER_OBJECT *, UNICODE_STRING *);
using AddDeviceRoutine = MSABI NTSTATUS (*)(DRIVER_OBJECT *, DEVICE_OBJECT *);

/// IO_STACK_LOCATION.Control.
enum StackControl : uint8_t {
  SL_PENDING_RETURNED = 0x01,
  SL_INVOKE_ON_CANCEL = 0x20,
  SL_INVOKE_ON_SUCCESS = 0x40,
  SL_INVOKE_ON_ERROR = 0x80,
};

struct IO_STACK_LOCATION {
  uint8_t MajorFunction;
  uint8_t MinorFunction;
  uint8_t Flags;
  uint8_t Control;
  union {
    struct {
      void *Argument1, *Argument2, *Argument3, *Argument4;
    } Others;
    struct {
      uint32_t OutputBufferLength;
      alignas(8) uint32_t InputBufferLength;
      alignas(8) uint32_t IoControlCode;
      void *Type3InputBuffer;
    } DeviceIoControl;
    struct {
      uint32_t Length;
      alignas(8) uint32_t Key;
      alignas(8) int64_t ByteOffset;
    } ReadWrite;
  } Parameters;
  nt::DEVICE_OBJECT *DeviceObject;
  nt::FILE_OBJECT *FileObject;
  nt::CompletionRoutine CompletionRoutine;
  void *Context;
};

struct alignas(16) IRP {
  int16_t Type;
  uint16_t Size;
  uint16_t AllocationProcessorNumber;
  uint16_t Reserved;
  MDL *MdlAddress;
  uint32_t Flags;
  void *SystemBuffer; ///< AssociatedIrp
  LIST_ENTRY ThreadListEntry;
  IO_STATUS_BLOCK IoStatus;
  int8_t RequestorMode;
  BOOLEAN PendingReturned;
  int8_t StackCount;
  int8_t CurrentLocation; ///< StackCount + 1 while the creator owns it
  BOOLEAN Cancel;
  KIRQL CancelIrql;
  int8_t ApcEnvironment;
  uint8_t AllocationFlags;
  IO_STATUS_BLOCK *UserIosb;
  KEVENT *UserEvent;
  void *Overlay[2];
  nt::CancelRoutine CancelRoutine;
  void *UserBuffer;
  void *DriverContext[4]; ///< Tail.Overlay
  void *Thread;
  char *AuxiliaryBuffer;
  LIST_ENTRY ListEntry;
  IO_STACK_LOCATION *CurrentStackLocation;
  nt::FILE_OBJECT *OriginalFileObject;
};

struct DRIVER_EXTENSION {
  nt::DRIVER_OBJECT *DriverObject;
  AddDeviceRoutine AddDevice;
  uint32_t Count;
  UNICODE_STRING ServiceKeyName;
};

struct DRIVER_OBJECT {
  int16_t Type;
  int16_t Size;
  nt::DEVICE_OBJECT *DeviceObject;
  uint32_t Flags;
  void *DriverStart;
  uint32_t DriverSize;
  void *DriverSection;
  DRIVER_EXTENSION *DriverExtension;
  UNICODE_STRING DriverName;
  UNICODE_STRING *HardwareDatabase;
  void *FastIoDispatch;
  EntryRoutine DriverInit;
  void *DriverStartIo;
  UnloadRoutine DriverUnload;
  DispatchRoutine MajorFunction[28];
};

struct alignas(16) DEVICE_OBJECT {
  int16_t Type;
  uint16_t Size;
  int32_t ReferenceCount;
  nt::DRIVER_OBJECT *DriverObject;
  DEVICE_OBJECT *NextDevice;
  DEVICE_OBJECT *AttachedDevice;
  IRP *CurrentIrp;
  void *Timer;
  uint32_t Flags;
  uint32_t Characteristics;
  void *Vpb;
  void *DeviceExtension;
  uint32_t DeviceType;
  int8_t StackSize;
  alignas(8) uint8_t Rest[240];
  void *DeviceObjectExtension;
  void *Reserved;
};

static_assert(sizeof(KEVENT) == 24 && sizeof(KSEMAPHORE) == 32);
static_assert(sizeof(KMUTANT) == 56 && sizeof(KDPC) == 64);
static_assert(sizeof(KTIMER) == 64 && sizeof(FAST_MUTEX) == 56);
static_assert(sizeof(MDL) == 48 && sizeof(IO_STACK_LOCATION) == 72);
static_assert(sizeof(IRP) == 208 && offsetof(IRP, CurrentStackLocation) == 184);
static_assert(sizeof(DRIVER_OBJECT) == 336 && sizeof(DEVICE_OBJECT) == 336);

} // namespace nt
} // namespace kernel

#endif // WSK_KERNEL_NT_TYPES_H
