//===- Objects.cpp - Framework objects ------------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "wdf/Objects.h"
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "base/Choice.h"
#include "mm/Pool.h"
#include "nt/Status.h"
#include "ob/Opaque.h"

namespace kernel {
namespace wdf {

namespace {
struct Objects {
  ob::HandleTable<Object> All;
};
run::Local<Objects> State;

void checkLeaks() {
  for (const Object *O : State->All.all())
    if (O->State == Object::Cleaned && O->References)
      report("wdf-object-leak", "a framework object is still referenced")
          .note(O->Referenced, "referenced here");
}
RunHook AtEnd(RunHook::AfterUnload, checkLeaks);

/// What asks for a context finds it by its unique type.
const ContextType *uniqueOf(const ContextType *Type) {
  return Type && Type->Unique ? Type->Unique : Type;
}

Context *contextOf(Object &Of, const ContextType *Type) {
  for (Context &C : Of.Contexts)
    if (C.Memory && uniqueOf(C.Type) == uniqueOf(Type))
      return &C;
  return nullptr;
}

void destroy(Object &Gone) {
  for (const Context &C : Gone.Contexts)
    if (C.Destroy)
      callDriver("EvtDestroyCallback", C.Destroy, handleOf(Gone));
  Gone.State = Object::Destroyed;
  for (const Context &C : Gone.Contexts)
    if (C.Memory)
      pool::free(C.Memory, 0, "the framework");
  if (Gone.Freed)
    Gone.Freed(Gone);
}

void cleanUp(Object &Gone) {
  if (Gone.Removing)
    Gone.Removing(Gone);
  while (!Gone.Children.empty()) {
    Object *Child = Gone.Children.back();
    Gone.Children.pop_back();
    cleanUp(*Child);
  }
  for (const Context &C : Gone.Contexts)
    if (C.Cleanup)
      callDriver("EvtCleanupCallback", C.Cleanup, handleOf(Gone));
  Gone.State = Object::Cleaned;
  if (Gone.Removed)
    Gone.Removed(Gone);
}

void collect(Object &From, run::vector<Object *> &Out) {
  for (auto Child = From.Children.rbegin(); Child != From.Children.rend();
       ++Child)
    collect(**Child, Out);
  Out.push_back(&From);
}
} // namespace

void *handleOf(const Object &Of) {
  return ob::HandleTable<Object>::handleOf(&Of);
}

void *addContext(Object &To, const ObjectAttributes &Given) {
  Context Made = {Given.Context, nullptr, Given.Cleanup, Given.Destroy};
  if (Given.Context) {
    size_t Size = Given.ContextSizeOverride ? Given.ContextSizeOverride
                                            : Given.Context->ContextSize;
    Made.Memory = pool::allocateInternal(Size);
  }
  To.Contexts.push_back(Made);
  return Made.Memory;
}

/// What is not said is as with the parent.
static void inherit(Object &Made, const ObjectAttributes *Given) {
  const Object *Parent = Made.Parent;
  int32_t Level = Given ? Given->ExecutionLevel : LevelOfParent;
  int32_t Scope = Given ? Given->SynchronizationScope : ScopeOfParent;
  bool OwnLevel = Level > LevelOfParent, OwnScope = Scope > ScopeOfParent;
  Made.Level = OwnLevel ? Level : Parent ? Parent->Level : LevelDispatch;
  Made.Scope = OwnScope ? Scope : Parent ? Parent->Scope : ScopeNone;
}

Object *ancestor(Object *Of, Kind What) {
  while (Of && Of->Kind != What)
    Of = Of->Parent;
  return Of;
}

Object *create(Kind What, const ObjectAttributes *Given, Object *Parent) {
  auto *Made = run::create<Object>();
  Made->Kind = What;
  Made->Made = captureRef();
  if (Given && Given->Parent)
    Parent = &getAny(Given->Parent, "ParentObject");
  Made->Parent = Parent;
  inherit(*Made, Given);
  if (Parent)
    Parent->Children.push_back(Made);
  if (Given)
    addContext(*Made, *Given);
  State->All.add(Made);
  return Made;
}

Object &getAny(const void *Handle, const char *Routine) {
  Object &Found = State->All.get(Handle, Routine);
  if (Found.State == Object::Destroyed)
    bugcheck("handle-invalid", "%s: the framework object is gone", Routine);
  return Found;
}

Object &get(const void *Handle, Kind What, const char *Routine) {
  getAny(Handle, Routine);
  return getEvenGone(Handle, What, Routine);
}

Object &getEvenGone(const void *Handle, Kind What, const char *Routine) {
  Object &Found = State->All.get(Handle, Routine);
  if (Found.Kind != What)
    bugcheck("handle-invalid", "%s: %p is no handle of the right kind", Routine,
             Handle);
  return Found;
}

void remove(Object &Root) {
  if (Object *Parent = Root.Parent) {
    auto &Siblings = Parent->Children;
    Siblings.erase(std::remove(Siblings.begin(), Siblings.end(), &Root),
                   Siblings.end());
  }
  run::vector<Object *> Family;
  collect(Root, Family);
  cleanUp(Root);
  for (Object *Gone : Family)
    if (!Gone->References)
      destroy(*Gone);
}

} // namespace wdf

namespace {
using namespace nt;
using namespace wdf;

MSABI void *WdfObjectGetTypedContextWorker(void *Handle,
                                           const ContextType *Type) {
  Object &Of = getAny(Handle, "WdfObjectGetTypedContext");
  Context *Found = contextOf(Of, Type);
  return Found ? Found->Memory : nullptr;
}
KERNEL_EXPORT(WdfObjectGetTypedContextWorker, HIGH_LEVEL)

MSABI void *WdfObjectContextGetObject(void *Memory) {
  for (const Object *O : wdf::State->All.all())
    for (const Context &C : O->Contexts)
      if (C.Memory == Memory && O->State != Object::Destroyed)
        return handleOf(*O);
  bugcheck("handle-invalid",
           "WdfObjectContextGetObject: %p is no context of an object", Memory);
}
KERNEL_EXPORT(WdfObjectContextGetObject, HIGH_LEVEL)

MSABI NTSTATUS WdfObjectAllocateContext(void *Handle,
                                        const ObjectAttributes *Given,
                                        void **Out) {
  constexpr auto ObjectNameExists = NTSTATUS(0x40000000);
  Object &Of = getAny(Handle, "WdfObjectAllocateContext");
  Context *Old = contextOf(Of, Given->Context);
  if (!Old && chooseFault())
    return STATUS_INSUFFICIENT_RESOURCES;
  void *Memory = Old ? Old->Memory : addContext(Of, *Given);
  if (Out)
    *Out = Memory;
  return Old ? ObjectNameExists : STATUS_SUCCESS;
}
KERNEL_EXPORT(WdfObjectAllocateContext, DISPATCH_LEVEL)

MSABI NTSTATUS WdfObjectCreate(const ObjectAttributes *Given, void **Out) {
  if (chooseFault())
    return STATUS_INSUFFICIENT_RESOURCES;
  *Out = handleOf(*wdf::create(Kind::General, Given, nullptr));
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(WdfObjectCreate, DISPATCH_LEVEL)

MSABI void WdfObjectDelete(void *Handle) {
  yield();
  Object &Of = getAny(Handle, "WdfObjectDelete");
  if (Of.Kind == Kind::Driver || Of.State != Object::Alive)
    bugcheck("wdf-bad-delete",
             "WdfObjectDelete is given an object that the driver may not "
             "delete, or has deleted already");
  remove(Of);
}
KERNEL_EXPORT(WdfObjectDelete, DISPATCH_LEVEL)

MSABI void WdfObjectReferenceActual(void *Handle, void *, int32_t,
                                    const char *) {
  Object &Of = getAny(Handle, "WdfObjectReference");
  ++Of.References;
  Of.Referenced = captureRef();
}
KERNEL_EXPORT(WdfObjectReferenceActual, DISPATCH_LEVEL)

MSABI void WdfObjectDereferenceActual(void *Handle, void *, int32_t,
                                      const char *) {
  Object &Of = getAny(Handle, "WdfObjectDereference");
  if (!Of.References)
    bugcheck("object-bad-reference",
             "WdfObjectDereference without a reference of the driver");
  if (--Of.References == 0 && Of.State == Object::Cleaned)
    destroy(Of);
}
KERNEL_EXPORT(WdfObjectDereferenceActual, DISPATCH_LEVEL)
} // namespace
} // namespace kernel
