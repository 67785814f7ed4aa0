//===- Object.h - Objects with handles and references --------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Threads, devices and files are counted by references; some have handles,
/// each of which is a reference as well.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_OB_OBJECT_H
#define WSK_KERNEL_OB_OBJECT_H

#include "base/Report.h"
#include "nt/Types.h"

namespace kernel {
namespace ob {

enum class Kind : uint8_t { Thread, Device, File, Driver, Event, Key, Other };

struct Record {
  void *Body = nullptr; ///< what drivers see
  ob::Kind Kind = Kind::Other;
  unsigned References = 0; ///< of the driver, handles not included
  unsigned Handles = 0;
  StackRef Created;
  StackRef Referenced; ///< where the latest reference was taken
};

/// Makes \p Body known; it has no references of the driver yet.
Record &add(void *Body, Kind What);
Record *find(const void *Body);

nt::HANDLE openHandle(Record &Object);
/// The object behind \p Handle, or null.
Record *byHandle(nt::HANDLE Handle);

void reference(void *Body, const char *Routine);
void dereference(void *Body, const char *Routine);

/// What PsThreadType and the like point to.
void *typeOf(Kind What);

} // namespace ob
} // namespace kernel

#endif // WSK_KERNEL_OB_OBJECT_H
