//===- DriverCall.cpp - Calling the driver from the kernel ----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "image/Image.h"
#include "monitor/Rules.h"
#include <cstring>

namespace kernel {

namespace {
bool Gone = false;
}

bool driverIsGone() { return Gone; }
void setDriverGone(bool IsGone) { Gone = IsGone; }

DriverCallScope::DriverCallScope(const void *Function, const char *What)
    : Frame(self()->Frame), Saved(*Frame) {
  if (Gone)
    bugcheck(monitor::DriverCodeAfterUnload.Id,
             "the kernel calls a %s of a driver that is gone", What);
  if (!image::isCode(Function) && !isStub(Function))
    bugcheck("mem-wild-call", "the %s at %p is no code of the driver", What,
             Function);
  KERNEL_TRACE("call %s", What);
}

DriverCallScope::~DriverCallScope() {
  nt::KIRQL Irql = Frame->Irql;
  *Frame = Saved;
  Frame->Irql = Irql;
}

} // namespace kernel
