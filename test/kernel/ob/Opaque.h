//===- Opaque.h - Handles of frameworks ----------------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Frameworks give out handles of objects that drivers must not look into.
/// Such a handle is an address's complement: whoever follows it faults.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_OB_OPAQUE_H
#define WSK_KERNEL_OB_OPAQUE_H

#include "base/Report.h"
#include <algorithm>
#include <cstdint>

namespace kernel {
namespace ob {

/// All objects of one kind of a run, dead ones included.
template <class T> class HandleTable {
public:
  void *add(T *Object) {
    Objects.push_back(Object);
    return handleOf(Object);
  }
  static void *handleOf(const T *Object) {
    return reinterpret_cast<void *>(~reinterpret_cast<uintptr_t>(Object));
  }
  /// The object behind \p Handle; null when none was ever there.
  T *find(const void *Handle) const {
    auto *Object = reinterpret_cast<T *>(~reinterpret_cast<uintptr_t>(Handle));
    bool Known =
        std::find(Objects.begin(), Objects.end(), Object) != Objects.end();
    return Known ? Object : nullptr;
  }
  /// The same; ends the run when \p Routine is given something else.
  T &get(const void *Handle, const char *Routine) const {
    T *Object = find(Handle);
    if (!Object)
      bugcheck("handle-invalid", "%s: %p is no handle of the right kind",
               Routine, Handle);
    return *Object;
  }
  const run::vector<T *> &all() const { return Objects; }

private:
  run::vector<T *> Objects;
};

} // namespace ob
} // namespace kernel

#endif // WSK_KERNEL_OB_OPAQUE_H
