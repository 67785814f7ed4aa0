//===- DriverCall.cpp - Calling the driver from the kernel ----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "base/Snapshot.h"
#include "image/Image.h"
#include "monitor/Rules.h"
#include <cstring>

namespace kernel {

namespace {
bool Gone = false;
RunState Keep([](RunRanges &Into) { Into.add(Gone); });
} // namespace

bool driverIsGone() { return Gone; }
void setDriverGone(bool IsGone) { Gone = IsGone; }

DriverCallScope::DriverCallScope(const void *Function, const char *What)
    : F(self()), Frame(F->Frame), What(What), SpinLocks(F->SpinLocks),
      Saved(*Frame) {
  if (Gone)
    bugcheck(monitor::DriverCodeAfterUnload.Id,
             "the kernel calls a %s of a driver that is gone", What);
  if (!image::isCode(Function) && !isStub(Function))
    bugcheck("mem-wild-call", "the %s at %p is no code of the driver", What,
             Function);
  KERNEL_TRACE("call %s", What);
}

void DriverCallScope::checkLeft() const {
  if (F->SpinLocks > SpinLocks)
    report("lock-not-released", "the %s returns and holds a spin lock", What);
  else if (Frame->Irql != Saved.Irql)
    report("irql-not-restored",
           "the %s was called at IRQL %u and returns at %u", What,
           unsigned(Saved.Irql), unsigned(Frame->Irql));
}

DriverCallScope::~DriverCallScope() {
  if (Frame->Irql != Saved.Irql || F->SpinLocks > SpinLocks)
    checkLeft();
  F->SpinLocks = SpinLocks;
  F->LeftAfter = Frame->Rip;
  *Frame = Saved;
}

} // namespace kernel
