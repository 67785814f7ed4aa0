//===- Indication.cpp - Data shown to receive callbacks -------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "base/Scheduler.h"
#include "monitor/Guarded.h"
#include "monitor/Rules.h"
#include "wsk/Calls.h"
#include "wsk/Events.h"
#include "wsk/Tables.h"

namespace kernel {
namespace wsk {

namespace {
/// One block holds the list entry, the MDL, the sender's address and the data.
struct Layout {
  union {
    WSK_DATA_INDICATION Data;
    WSK_DATAGRAM_INDICATION Datagram;
  };
  MDL Mdl;
  SOCKADDR_IN6 From;
  alignas(16) char Bytes[1];
};

void describe(MDL &M, char *Bytes, size_t Size) {
  constexpr uintptr_t PageMask = 4095;
  auto Start = reinterpret_cast<uintptr_t>(Bytes);
  M = MDL();
  M.Size = sizeof(MDL);
  M.MdlFlags = nt::MDL_SOURCE_IS_NONPAGED_POOL;
  M.StartVa = reinterpret_cast<void *>(Start & ~PageMask);
  M.ByteOffset = Start & PageMask;
  M.ByteCount = Size;
  M.MappedSystemVa = Bytes;
}
} // namespace

Shown makeIndication(Socket &S, size_t Bytes) {
  size_t Size = offsetof(Layout, Bytes) + Bytes;
  auto *L = static_cast<Layout *>(guarded::allocate(Size));
  auto *Record = run::create<Indication>();
  Record->Head = L;
  Record->Target = &S;
  describe(L->Mdl, L->Bytes, Bytes);
  WSK_BUF Buffer = {&L->Mdl, 0, Bytes};
  bool Datagram = S.Kind == Category::Datagram;
  if (Datagram) {
    L->Datagram.Buffer = Buffer;
    L->Datagram.RemoteAddress = reinterpret_cast<SOCKADDR *>(&L->From);
  } else {
    L->Data.Buffer = Buffer;
  }
  S.Indications.push_back(Record);
  return {Record, Datagram ? &L->Datagram : nullptr, &L->Data, L->Bytes,
          reinterpret_cast<SOCKADDR *>(&L->From)};
}

void setLength(Shown &I, size_t Bytes) {
  I.Record->Bytes = Bytes;
  WSK_BUF &Buffer = I.Datagram ? I.Datagram->Buffer : I.Data->Buffer;
  Buffer.Length = Bytes;
  Buffer.Mdl->ByteCount = Bytes;
}

static void takeBack(Indication &I) {
  I.State = Indication::Released;
  guarded::release(I.Head, I.Made);
}

void settle(Shown &I, bool Retained) {
  I.Record->Made = captureRef();
  if (!Retained)
    return takeBack(*I.Record);
  I.Record->State = Indication::Retained;
  reached("data retained");
}

NTSTATUS MSABI WskRelease(WSK_SOCKET *Handle, void *List) {
  yield();
  Socket &S = socketOf(Handle, "WskRelease");
  reached("WskRelease");
  for (Indication *I : S.Indications)
    if (I->Head == List && I->State == Indication::Retained) {
      takeBack(*I);
      return nt::STATUS_SUCCESS;
    }
  const char *Why = "a list that this socket never showed";
  for (const Indication *I : S.Indications)
    if (I->Head == List)
      Why = I->State == Indication::Shown
                ? "a list whose callback has not returned STATUS_PENDING"
                : "a list that is released, or was never retained";
  monitor::violation(monitor::ReleaseNotRetained,
                     "WskRelease on socket #%u: %s", S.Number, Why)
      .note(S.Made, "socket obtained here");
  return nt::STATUS_INVALID_PARAMETER;
}

} // namespace wsk
} // namespace kernel
