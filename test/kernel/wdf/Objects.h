//===- Objects.h - Framework objects -------------------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Objects have a parent, contexts of the driver, and two callbacks. Deleting
/// one calls the cleanup callbacks of its descendants, the farthest first, then
/// its own; what is then not referenced is destroyed.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_WDF_OBJECTS_H
#define WSK_KERNEL_WDF_OBJECTS_H

#include "base/Fiber.h"
#include "base/Report.h"
#include "wdf/Types.h"

namespace kernel {
namespace wdf {

enum class Kind : uint8_t {
  Driver,
  Device,
  DeviceInit,
  General,
  SpinLock,
  WaitLock,
  Queue,
  Request,
  File,
  Timer,
  WorkItem,
  Dpc,
  Memory,
  Collection,
  String,
  Lookaside,
};

struct Context {
  const ContextType *Type;
  void *Memory; ///< may be null: attributes without a context
  ObjectCallback Cleanup, Destroy;
};

struct Object {
  wdf::Kind Kind = Kind::General;
  Object *Parent = nullptr;
  run::vector<Object *> Children; ///< oldest first
  run::vector<Context> Contexts;
  unsigned References = 0; ///< of the driver
  enum { Alive, Cleaned, Destroyed } State = Alive;
  void *Payload = nullptr; ///< what the kind needs: its owner's structure
  /// Before the cleanup callbacks; may wait.
  void (*Removing)(Object &) = nullptr;
  void (*Removed)(Object &) = nullptr; ///< after the cleanup callbacks
  void (*Freed)(Object &) = nullptr;   ///< with the last reference
  int32_t Level = LevelDispatch;       ///< of its callbacks
  int32_t Scope = ScopeNone;           ///< what its callbacks exclude
  Fiber *Holder = nullptr;             ///< of the lock of that scope
  nt::KIRQL IrqlBefore = 0;            ///< of the holder
  StackRef Made;
  StackRef Referenced;
};

/// A new object; \p Attributes may be null, and name another parent.
Object *create(Kind What, const ObjectAttributes *Attributes, Object *Parent);

/// Adds the context and callbacks of \p Attributes. \returns its memory.
void *addContext(Object &To, const ObjectAttributes &Attributes);

void *handleOf(const Object &Of);

/// The object behind \p Handle. Ends the run when it is none of \p What, or
/// one that was deleted.
Object &get(const void *Handle, Kind What, const char *Routine);
Object &getAny(const void *Handle, const char *Routine);

/// The same, but what was deleted is found too.
Object &getEvenGone(const void *Handle, Kind What, const char *Routine);

/// Deletes it with all its descendants.
void remove(Object &Root);

/// The nearest of \p Of and its ancestors that is a \p What, or null.
Object *ancestor(Object *Of, Kind What);

} // namespace wdf
} // namespace kernel

#endif // WSK_KERNEL_WDF_OBJECTS_H
