//===- DriverCall.h - Calling the driver from the kernel ------ -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Every call from kernel into driver code goes through callDriver, so that the
/// registers of the driver's own call are kept, stacks can be walked across the
/// kernel, and a wild function pointer is a report instead of a crash.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_ABI_DRIVERCALL_H
#define WSK_KERNEL_ABI_DRIVERCALL_H

#include "abi/CallFrame.h"
#include "base/Scheduler.h"

namespace kernel {

/// Kept on the host's stack while driver code runs below it.
class DriverCallScope {
public:
  /// Ends the run with a report when \p Function is no code of the driver or of
  /// the kernel, or when the driver has been unloaded. \p What names the
  /// callback in reports ("completion routine"); static text.
  DriverCallScope(const void *Function, const char *What);
  ~DriverCallScope();
  DriverCallScope(const DriverCallScope &) = delete;
  DriverCallScope &operator=(const DriverCallScope &) = delete;

private:
  void checkLeft() const;
  Fiber *F;
  CallFrame *Frame;
  const char *What;
  unsigned SpinLocks;
  CallFrame Saved;
};

/// Calls \p Function of the driver. The fiber's IRQL is as the callee leaves
/// it.
template <class R, class... Parameters, class... Arguments>
R callDriver(const char *What, MSABI R (*Function)(Parameters...),
             Arguments... Args) {
  DriverCallScope Scope(reinterpret_cast<const void *>(Function), What);
  return Function(Args...);
}

/// First in a routine of the kernel that the kernel calls through the driver's
/// tables: what it does has no place in the driver's code.
inline void calledByKernel() { self()->Frame->Rip = 0; }

/// Lets the driver's next call of the kernel end the run as inconclusive: it
/// calls and calls, and nothing comes of it. For signal handlers. \returns
/// false when that was said already, and the run has made no call since.
bool stopAtNextCall();

/// True when the driver's code is gone: after DriverUnload or a failed
/// DriverEntry.
bool driverIsGone();
void setDriverGone(bool Gone);

} // namespace kernel

#endif // WSK_KERNEL_ABI_DRIVERCALL_H
