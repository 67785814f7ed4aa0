//===- Registration.cpp - Registrations and captures ----------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "wsk/Registration.h"
#include "abi/Export.h"
#include "base/Choice.h"
#include "base/Scheduler.h"
#include "monitor/Rules.h"
#include "wsk/AddressInfo.h"
#include "wsk/Operation.h"
#include <cstring>

namespace kernel {
namespace wsk {

namespace {
// What a live block holds; any other value was written by the driver.
constexpr uint64_t Magic = 0x6765525f4b53575f;

struct Waiters {
  run::vector<Fiber *> Capturing;
};
run::Local<Waiters> Waiting;

void writeBlock(Registration &R) {
  R.Written.ReservedRegistrationState = Magic;
  R.Written.ReservedRegistrationContext = &R;
  R.Written.ReservedRegistrationLock = 0;
  *R.Block = R.Written;
}

bool isIntact(const Registration &R) {
  return memcmp(R.Block, &R.Written, sizeof(WSK_REGISTRATION)) == 0;
}

Registration *find(const WSK_REGISTRATION *Block) {
  auto Found = state().ByBlock.find(Block);
  return Found == state().ByBlock.end() ? nullptr : Found->second;
}

/// Rules about where a registration function may be called.
void checkLevel(const char *Function, nt::KIRQL Max) {
  if (self()->irql() > Max)
    monitor::violation(monitor::RegistrationIrql,
                       "%s called at IRQL %u; it needs IRQL %s%u", Function,
                       self()->irql(), Max ? "<= " : "", Max);
}

/// The registration of a block that must have been registered once. Reports
/// \p Rule and returns null when it was not.
Registration *registered(WSK_REGISTRATION *Block, const char *Function,
                         const monitor::Rule &Rule) {
  Registration *R = find(Block);
  if (R && R->State != RegistrationState::Failed)
    return R;
  Violation &V = monitor::violation(
      Rule, "%s on a registration block %s", Function,
      R ? "whose WskRegister failed" : "that was never registered");
  if (R)
    V.note(R->Made, "WskRegister failed here");
  return nullptr;
}

/// Rules registration-block-tampered and -lifetime: a live block is WSK's.
void checkBlock(Registration &R, const char *Function) {
  if (isIntact(R))
    return;
  monitor::violation(monitor::RegistrationBlockTampered,
                     "%s finds the registration block overwritten", Function)
      .note(R.Made, "registered here");
  writeBlock(R);
}

NTSTATUS MSABI WskRegister(WSK_CLIENT_NPI *Npi, WSK_REGISTRATION *Block) {
  yield();
  checkLevel("WskRegister", nt::PASSIVE_LEVEL);
  Registration *Old = find(Block);
  if (Old && isLive(*Old))
    monitor::violation(monitor::RegistrationBlockReused,
                       "WskRegister on a block that is still registered")
        .note(Old->Made, "registered here");
  auto *R = run::create<Registration>();
  R->Block = Block;
  R->Made = captureRef();
  R->Number = state().Registrations.size() + 1;
  state().Registrations.push_back(R);
  state().ByBlock[Block] = R;
  if (chooseFault()) {
    R->State = RegistrationState::Failed;
    KERNEL_TRACE("WskRegister fails: STATUS_INSUFFICIENT_RESOURCES");
    return nt::STATUS_INSUFFICIENT_RESOURCES;
  }
  R->ClientContext = Npi->ClientContext;
  R->Dispatch = Npi->Dispatch;
  R->Copy = *Npi->Dispatch;
  if (R->Copy.Reserved != 0 || R->Copy.Version < 0x0100)
    monitor::violation(monitor::ClientDispatchMalformed,
                       "WskRegister: the client dispatch has version 0x%04x "
                       "and reserved member %u",
                       R->Copy.Version, R->Copy.Reserved);
  writeBlock(*R);
  reached("WskRegister");
  KERNEL_TRACE("WskRegister: registration #%u", R->Number);
  return nt::STATUS_SUCCESS;
}

/// Transport change requests end with the registration.
void cancelChangeRequests(Registration &R) {
  run::vector<Operation *> Requests = R.Requests;
  for (Operation *Op : Requests)
    if (Op->Kind == OperationKind::ClientControl && !Op->Decided)
      cancel(Op);
}

bool mayDeregister(Registration *R) {
  if (R->State == RegistrationState::Registered) {
    checkBlock(*R, "WskDeregister");
    return true;
  }
  monitor::violation(
      monitor::DoubleDeregister, "WskDeregister on a block that is %s",
      R->State == RegistrationState::Deregistering ? "being deregistered"
                                                   : "deregistered already")
      .note(R->Made, "registered here");
  return false;
}

void MSABI WskDeregister(WSK_REGISTRATION *Block) {
  yield();
  reached("WskDeregister");
  checkLevel("WskDeregister", nt::PASSIVE_LEVEL);
  if (self()->InCallback)
    monitor::violation(monitor::DeregisterFromCallback,
                       "WskDeregister called inside a callback of WSK");
  Registration *R =
      registered(Block, "WskDeregister", monitor::DeregisterUnregistered);
  if (!R || !mayDeregister(R))
    return;
  R->State = RegistrationState::Deregistering;
  KERNEL_TRACE("WskDeregister: registration #%u", R->Number);
  for (Fiber *F : Waiting->Capturing)
    wake(F);
  Waiting->Capturing.clear();
  cancelChangeRequests(*R);
  yield();
  waitUntilIdle(*R);
  if (memcmp(R->Dispatch, &R->Copy, sizeof(R->Copy)) != 0)
    monitor::violation(monitor::ClientDispatchLifetime,
                       "the client dispatch changed while registered")
        .note(R->Made, "registered here");
  R->State = RegistrationState::Deregistered;
  reached("WskDeregister returns");
}

/// Rule capture-after-deregister: allowed while the block is what it was.
NTSTATUS captureTooLate(Registration &R) {
  reached("capture after deregister");
  if (!isIntact(R))
    monitor::violation(monitor::CaptureAfterDeregister,
                       "WskCaptureProviderNPI on a block that was overwritten "
                       "after WskDeregister")
        .note(R.Made, "registered here");
  return nt::STATUS_DEVICE_NOT_READY;
}

/// The provider gets ready after a while, which ends a wait without limit; now
/// and then it never does, and only WskDeregister can.
Time providerDeadline(uint32_t Timeout) {
  if (Timeout != WSK_INFINITE_WAIT)
    return now() + Timeout * uint64_t(Millisecond);
  if (self()->InDriverEntry)
    monitor::violation(
        monitor::InfiniteWaitInDriverEntry,
        "DriverEntry waits for the provider, which is not ready, "
        "without limit");
  else if (self()->Kind == FiberKind::Thread &&
           choose(ChoiceKind::Status, 2, 1) == 1)
    return Never;
  return now() + 1000 * uint64_t(Millisecond);
}

/// Waits for the provider; false when the time is over or the client goes.
bool waitForProvider(Registration &R, uint32_t Timeout) {
  if (R.State != RegistrationState::Registered)
    return false; // nobody would end the wait any more
  if (choose(ChoiceKind::Status, 2) == 0)
    return true;
  if (Timeout == WSK_NO_WAIT)
    return false;
  Time Deadline = providerDeadline(Timeout);
  WaitRecord Record{"WskCaptureProviderNPI"};
  Waiting->Capturing.push_back(self());
  Record.BlamedRule = monitor::JoinBeforeDeregister.Id;
  ++R.Inside;
  block(Record, Deadline);
  --R.Inside;
  return R.State == RegistrationState::Registered &&
         Timeout == WSK_INFINITE_WAIT;
}

/// Windows Vista knows no version but the first; the others all minor ones. A
/// machine does not change that while it runs.
struct Windows {
  enum { Unknown, Old, New } Is = Unknown;
};
run::Local<Windows> Machine;

bool isTooNew(uint16_t Version) {
  if (Version <= LowestVersion)
    return false;
  if (Machine->Is == Windows::Unknown)
    Machine->Is = choose(ChoiceKind::Status, 2) ? Windows::Old : Windows::New;
  return Machine->Is == Windows::Old;
}

NTSTATUS captureStatus(Registration &R, uint32_t Timeout) {
  if (!waitForProvider(R, Timeout))
    return nt::STATUS_DEVICE_NOT_READY;
  if (R.State != RegistrationState::Registered)
    return nt::STATUS_DEVICE_NOT_READY;
  if (R.Copy.Version >> 8 != HighestVersion >> 8 || isTooNew(R.Copy.Version)) {
    R.NoInterface = true;
    return nt::STATUS_NOINTERFACE;
  }
  return chooseFault() ? nt::STATUS_INSUFFICIENT_RESOURCES : nt::STATUS_SUCCESS;
}

NTSTATUS MSABI WskCaptureProviderNPI(WSK_REGISTRATION *Block, uint32_t Timeout,
                                     WSK_PROVIDER_NPI *Npi) {
  yield();
  reached("WskCaptureProviderNPI");
  checkLevel("WskCaptureProviderNPI",
             Timeout == WSK_NO_WAIT ? nt::DISPATCH_LEVEL : nt::PASSIVE_LEVEL);
  Registration *R = registered(Block, "WskCaptureProviderNPI",
                               monitor::RegistrationUsedUninitialised);
  if (!R)
    return nt::STATUS_DEVICE_NOT_READY;
  if (!isLive(*R))
    return captureTooLate(*R);
  checkBlock(*R, "WskCaptureProviderNPI");
  if (R->NoInterface)
    monitor::violation(monitor::VersionRetryProtocol,
                       "WskCaptureProviderNPI again on a registration whose "
                       "version the provider does not have")
        .note(R->Made, "registered here");
  NTSTATUS Status = captureStatus(*R, Timeout);
  KERNEL_TRACE("WskCaptureProviderNPI: 0x%08x", unsigned(Status));
  if (Status != nt::STATUS_SUCCESS)
    return Status;
  Capture *C = newCapture(*R);
  Npi->Client = C;
  Npi->Dispatch = &C->Table;
  reached("capture");
  return Status;
}

void MSABI WskReleaseProviderNPI(WSK_REGISTRATION *Block) {
  yield();
  reached("WskReleaseProviderNPI");
  checkLevel("WskReleaseProviderNPI", nt::DISPATCH_LEVEL);
  Registration *R = registered(Block, "WskReleaseProviderNPI",
                               monitor::RegistrationUsedUninitialised);
  if (!R)
    return;
  if (!R->Held) {
    monitor::violation(monitor::NpiOverRelease,
                       "WskReleaseProviderNPI without a capture to release")
        .note(R->Made, "registered here");
    return;
  }
  // A release names no capture; the oldest is as good as any other.
  for (Capture *C : R->Captures)
    if (!C->Released) {
      C->Released = true;
      break;
    }
  if (--R->Held == 0)
    checkLists(*R);
  wakeDeregister(*R);
}

NTSTATUS MSABI WskQueryProviderCharacteristics(
    WSK_REGISTRATION *Block, WSK_PROVIDER_CHARACTERISTICS *Out) {
  yield();
  reached("WskQueryProviderCharacteristics");
  checkLevel("WskQueryProviderCharacteristics", nt::DISPATCH_LEVEL);
  if (!registered(Block, "WskQueryProviderCharacteristics",
                  monitor::RegistrationUsedUninitialised) ||
      chooseFault())
    return nt::STATUS_DEVICE_NOT_READY;
  *Out = {HighestVersion, LowestVersion};
  return nt::STATUS_SUCCESS;
}

KERNEL_EXPORT(WskRegister, nt::HIGH_LEVEL)
KERNEL_EXPORT(WskDeregister, nt::HIGH_LEVEL)
KERNEL_EXPORT(WskCaptureProviderNPI, nt::HIGH_LEVEL)
KERNEL_EXPORT(WskReleaseProviderNPI, nt::HIGH_LEVEL)
KERNEL_EXPORT(WskQueryProviderCharacteristics, nt::HIGH_LEVEL)
} // namespace

Capture *newCapture(Registration &R) {
  auto *C = run::create<Capture>();
  C->Owner = &R;
  C->Made = captureRef();
  fillProviderTable(*C);
  R.Captures.push_back(C);
  C->Number = R.Captures.size();
  ++R.Held;
  state().ByClient[C] = C;
  return C;
}

Capture *captureOf(void *Client, const char *Function, NTSTATUS &Status) {
  auto Found = state().ByClient.find(Client);
  if (Found == state().ByClient.end()) {
    // NULL is refused by Windows itself (fact W5), so it is no accident.
    if (Client)
      monitor::violation(monitor::ForeignClientPointer,
                         "%s: the client pointer comes from no capture",
                         Function);
    Status = nt::STATUS_INVALID_HANDLE;
    return nullptr;
  }
  Capture *C = Found->second;
  if (C->Owner->Held)
    return C;
  monitor::violation(monitor::ProviderCallAfterRelease,
                     "%s called after WskReleaseProviderNPI", Function)
      .note(C->Made, "captured here");
  Status = nt::STATUS_INVALID_HANDLE;
  return nullptr;
}

} // namespace wsk
} // namespace kernel
