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

} // namespace wdf
} // namespace kernel

#endif // WSK_KERNEL_WDF_TYPES_H
