//===- RunMemory.h - Memory that lives as long as one run ----- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A run is one execution of the driver from DriverEntry to the last check. At
/// its end every fiber is abandoned where it stands, so nothing it owns is
/// destroyed. Whatever the kernel allocates during a run therefore comes from
/// one heap that is forgotten as a whole when the next run begins: use the
/// containers of namespace run, never the standard ones, for state of a run and
/// for locals that live across a call which may switch fibers.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_BASE_RUNMEMORY_H
#define WSK_KERNEL_BASE_RUNMEMORY_H

#include <cstddef>
#include <cstdint>
#include <map>
#include <new>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kernel {
namespace run {

/// What was given back, by size.
struct FreeBlock {
  FreeBlock *Next;
};
constexpr size_t SmallLimit = 1024;
constexpr size_t Granule = 16;
extern FreeBlock *FreeSmall[SmallLimit / Granule + 1];
extern char *Top;     ///< of the heap; what lies above has not been used
extern char *SafeTop; ///< allocating beyond needs a closer look
void *allocateSlowly(size_t Size);

/// Allocates \p Size bytes, aligned to 16. The addresses are the same in every
/// run that makes the same calls. Ends the process when memory runs out.
inline void *allocate(size_t Size) {
  size_t Index = (Size + Granule - 1) / Granule;
  if (Size - 1 >= SmallLimit)
    return allocateSlowly(Size);
  if (FreeBlock *Block = FreeSmall[Index]) {
    FreeSmall[Index] = Block->Next;
    return Block;
  }
  char *Memory = Top;
  if (Memory + Index * Granule > SafeTop)
    return allocateSlowly(Size);
  Top = Memory + Index * Granule;
  return Memory;
}

/// Ends a run that uses too much; some memory is left for it to work with.
extern void (*OutOfMemory)();

/// Gives back what allocate returned for the same \p Size.
void releaseSlowly(void *Memory, size_t Size);
inline void release(void *Memory, size_t Size) {
  if (Size - 1 >= SmallLimit)
    return releaseSlowly(Memory, Size);
  auto *Block = static_cast<FreeBlock *>(Memory);
  FreeBlock *&List = FreeSmall[(Size + Granule - 1) / Granule];
  Block->Next = List;
  List = Block;
}

/// Number of the current run; 0 before the first.
extern uint64_t Epoch;

/// Forgets all memory of the run so far and begins the next.
void beginEpoch();

/// Bytes of the heap in use, free lists included.
size_t footprint();

template <class T> struct Allocator {
  using value_type = T;
  Allocator() = default;
  template <class U> Allocator(const Allocator<U> &) {}
  T *allocate(size_t N) {
    return static_cast<T *>(run::allocate(N * sizeof(T)));
  }
  void deallocate(T *P, size_t N) { run::release(P, N * sizeof(T)); }
  template <class U> bool operator==(const Allocator<U> &) const {
    return true;
  }
  template <class U> bool operator!=(const Allocator<U> &) const {
    return false;
  }
};

template <class T> using vector = std::vector<T, Allocator<T>>;
template <class K, class V>
using map = std::map<K, V, std::less<K>, Allocator<std::pair<const K, V>>>;
template <class K, class V>
using unordered_map = std::unordered_map<K, V, std::hash<K>, std::equal_to<K>,
                                         Allocator<std::pair<const K, V>>>;
using string = std::basic_string<char, std::char_traits<char>, Allocator<char>>;

template <class T, class... Args> T *create(Args &&...Arguments) {
  return new (allocate(sizeof(T))) T(std::forward<Args>(Arguments)...);
}

template <class T> void destroy(T *Object) {
  if (!Object)
    return;
  Object->~T();
  release(Object, sizeof(T));
}

/// In which run an object was made, and where; see Local.
struct LocalPlace {
  uint64_t Made = ~uint64_t(0);
  void *Object = nullptr;
  bool Known = false; ///< in the list of all of them
};
/// Notes that \p Place exists, once in the life of the process.
void know(LocalPlace &Place);
/// A snapshot has been restored: what was not known when it was taken has not
/// been used in it.
void forgetLater();

/// One object per run, made when first used in that run and never destroyed.
/// For the state of a subsystem: `static run::Local<Timers> State;`.
template <class T> class Local {
public:
  T &operator*() { return *get(); }
  T *operator->() { return get(); }
  T *get() {
    if (__builtin_expect(Place.Made != Epoch, false)) {
      if (!Place.Known)
        know(Place);
      Place.Made = Epoch;
      Place.Object = new (run::allocate(sizeof(T))) T();
    }
    return static_cast<T *>(Place.Object);
  }
  /// Null when this run has not used it yet.
  T *existing() {
    return Place.Made == Epoch ? static_cast<T *>(Place.Object) : nullptr;
  }

private:
  LocalPlace Place;
};

} // namespace run
} // namespace kernel

#endif // WSK_KERNEL_BASE_RUNMEMORY_H
