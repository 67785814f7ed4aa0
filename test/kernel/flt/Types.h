//===- Types.h - Structures of the filter manager ------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_FLT_TYPES_H
#define WSK_KERNEL_FLT_TYPES_H

#include "nt/Types.h"

namespace kernel {
namespace flt {

struct RelatedObjects {
  uint16_t Size;
  uint16_t TransactionContext;
  void *Filter, *Volume, *Instance, *FileObject, *Transaction;
};

struct IoParameterBlock {
  uint32_t IrpFlags;
  uint8_t MajorFunction, MinorFunction, OperationFlags, Reserved;
  void *TargetFileObject, *TargetInstance;
  uint64_t Parameters[8];
};

struct CallbackData {
  uint32_t Flags;
  void *Thread;
  IoParameterBlock *Iopb;
  nt::IO_STATUS_BLOCK IoStatus;
  void *TagData;
  void *FilterContext[4];
  int8_t RequestorMode;
};
static_assert(sizeof(CallbackData) == 88);

using PreOperation = MSABI int32_t (*)(CallbackData *, const RelatedObjects *,
                                       void **);
using PostOperation = MSABI int32_t (*)(CallbackData *, const RelatedObjects *,
                                        void *, uint32_t);
using UnloadCallback = MSABI nt::NTSTATUS (*)(uint32_t);
using SetupCallback = MSABI nt::NTSTATUS (*)(const RelatedObjects *, uint32_t,
                                             uint32_t, uint32_t);
using QueryTeardownCallback = MSABI nt::NTSTATUS (*)(const RelatedObjects *,
                                                     uint32_t);
using TeardownCallback = MSABI void (*)(const RelatedObjects *, uint32_t);

struct OperationRegistration {
  uint8_t MajorFunction; ///< 0x80 ends the table
  uint32_t Flags;
  PreOperation Pre;
  PostOperation Post;
  void *Reserved;
};

struct Registration {
  uint16_t Size, Version;
  uint32_t Flags;
  void *Contexts;
  const OperationRegistration *Operations;
  UnloadCallback Unload;
  SetupCallback InstanceSetup;
  QueryTeardownCallback InstanceQueryTeardown;
  TeardownCallback InstanceTeardownStart, InstanceTeardownComplete;
};
static_assert(sizeof(Registration) == 64);

} // namespace flt
} // namespace kernel

#endif // WSK_KERNEL_FLT_TYPES_H
