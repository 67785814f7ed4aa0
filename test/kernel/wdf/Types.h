//===- Types.h - Structures of KMDF --------------------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_WDF_TYPES_H
#define WSK_KERNEL_WDF_TYPES_H

#include "nt/Types.h"

namespace kernel {
namespace wdf {

using ObjectCallback = MSABI void (*)(void *);
using DeviceAddCallback = MSABI nt::NTSTATUS (*)(void *, void *);
using DeviceCallback = MSABI nt::NTSTATUS (*)(void *);
using StateCallback = MSABI nt::NTSTATUS (*)(void *, int32_t);
using PrepareCallback = MSABI nt::NTSTATUS (*)(void *, void *, void *);
using ReleaseCallback = MSABI nt::NTSTATUS (*)(void *, void *);

struct ContextType {
  uint32_t Size;
  const char *Name;
  size_t ContextSize;
  const ContextType *Unique;
  void *GetUnique;
};

struct ObjectAttributes {
  uint32_t Size;
  ObjectCallback Cleanup, Destroy;
  int32_t ExecutionLevel, SynchronizationScope;
  void *Parent;
  size_t ContextSizeOverride;
  const ContextType *Context;
};
static_assert(sizeof(ObjectAttributes) == 56);

enum DriverFlag : uint32_t { NonPnp = 1, NoDispatchOverride = 2 };

struct DriverConfig {
  uint32_t Size;
  DeviceAddCallback DeviceAdd;
  ObjectCallback Unload;
  uint32_t Flags;
  uint32_t PoolTag;
};
static_assert(sizeof(DriverConfig) == 32);

struct PnpCallbacks {
  uint32_t Size;
  StateCallback D0Entry, D0EntryPostInterrupts;
  StateCallback D0Exit, D0ExitPreInterrupts;
  PrepareCallback PrepareHardware;
  ReleaseCallback ReleaseHardware;
  ObjectCallback SelfManagedIoCleanup, SelfManagedIoFlush;
  DeviceCallback SelfManagedIoInit, SelfManagedIoSuspend;
  DeviceCallback SelfManagedIoRestart;
  ObjectCallback SurpriseRemoval;
  DeviceCallback QueryRemove, QueryStop;
  void *Rest[3];
};
static_assert(sizeof(PnpCallbacks) == 144);

/// WDF_EXECUTION_LEVEL and WDF_SYNCHRONIZATION_SCOPE.
enum ExecutionLevel : int32_t {
  LevelOfParent = 1,
  LevelPassive = 2,
  LevelDispatch = 3
};
enum Scope : int32_t {
  ScopeOfParent = 1,
  ScopeDevice = 2,
  ScopeQueue = 3,
  ScopeNone = 4
};
enum TriState : int32_t { No = 0, Yes = 1, Default = 2 };

using RequestCallback = MSABI void (*)(void *, void *);
using TransferCallback = MSABI void (*)(void *, void *, size_t);
using ControlCallback = MSABI void (*)(void *, void *, size_t, size_t,
                                       uint32_t);
using StopCallback = MSABI void (*)(void *, void *, uint32_t);
using CreateCallback = MSABI void (*)(void *, void *, void *);

enum DispatchType : int32_t { Sequential = 1, Parallel = 2, Manual = 3 };

struct QueueConfig {
  uint32_t Size;
  int32_t Dispatch;
  int32_t PowerManaged;
  nt::BOOLEAN AllowZeroLength, DefaultQueue;
  RequestCallback AnyRequest;
  TransferCallback Read, Write;
  ControlCallback Control, InternalControl;
  StopCallback Stop;
  RequestCallback Resume, CanceledOnQueue;
  uint32_t Presented; ///< of a parallel queue, at most at once
  void *Driver;
};
static_assert(sizeof(QueueConfig) == 96);

struct FileConfig {
  uint32_t Size;
  CreateCallback Create;
  ObjectCallback Close, Cleanup;
  int32_t AutoForward, Class;
};

struct RequestParameters {
  uint16_t Size;
  uint8_t MinorFunction;
  int32_t Type;
  size_t Length;      ///< or OutputBufferLength
  size_t InputLength; ///< or the key
  uint64_t Code;      ///< or the offset in the device
  void *Type3Input;
};
static_assert(sizeof(RequestParameters) == 40);

struct TimerConfig {
  uint32_t Size;
  ObjectCallback Expired;
  uint32_t Period; ///< milliseconds
  nt::BOOLEAN Serialized;
  uint32_t TolerableDelay;
  alignas(8) int32_t HighResolution;
};
static_assert(sizeof(TimerConfig) == 40);

/// Of work items and deferred procedure calls.
struct WorkConfig {
  uint32_t Size;
  ObjectCallback Run;
  nt::BOOLEAN Serialized;
};
static_assert(sizeof(WorkConfig) == 24);

constexpr auto STATUS_WDF_PAUSED = nt::NTSTATUS(0xC0200203);
constexpr auto STATUS_WDF_BUSY = nt::NTSTATUS(0xC0200204);
constexpr auto STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL =
    nt::NTSTATUS(0xC020020C);
constexpr auto STATUS_WDF_PARENT_NOT_SPECIFIED = nt::NTSTATUS(0xC0200212);

} // namespace wdf
} // namespace kernel

#endif // WSK_KERNEL_WDF_TYPES_H
