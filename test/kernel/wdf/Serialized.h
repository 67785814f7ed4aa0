//===- Serialized.h - Callbacks that exclude each other ------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A synchronization scope: the callbacks of a device, or of a queue, are
/// called one at a time; under a mutex when they want to run at PASSIVE_LEVEL,
/// else under a spin lock, and thus at DISPATCH_LEVEL.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_WDF_SERIALIZED_H
#define WSK_KERNEL_WDF_SERIALIZED_H

#include "abi/DriverCall.h"
#include "wdf/Objects.h"

namespace kernel {
namespace wdf {

/// The object whose lock the callbacks of \p Of are called under, or null.
Object *lockOwner(Object &Of);

void lock(Object &Owner);
void unlock(Object &Owner);

/// Holds the lock for the time of a callback, unless the thread has it already.
class Serialized {
public:
  explicit Serialized(Object &Of);
  ~Serialized();
  Serialized(const Serialized &) = delete;
  Serialized &operator=(const Serialized &) = delete;

private:
  Object *Owner;
};

/// Calls back \p Function of the driver for \p Of, as its scope says.
template <class R, class... Parameters, class... Arguments>
R callEvent(const char *What, Object &Of, MSABI R (*Function)(Parameters...),
            Arguments... Args) {
  Serialized Here(Of);
  return callDriver(What, Function, Args...);
}

/// Whether callbacks of \p Of may not be called by the running thread, but
/// have to be left to a work item.
bool needsWorkItem(const Object &Of);

} // namespace wdf
} // namespace kernel

#endif // WSK_KERNEL_WDF_SERIALIZED_H
