//===- Interlocked.cpp - Interlocked operations and lists -----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "base/Scheduler.h"
#include "ke/Locks.h"
#include <type_traits>

namespace kernel {
namespace {
using namespace nt;

// One template per operation; the exports below name the sizes. Only one fiber
// runs at a time, so plain operations are atomic; the point before each is
// where another processor could have come first.

template <class T> MSABI T increment(T *Target) {
  yield();
  return *Target = T(std::make_unsigned_t<T>(*Target) + 1);
}
template <class T> MSABI T decrement(T *Target) {
  yield();
  return *Target = T(std::make_unsigned_t<T>(*Target) - 1);
}
template <class T> MSABI T exchange(T *Target, T Value) {
  yield();
  T Before = *Target;
  *Target = Value;
  return Before;
}
template <class T> MSABI T exchangeAdd(T *Target, T Value) {
  yield();
  T Before = *Target;
  *Target = T(std::make_unsigned_t<T>(Before) + std::make_unsigned_t<T>(Value));
  return Before;
}
template <class T> MSABI T add(T *Target, T Value) {
  exchangeAdd(Target, Value);
  return *Target;
}
template <class T> MSABI T bitAnd(T *Target, T Value) {
  yield();
  T Before = *Target;
  *Target = T(Before & Value);
  return Before;
}
template <class T> MSABI T bitOr(T *Target, T Value) {
  yield();
  T Before = *Target;
  *Target = T(Before | Value);
  return Before;
}
template <class T> MSABI T bitXor(T *Target, T Value) {
  yield();
  T Before = *Target;
  *Target = T(Before ^ Value);
  return Before;
}
template <class T> MSABI T compareExchange(T *Target, T Value, T Comparand) {
  yield();
  T Before = *Target;
  if (Before == Comparand)
    *Target = Value;
  return Before;
}
template <class T> MSABI BOOLEAN bitTest(T *Base, T Bit, int To) {
  yield();
  constexpr unsigned Bits = sizeof(T) * 8;
  auto *Word = reinterpret_cast<std::make_unsigned_t<T> *>(Base) +
               (Bit >= 0 ? Bit / Bits : -((Bits - 1 - Bit) / Bits));
  std::make_unsigned_t<T> Mask = std::make_unsigned_t<T>(1)
                                 << (std::make_unsigned_t<T>(Bit) % Bits);
  bool Before = *Word & Mask;
  *Word = To < 0 ? *Word ^ Mask : To ? *Word | Mask : *Word & ~Mask;
  return Before;
}
template <class T> MSABI BOOLEAN bitTestSet(T *Base, T Bit) {
  return bitTest(Base, Bit, 1);
}
template <class T> MSABI BOOLEAN bitTestReset(T *Base, T Bit) {
  return bitTest(Base, Bit, 0);
}
template <class T> MSABI BOOLEAN bitTestComplement(T *Base, T Bit) {
  return bitTest(Base, Bit, -1);
}
MSABI void *exchangePointer(void **Target, void *Value) {
  yield();
  void *Before = *Target;
  *Target = Value;
  return Before;
}
MSABI void *compareExchangePointer(void **Target, void *Value,
                                   void *Comparand) {
  yield();
  void *Before = *Target;
  if (Before == Comparand)
    *Target = Value;
  return Before;
}

// Names with an ordering (Acquire, Release...) are looked up without it.
#define INTERLOCKED_SIZE(Suffix, T)                                            \
  KERNEL_EXPORT_AS(InterlockedIncrement##Suffix, increment<T>, HIGH_LEVEL)     \
  KERNEL_EXPORT_AS(InterlockedDecrement##Suffix, decrement<T>, HIGH_LEVEL)     \
  KERNEL_EXPORT_AS(InterlockedExchange##Suffix, exchange<T>, HIGH_LEVEL)       \
  KERNEL_EXPORT_AS(InterlockedExchangeAdd##Suffix, exchangeAdd<T>, HIGH_LEVEL) \
  KERNEL_EXPORT_AS(InterlockedAdd##Suffix, add<T>, HIGH_LEVEL)                 \
  KERNEL_EXPORT_AS(InterlockedAnd##Suffix, bitAnd<T>, HIGH_LEVEL)              \
  KERNEL_EXPORT_AS(InterlockedOr##Suffix, bitOr<T>, HIGH_LEVEL)                \
  KERNEL_EXPORT_AS(InterlockedXor##Suffix, bitXor<T>, HIGH_LEVEL)              \
  KERNEL_EXPORT_AS(InterlockedCompareExchange##Suffix, compareExchange<T>,     \
                   HIGH_LEVEL)
INTERLOCKED_SIZE(, int32_t)
INTERLOCKED_SIZE(64, int64_t)
INTERLOCKED_SIZE(16, int16_t)
INTERLOCKED_SIZE(8, int8_t)
KERNEL_EXPORT_AS(InterlockedBitTestAndSet, bitTestSet<int32_t>, HIGH_LEVEL)
KERNEL_EXPORT_AS(InterlockedBitTestAndSet64, bitTestSet<int64_t>, HIGH_LEVEL)
KERNEL_EXPORT_AS(InterlockedBitTestAndReset, bitTestReset<int32_t>, HIGH_LEVEL)
KERNEL_EXPORT_AS(InterlockedBitTestAndReset64, bitTestReset<int64_t>,
                 HIGH_LEVEL)
KERNEL_EXPORT_AS(InterlockedBitTestAndComplement, bitTestComplement<int32_t>,
                 HIGH_LEVEL)
KERNEL_EXPORT_AS(InterlockedExchangePointer, exchangePointer, HIGH_LEVEL)
KERNEL_EXPORT_AS(InterlockedCompareExchangePointer, compareExchangePointer,
                 HIGH_LEVEL)

//===-- Single reads and writes -------------------------------------------===//

template <class T> MSABI T read(const T *Source) {
  yield();
  return *Source;
}
template <class T> MSABI void write(T *Destination, T Value) {
  yield();
  *Destination = Value;
}
#define READ_AND_WRITE(Suffix, T)                                              \
  KERNEL_EXPORT_AS(Read##Suffix, read<T>, HIGH_LEVEL)                          \
  KERNEL_EXPORT_AS(Write##Suffix, write<T>, HIGH_LEVEL)
READ_AND_WRITE(, int32_t)
READ_AND_WRITE(8, int8_t)
READ_AND_WRITE(16, int16_t)
READ_AND_WRITE(64, int64_t)
READ_AND_WRITE(Boolean, uint8_t)
READ_AND_WRITE(UChar, uint8_t)
READ_AND_WRITE(UShort, uint16_t)
READ_AND_WRITE(ULong, uint32_t)
READ_AND_WRITE(ULong64, uint64_t)
READ_AND_WRITE(Pointer, void *)
READ_AND_WRITE(Handle, void *)

MSABI void KeMemoryBarrier() { yield(); }
KERNEL_EXPORT(KeMemoryBarrier, HIGH_LEVEL)

//===-- Sequenced lists ---------------------------------------------------===//

/// The header in its x64 layout: depth and sequence, then the first entry's
/// address shifted by four.
struct alignas(16) SListHeader {
  uint64_t DepthAndSequence;
  uint64_t NextEntry;
};
struct SListEntry {
  SListEntry *Next;
};

SListEntry *first(const SListHeader *Head) {
  return reinterpret_cast<SListEntry *>(Head->NextEntry & ~uint64_t(15));
}
void setFirst(SListHeader *Head, SListEntry *Entry, int Depth) {
  Head->NextEntry = reinterpret_cast<uint64_t>(Entry);
  uint16_t Count = uint16_t(uint16_t(Head->DepthAndSequence) + Depth);
  uint64_t Sequence = (Head->DepthAndSequence >> 16) + 1;
  Head->DepthAndSequence = Sequence << 16 | Count;
}

MSABI void InitializeSListHead(SListHeader *Head) { *Head = {}; }
KERNEL_EXPORT(InitializeSListHead, HIGH_LEVEL)

MSABI SListEntry *FirstEntrySList(const SListHeader *Head) {
  return first(Head);
}
KERNEL_EXPORT(FirstEntrySList, HIGH_LEVEL)

MSABI uint16_t ExQueryDepthSList(SListHeader *Head) {
  return uint16_t(Head->DepthAndSequence);
}
KERNEL_EXPORT(ExQueryDepthSList, HIGH_LEVEL)

MSABI SListEntry *ExpInterlockedPushEntrySList(SListHeader *Head,
                                               SListEntry *Entry) {
  yield();
  SListEntry *Before = first(Head);
  if (reinterpret_cast<uint64_t>(Entry) & 15)
    report("list-misaligned",
           "an entry of a sequenced list must be aligned to 16 bytes");
  Entry->Next = Before;
  setFirst(Head, Entry, 1);
  return Before;
}
KERNEL_EXPORT(ExpInterlockedPushEntrySList, DISPATCH_LEVEL)

MSABI SListEntry *ExpInterlockedPopEntrySList(SListHeader *Head) {
  yield();
  SListEntry *Entry = first(Head);
  if (Entry)
    setFirst(Head, Entry->Next, -1);
  return Entry;
}
KERNEL_EXPORT(ExpInterlockedPopEntrySList, DISPATCH_LEVEL)

MSABI SListEntry *ExpInterlockedFlushSList(SListHeader *Head) {
  yield();
  SListEntry *Entries = first(Head);
  setFirst(Head, nullptr, -int(uint16_t(Head->DepthAndSequence)));
  return Entries;
}
KERNEL_EXPORT(ExpInterlockedFlushSList, DISPATCH_LEVEL)

//===-- Lists under a spin lock -------------------------------------------===//

/// Raises and acquires for as long as it lives.
class Guard {
public:
  Guard(uint64_t *Lock, const char *Routine) : Lock(Lock), Routine(Routine) {
    Before = self()->irql();
    if (Before < DISPATCH_LEVEL)
      self()->setIrql(DISPATCH_LEVEL);
    ke::acquireSpin(Lock, Routine);
  }
  ~Guard() {
    ke::releaseSpin(Lock, Routine);
    self()->setIrql(Before);
  }

private:
  uint64_t *Lock;
  const char *Routine;
  KIRQL Before;
};

LIST_ENTRY *insertBetween(LIST_ENTRY *Entry, LIST_ENTRY *Before,
                          LIST_ENTRY *After) {
  Entry->Blink = Before;
  Entry->Flink = After;
  Before->Flink = Entry;
  After->Blink = Entry;
  return Entry;
}

MSABI LIST_ENTRY *ExInterlockedInsertHeadList(LIST_ENTRY *Head,
                                              LIST_ENTRY *Entry,
                                              uint64_t *Lock) {
  Guard Held(Lock, "ExInterlockedInsertHeadList");
  LIST_ENTRY *First = Head->Flink;
  insertBetween(Entry, Head, First);
  return First == Head ? nullptr : First;
}
KERNEL_EXPORT(ExInterlockedInsertHeadList, HIGH_LEVEL)

MSABI LIST_ENTRY *ExInterlockedInsertTailList(LIST_ENTRY *Head,
                                              LIST_ENTRY *Entry,
                                              uint64_t *Lock) {
  Guard Held(Lock, "ExInterlockedInsertTailList");
  LIST_ENTRY *Last = Head->Blink;
  insertBetween(Entry, Last, Head);
  return Last == Head ? nullptr : Last;
}
KERNEL_EXPORT(ExInterlockedInsertTailList, HIGH_LEVEL)

MSABI LIST_ENTRY *ExInterlockedRemoveHeadList(LIST_ENTRY *Head,
                                              uint64_t *Lock) {
  Guard Held(Lock, "ExInterlockedRemoveHeadList");
  LIST_ENTRY *First = Head->Flink;
  if (First == Head)
    return nullptr;
  Head->Flink = First->Flink;
  First->Flink->Blink = Head;
  return First;
}
KERNEL_EXPORT(ExInterlockedRemoveHeadList, HIGH_LEVEL)

MSABI SListEntry *ExInterlockedPushEntryList(SListEntry *Head,
                                             SListEntry *Entry,
                                             uint64_t *Lock) {
  Guard Held(Lock, "ExInterlockedPushEntryList");
  SListEntry *Before = Head->Next;
  Entry->Next = Before;
  Head->Next = Entry;
  return Before;
}
KERNEL_EXPORT(ExInterlockedPushEntryList, HIGH_LEVEL)

MSABI SListEntry *ExInterlockedPopEntryList(SListEntry *Head, uint64_t *Lock) {
  Guard Held(Lock, "ExInterlockedPopEntryList");
  SListEntry *Entry = Head->Next;
  if (Entry)
    Head->Next = Entry->Next;
  return Entry;
}
KERNEL_EXPORT(ExInterlockedPopEntryList, HIGH_LEVEL)

MSABI int64_t ExInterlockedAddLargeInteger(int64_t *Addend, int64_t Value,
                                           uint64_t *Lock) {
  Guard Held(Lock, "ExInterlockedAddLargeInteger");
  int64_t Before = *Addend;
  *Addend = int64_t(uint64_t(Before) + uint64_t(Value));
  return Before;
}
KERNEL_EXPORT(ExInterlockedAddLargeInteger, HIGH_LEVEL)
} // namespace
} // namespace kernel
