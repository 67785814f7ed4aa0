//===- WorkItem.cpp - Work queued to the system's threads -----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "io/WorkItem.h"
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "base/Choice.h"
#include "base/Waiting.h"
#include "mm/Pool.h"
#include "nt/Status.h"

namespace kernel {

namespace {
using namespace nt;

using WorkRoutine = MSABI void (*)(DEVICE_OBJECT *, void *);
using WorkRoutineEx = MSABI void (*)(void *, void *, void *);
using PlainRoutine = MSABI void (*)(void *);

struct WorkItem {
  void *Object; ///< device or driver object
  void *Routine;
  void *Context;
  bool Extended;
  bool Queued;
  bool Freed;
  StackRef Allocated;
};

/// WORK_QUEUE_ITEM: the executive's own kind, in memory of the driver.
struct QueueItem {
  LIST_ENTRY List;
  PlainRoutine Routine;
  void *Context;
};

struct Pending {
  unsigned OfDevices = 0;
  run::vector<WorkItem *> Items;
  run::vector<QueueItem *> Plain;
};
run::Local<Pending> State;

void runItem(void *Argument) {
  auto *Item = static_cast<WorkItem *>(Argument);
  Item->Queued = false;
  // A routine may free its item and even queue it again.
  if (Item->Extended)
    callDriver("work item routine",
               reinterpret_cast<WorkRoutineEx>(Item->Routine), Item->Object,
               Item->Context, static_cast<void *>(Item));
  else
    callDriver("work item routine",
               reinterpret_cast<WorkRoutine>(Item->Routine),
               static_cast<DEVICE_OBJECT *>(Item->Object), Item->Context);
  if (--State->OfDevices == 0)
    wakeAll(&State->OfDevices);
}

void queue(WorkItem *Item, void *Routine, void *Context, bool Extended) {
  if (Item->Queued)
    bugcheck("workitem-queued-twice",
             "IoQueueWorkItem: the item is in the queue already");
  Item->Routine = Routine;
  Item->Context = Context;
  Item->Extended = Extended;
  Item->Queued = true;
  ++State->OfDevices;
  spawn(FiberKind::WorkItem, "work item", runItem, Item);
  yield();
}

void runPlain(void *Argument) {
  auto *Item = static_cast<QueueItem *>(Argument);
  PlainRoutine Routine = Item->Routine;
  void *Context = Item->Context;
  auto &Plain = State->Plain;
  for (size_t I = 0; I != Plain.size(); ++I)
    if (Plain[I] == Item) {
      Plain.erase(Plain.begin() + I);
      break;
    }
  callDriver("work item routine", Routine, Context);
}

void checkLeaks() {
  for (const WorkItem *Item : State->Items)
    if (!Item->Freed)
      report("pool-leak", "a work item is never freed")
          .note(Item->Allocated, "allocated here");
  if (!State->Plain.empty())
    report("workitem-outlives-driver",
           "a work item is still queued when the driver is gone");
}
RunHook AtEnd(RunHook::AfterUnload, checkLeaks);

MSABI WorkItem *IoAllocateWorkItem(void *Object) {
  if (chooseNoMemory())
    return nullptr;
  auto *Item =
      static_cast<WorkItem *>(pool::allocateInternal(sizeof(WorkItem)));
  Item->Object = Object;
  Item->Allocated = captureRef();
  State->Items.push_back(Item);
  return Item;
}
KERNEL_EXPORT(IoAllocateWorkItem, DISPATCH_LEVEL)

MSABI void IoFreeWorkItem(WorkItem *Item) {
  if (Item->Queued)
    report("workitem-free-queued",
           "IoFreeWorkItem: the item is still in the queue");
  Item->Freed = true;
  pool::free(Item, 0, "IoFreeWorkItem");
  auto &Items = State->Items;
  for (size_t I = 0; I != Items.size(); ++I)
    if (Items[I] == Item) {
      Items.erase(Items.begin() + I);
      break;
    }
}
KERNEL_EXPORT(IoFreeWorkItem, DISPATCH_LEVEL)

MSABI void IoQueueWorkItem(WorkItem *Item, void *Routine, uint32_t,
                           void *Context) {
  queue(Item, Routine, Context, false);
}
KERNEL_EXPORT(IoQueueWorkItem, DISPATCH_LEVEL)

MSABI void IoQueueWorkItemEx(WorkItem *Item, void *Routine, uint32_t,
                             void *Context) {
  queue(Item, Routine, Context, true);
}
KERNEL_EXPORT(IoQueueWorkItemEx, DISPATCH_LEVEL)

MSABI void ExQueueWorkItem(QueueItem *Item, uint32_t) {
  State->Plain.push_back(Item);
  spawn(FiberKind::WorkItem, "work item", runPlain, Item);
  yield();
}
KERNEL_EXPORT(ExQueueWorkItem, DISPATCH_LEVEL)
} // namespace

void io::waitForWorkItems() {
  while (State->OfDevices)
    blockOn(&State->OfDevices, "the end of work items");
}

} // namespace kernel
