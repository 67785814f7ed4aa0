//===- Thread.cpp - System threads ----------------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "base/Choice.h"
#include "base/Scheduler.h"
#include "ke/Dispatcher.h"
#include "mm/Pool.h"
#include "nt/Status.h"
#include "ob/Object.h"

namespace kernel {
namespace {
using namespace nt;

using ThreadRoutine = MSABI void (*)(void *);

/// What drivers see as a thread: they wait for it and compare pointers.
struct Thread {
  DISPATCHER_HEADER Header;
  ThreadRoutine Routine;
  void *Context;
  Fiber *Runs;
  NTSTATUS ExitStatus;
};

void checkLeaving() {
  Fiber *F = self();
  if (F->irql() != PASSIVE_LEVEL)
    report("irql-not-restored", "a thread ends at IRQL %u",
           unsigned(F->irql()));
  if (F->CriticalRegions)
    report("lock-not-released", "a thread ends inside a critical region");
}

[[noreturn]] void endThread(Thread *T, NTSTATUS Status) {
  checkLeaving();
  T->ExitStatus = Status;
  ke::signal(&T->Header, 1);
  exitFiber();
}

void threadMain(void *Argument) {
  auto *T = static_cast<Thread *>(Argument);
  callDriver("thread routine", T->Routine, T->Context);
  endThread(T, STATUS_SUCCESS);
}

Thread *makeThreadObject() {
  auto *T = static_cast<Thread *>(pool::allocateInternal(sizeof(Thread)));
  T->Header.Type = ThreadObject;
  T->Header.Size = sizeof(Thread) / 4;
  return T;
}

MSABI NTSTATUS PsCreateSystemThread(HANDLE *Handle, uint32_t, void *, HANDLE,
                                    void *, ThreadRoutine Routine,
                                    void *Context) {
  if (chooseFault())
    return STATUS_INSUFFICIENT_RESOURCES;
  Thread *T = makeThreadObject();
  T->Routine = Routine;
  T->Context = Context;
  T->Runs = spawn(FiberKind::Thread, "thread", threadMain, T);
  T->Runs->Object = T;
  *Handle = ob::openHandle(ob::add(T, ob::Kind::Thread));
  reached("threads");
  yield();
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(PsCreateSystemThread, PASSIVE_LEVEL)

MSABI NTSTATUS IoCreateSystemThread(void *, HANDLE *Handle, uint32_t Access,
                                    void *Attributes, HANDLE Process, void *Id,
                                    ThreadRoutine Routine, void *Context) {
  return PsCreateSystemThread(Handle, Access, Attributes, Process, Id, Routine,
                              Context);
}
KERNEL_EXPORT(IoCreateSystemThread, PASSIVE_LEVEL)

MSABI NTSTATUS PsTerminateSystemThread(NTSTATUS Status) {
  if (self()->Kind != FiberKind::Thread)
    bugcheck("thread-not-own",
             "PsTerminateSystemThread is called on a thread of the system");
  endThread(static_cast<Thread *>(self()->Object), Status);
}
KERNEL_EXPORT(PsTerminateSystemThread, PASSIVE_LEVEL)

MSABI void *PsGetCurrentThread() {
  if (!self()->Object) {
    Thread *T = makeThreadObject();
    self()->Object = T;
    ob::add(T, ob::Kind::Other);
  }
  return self()->Object;
}
KERNEL_EXPORT(PsGetCurrentThread, DISPATCH_LEVEL)
KERNEL_EXPORT_AS(KeGetCurrentThread, PsGetCurrentThread, HIGH_LEVEL)

MSABI HANDLE PsGetCurrentThreadId() {
  return reinterpret_cast<HANDLE>(uint64_t(self()->Id) * 4);
}
KERNEL_EXPORT(PsGetCurrentThreadId, DISPATCH_LEVEL)

MSABI HANDLE PsGetCurrentProcessId() { return reinterpret_cast<HANDLE>(4); }
KERNEL_EXPORT(PsGetCurrentProcessId, DISPATCH_LEVEL)

uint8_t SystemProcess[64];

MSABI void *PsGetCurrentProcess() { return SystemProcess; }
KERNEL_EXPORT(PsGetCurrentProcess, DISPATCH_LEVEL)
KERNEL_EXPORT_AS(IoGetCurrentProcess, PsGetCurrentProcess, DISPATCH_LEVEL)

MSABI int32_t KeSetPriorityThread(void *, int32_t) { return 8; }
KERNEL_EXPORT(KeSetPriorityThread, DISPATCH_LEVEL)

MSABI int32_t KeQueryPriorityThread(void *) { return 8; }
KERNEL_EXPORT(KeQueryPriorityThread, DISPATCH_LEVEL)

MSABI uint32_t KeGetCurrentProcessorNumberEx(void *) { return 0; }
KERNEL_EXPORT(KeGetCurrentProcessorNumberEx, HIGH_LEVEL)
KERNEL_EXPORT_AS(KeGetCurrentProcessorNumber, KeGetCurrentProcessorNumberEx,
                 HIGH_LEVEL)

MSABI uint32_t KeQueryActiveProcessorCountEx(uint16_t) {
  return RunLimits.Processors;
}
KERNEL_EXPORT(KeQueryActiveProcessorCountEx, HIGH_LEVEL)
KERNEL_EXPORT_AS(KeQueryMaximumProcessorCountEx, KeQueryActiveProcessorCountEx,
                 HIGH_LEVEL)
KERNEL_EXPORT_AS(KeQueryActiveProcessorCount, KeQueryActiveProcessorCountEx,
                 HIGH_LEVEL)
} // namespace
} // namespace kernel
