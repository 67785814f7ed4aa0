//===- PointerMap.h - What is known about an address ---------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A table by address, in memory of the run. Every request and socket of every
/// run is looked up and entered here, so it allocates no nodes. References to
/// values are good until the next insertion.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_BASE_POINTERMAP_H
#define WSK_KERNEL_BASE_POINTERMAP_H

#include "base/RunMemory.h"

namespace kernel {
namespace run {

/// \p K is a pointer type, null included; \p V can be made without arguments.
template <class K, class V> class PointerMap {
  enum Kind : uint8_t { Empty, Full };

public:
  struct Entry {
    K first = nullptr;
    V second = V();
    Kind State = Empty;
  };

  template <class E> class Iterator {
  public:
    Iterator(E *At, E *End) : At(At), End(End) { skip(); }
    E &operator*() const { return *At; }
    E *operator->() const { return At; }
    Iterator &operator++() {
      ++At;
      skip();
      return *this;
    }
    bool operator==(const Iterator &Other) const { return At == Other.At; }
    bool operator!=(const Iterator &Other) const { return At != Other.At; }

  private:
    friend class PointerMap;
    void skip() {
      while (At != End && At->State != Full)
        ++At;
    }
    E *At, *End;
  };
  using iterator = Iterator<Entry>;

  iterator begin() { return {Slots.data(), Slots.data() + Slots.size()}; }
  iterator end() { return at(Slots.data() + Slots.size()); }

  /// Iterators end with the next change.
  iterator find(K Key) {
    Entry *Found = lookUp(Key);
    return Found ? at(Found) : end();
  }

  V &operator[](K Key) {
    if (Entry *Found = lookUp(Key))
      return Found->second;
    if (2 * (Count + 1) > Slots.size())
      grow();
    Entry &Made = *freeSlot(Key);
    ++Count;
    Made.first = Key;
    Made.State = Full;
    return Made.second;
  }

  void erase(iterator Where) {
    size_t Gap = Where.At - Slots.data();
    // Whoever would no longer be found beyond the gap moves into it.
    for (size_t I = (Gap + 1) & Mask; Slots[I].State == Full;
         I = (I + 1) & Mask) {
      size_t Way = I - home(Slots[I].first), ToGap = I - Gap;
      if ((Way & Mask) < (ToGap & Mask))
        continue;
      Slots[Gap] = std::move(Slots[I]);
      Gap = I;
    }
    Slots[Gap] = Entry();
    --Count;
  }
  void erase(K Key) {
    if (Entry *Found = lookUp(Key))
      erase(at(Found));
  }

private:
  iterator at(Entry *E) { return {E, Slots.data() + Slots.size()}; }

  size_t home(K Key) const {
    // Blocks lie at multiples of 16; the product mixes the higher bits in.
    return (reinterpret_cast<uintptr_t>(Key) >> 4) * 0x9E3779B97F4A7C15 >> 40 &
           Mask;
  }

  Entry *lookUp(K Key) {
    Entry *First = Slots.data();
    if (!First)
      return nullptr;
    for (size_t I = home(Key);; I = (I + 1) & Mask) {
      Entry &E = First[I];
      if (E.first == Key && E.State == Full)
        return &E;
      if (E.State == Empty)
        return nullptr;
    }
  }

  Entry *freeSlot(K Key) {
    size_t I = home(Key);
    while (Slots[I].State == Full)
      I = (I + 1) & Mask;
    return &Slots[I];
  }

  void grow() {
    run::vector<Entry> Old;
    Old.swap(Slots);
    size_t Size = 16;
    while (Size < 4 * (Count + 1))
      Size *= 2;
    Mask = Size - 1;
    Slots.resize(Size);
    for (Entry &E : Old)
      if (E.State == Full)
        *freeSlot(E.first) = std::move(E);
  }

  run::vector<Entry> Slots;
  size_t Mask = 0; ///< number of slots less one
  size_t Count = 0;
};

} // namespace run
} // namespace kernel

#endif // WSK_KERNEL_BASE_POINTERMAP_H
