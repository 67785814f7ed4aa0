//===- ClientControl.cpp - WskControlClient -------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "base/Scheduler.h"
#include "monitor/Rules.h"
#include "wsk/Provider.h"
#include "wsk/Tables.h"
#include <cstring>

namespace kernel {
namespace wsk {

namespace {
struct Request {
  Registration &R;
  size_t InputSize;
  void *Input;
  size_t OutputSize;
  void *Output;
  size_t *Returned;
};

struct ControlRecord {
  uint32_t Code;
  const char *Name;
  bool NeedsIrp;
  bool BeforeSockets; ///< only while the client has made no socket
  NTSTATUS (*Act)(Request &);
};

/// A cached security descriptor is a reference that must be given back.
struct CachedDescriptor {
  Registration *Owner;
  bool Released = false;
  StackRef Made;
};
struct Descriptors {
  run::vector<CachedDescriptor *> All;
};
run::Local<Descriptors> Cache;
} // namespace

namespace {
/// How many transports this machine has: the usual four, none, or more than a
/// driver may have room for. It is the same for a whole run.
struct Transports {
  unsigned Count = ~0u;
};
run::Local<Transports> Machine;
} // namespace

static NTSTATUS listTransports(Request &R) {
  static const WSK_TRANSPORT Known[] = {
      {0x0100, SOCK_STREAM, IPPROTO_TCP, AF_INET, {}},
      {0x0100, SOCK_STREAM, IPPROTO_TCP, AF_INET6, {}},
      {0x0100, SOCK_DGRAM, IPPROTO_UDP, AF_INET, {}},
      {0x0100, SOCK_DGRAM, IPPROTO_UDP, AF_INET6, {}},
  };
  constexpr unsigned Usual = sizeof(Known) / sizeof(Known[0]);
  static const unsigned Counts[] = {Usual, 0, 32};
  if (Machine->Count == ~0u)
    Machine->Count = Counts[choose(ChoiceKind::Status, 3)];
  size_t Size = Machine->Count * sizeof(Known[0]);
  if (R.Returned)
    *R.Returned = Size;
  if (Size && (!R.Output || R.OutputSize < Size))
    return nt::STATUS_BUFFER_OVERFLOW;
  for (unsigned I = 0; I != Machine->Count; ++I)
    memcpy(static_cast<char *>(R.Output) + I * sizeof(Known[0]),
           &Known[I % Usual], sizeof(Known[0]));
  return nt::STATUS_SUCCESS;
}

static NTSTATUS waitForChange(Request &) { return nt::STATUS_PENDING; }

static NTSTATUS setStaticEvents(Request &R) {
  if (R.InputSize < sizeof(WSK_EVENT_CALLBACK_CONTROL) || !R.Input)
    return nt::STATUS_INVALID_PARAMETER;
  auto *Control = static_cast<WSK_EVENT_CALLBACK_CONTROL *>(R.Input);
  R.R.StaticEvents = Control->EventMask;
  reached("static events");
  return nt::STATUS_SUCCESS;
}

static NTSTATUS cacheDescriptor(Request &R) {
  if (R.InputSize < sizeof(void *) || R.OutputSize < sizeof(void *))
    return nt::STATUS_INVALID_PARAMETER;
  auto *D = run::create<CachedDescriptor>();
  D->Owner = &R.R;
  D->Made = captureRef();
  Cache->All.push_back(D);
  memcpy(R.Output, &D, sizeof(D));
  return nt::STATUS_SUCCESS;
}

static NTSTATUS releaseDescriptor(Request &R) {
  CachedDescriptor *Given = nullptr;
  if (R.InputSize < sizeof(void *) || !R.Input)
    return nt::STATUS_INVALID_PARAMETER;
  memcpy(&Given, R.Input, sizeof(Given));
  for (CachedDescriptor *D : Cache->All)
    if (D == Given && !D->Released) {
      D->Released = true;
      return nt::STATUS_SUCCESS;
    }
  return nt::STATUS_INVALID_PARAMETER;
}

static NTSTATUS taken(Request &) { return nt::STATUS_SUCCESS; }

static const ControlRecord Controls[] = {
    {WSK_TRANSPORT_LIST_QUERY, "WSK_TRANSPORT_LIST_QUERY", false, false,
     listTransports},
    {WSK_TRANSPORT_LIST_CHANGE, "WSK_TRANSPORT_LIST_CHANGE", true, false,
     waitForChange},
    {WSK_CACHE_SD, "WSK_CACHE_SD", false, false, cacheDescriptor},
    {WSK_RELEASE_SD, "WSK_RELEASE_SD", false, false, releaseDescriptor},
    {WSK_TDI_DEVICENAME_MAPPING, "WSK_TDI_DEVICENAME_MAPPING", false, true,
     taken},
    {WSK_SET_STATIC_EVENT_CALLBACKS, "WSK_SET_STATIC_EVENT_CALLBACKS", false,
     true, setStaticEvents},
    {WSK_TDI_BEHAVIOR, "WSK_TDI_BEHAVIOR", false, true, taken},
};

static void checkControl(const ControlRecord &Record, const Registration &R,
                         const IRP *Irp) {
  if (Record.NeedsIrp != (Irp != nullptr))
    monitor::violation(monitor::ControlIrpRequirement,
                       "WskControlClient, %s: %s", Record.Name,
                       Irp ? "takes no IRP" : "needs an IRP");
  if (Record.BeforeSockets && R.MadeSocket)
    monitor::violation(monitor::ClientControlOrder,
                       "WskControlClient, %s: the client has made a socket "
                       "before",
                       Record.Name)
        .note(R.Made, "registered here");
}

static NTSTATUS act(const ControlRecord &Record, Request &R, IRP *Irp) {
  if (Record.Act == releaseDescriptor) // gives back, and needs nothing
    return Record.Act(R);
  NTSTATUS Status = chooseFailure({nt::STATUS_INSUFFICIENT_RESOURCES});
  return nt::succeeded(Status) ? Record.Act(R) : Status;
}

NTSTATUS MSABI WskControlClient(void *Client, uint32_t Code, size_t InputSize,
                                void *Input, size_t OutputSize, void *Output,
                                size_t *Returned, IRP *Irp) {
  ProviderCall Call(Client, "WskControlClient");
  if (!Call.registration())
    return Call.status();
  const ControlRecord *Record = nullptr;
  for (const ControlRecord &R : Controls)
    if (R.Code == Code)
      Record = &R;
  if (Record)
    checkControl(*Record, *Call.registration(), Irp);
  Request R = {*Call.registration(), InputSize, Input,
               OutputSize,           Output,    Returned};
  NTSTATUS Status =
      Record ? act(*Record, R, Irp) : NTSTATUS(nt::STATUS_NOT_SUPPORTED);
  if (!Irp)
    return Status == nt::STATUS_PENDING ? nt::STATUS_INVALID_PARAMETER : Status;
  Operation *Op = Call.begin(OperationKind::ClientControl, Irp);
  if (!Op)
    return Call.status();
  return Status == nt::STATUS_PENDING ? conclude(Op) : finish(Op, Status);
}

static void checkDescriptors() {
  for (const CachedDescriptor *D : Cache->All)
    if (!D->Released)
      monitor::violation(monitor::SecurityDescriptorLeak,
                         "a cached security descriptor is never released")
          .note(D->Made, "cached here");
}
static RunHook AtEnd(RunHook::AfterUnload, checkDescriptors);

} // namespace wsk
} // namespace kernel
