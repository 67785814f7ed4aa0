//===- InterfaceChange.cpp - Being told of network interfaces -------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Interfaces, addresses and routes come, change and go while the driver wants
/// to know of it. What is in a row is zero but for its family.
//===----------------------------------------------------------------------===//
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "base/Waiting.h"
#include "mm/Pool.h"
#include "nt/Status.h"
#include <algorithm>
#include <cstring>

namespace kernel {
namespace {
using namespace nt;

/// MIB_NOTIFICATION_TYPE.
enum Notification : uint32_t { Parameter, Add, Delete, Initial };

using Callback = MSABI void (*)(void *Context, void *Row, Notification Type);

struct Watch {
  Callback Routine;
  void *Context;
  uint16_t Family;
  bool WantsInitial;
  bool Cancelled = false;
  Fiber *Inside = nullptr; ///< whose call has not returned
  StackRef Made;
};
run::Local<run::vector<Watch *>> Watches;

void tell(Watch &W, Notification What) {
  if (W.Cancelled)
    return;
  void *Row = nullptr;
  if (What != Initial) {
    constexpr size_t LargestRow = 512;
    Row = pool::allocateInternal(LargestRow);
    memcpy(Row, &W.Family, sizeof(W.Family));
  }
  W.Inside = self();
  reached("interface notifications");
  callDriver("interface notification", W.Routine, W.Context, Row, What);
  W.Inside = nullptr;
  wakeAll(&W);
}

/// Something comes, and perhaps changes or goes.
void change(void *Argument) {
  auto &W = *static_cast<Watch *>(Argument);
  if (W.WantsInitial)
    tell(W, Initial);
  yield();
  tell(W, Add);
  yield();
  switch (choose(ChoiceKind::Peer, 3)) {
  case 1:
    return tell(W, Delete);
  case 2:
    return tell(W, Parameter);
  default:
    return;
  }
}

MSABI NTSTATUS NotifyIpInterfaceChange(uint16_t Family, Callback Routine,
                                       void *Context, BOOLEAN WantsInitial,
                                       HANDLE *Out) {
  if (chooseNoMemory())
    return STATUS_INSUFFICIENT_RESOURCES;
  auto *Made = run::create<Watch>();
  Made->Routine = Routine;
  Made->Context = Context;
  Made->Family = Family;
  Made->WantsInitial = WantsInitial;
  Made->Made = captureRef();
  Watches->push_back(Made);
  *Out = Made;
  spawn(FiberKind::Peer, "network", change, Made);
  yield();
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(NotifyIpInterfaceChange, PASSIVE_LEVEL)
KERNEL_EXPORT_AS(NotifyUnicastIpAddressChange, NotifyIpInterfaceChange,
                 PASSIVE_LEVEL)
KERNEL_EXPORT_AS(NotifyRouteChange2, NotifyIpInterfaceChange, PASSIVE_LEVEL)

void explainDeadlock(const WaitRecord &, Violation &Report) {
  Report.note({}, "it waits for the notification that it is called from");
}

MSABI NTSTATUS CancelMibChangeNotify2(HANDLE Handle) {
  auto Place = std::find(Watches->begin(), Watches->end(), Handle);
  if (Place == Watches->end())
    return STATUS_INVALID_PARAMETER;
  Watch *W = *Place;
  Watches->erase(Place);
  W->Cancelled = true;
  if (W->Inside == self()) {
    WaitRecord Record{"CancelMibChangeNotify2"};
    Record.HangRule = "driver-hang";
    Record.Explain = explainDeadlock;
    block(Record);
  }
  while (W->Inside)
    blockOn(W, "CancelMibChangeNotify2");
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(CancelMibChangeNotify2, PASSIVE_LEVEL)

void checkCancelled() {
  for (const Watch *W : *Watches)
    report("callback-after-unload",
           "a network notification of the driver is still registered when the "
           "driver is gone")
        .note(W->Made, "registered here");
}
RunHook AtEnd(RunHook::AfterUnload, checkCancelled);
} // namespace
} // namespace kernel
