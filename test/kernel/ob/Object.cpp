//===- Object.cpp - Objects with handles and references -------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "ob/Object.h"
#include "abi/Export.h"
#include "base/Scheduler.h"
#include "ke/Dispatcher.h"
#include "nt/Status.h"

namespace kernel {
namespace ob {

namespace {
struct Objects {
  run::map<const void *, Record> ByBody;
  run::map<uint64_t, Record *> ByHandle;
  uint64_t NextHandle = 0xffffffff80000004;
};
run::Local<Objects> All;

// Identities only: nothing is stored in a type.
char Types[7];

void checkLeaks() {
  for (const auto &Entry : All->ByBody) {
    const Record &R = Entry.second;
    if (R.Kind != Kind::Thread && R.Kind != Kind::Key)
      continue;
    if (R.Handles)
      report("handle-leak", "a handle of a %s is never closed",
             R.Kind == Kind::Key ? "registry key" : "thread")
          .note(R.Created, "created here");
    else if (R.References && R.Kind == Kind::Thread)
      report("object-leak", "a reference to a thread is never released")
          .note(R.Referenced, "referenced here");
  }
}
RunHook AtEnd(RunHook::AfterUnload, checkLeaks);
} // namespace

Record &add(void *Body, Kind What) {
  Record &Made = All->ByBody[Body];
  Made = Record();
  Made.Body = Body;
  Made.Kind = What;
  Made.Created = captureRef();
  return Made;
}

Record *find(const void *Body) {
  auto Place = All->ByBody.find(Body);
  return Place == All->ByBody.end() ? nullptr : &Place->second;
}

nt::HANDLE openHandle(Record &Object) {
  uint64_t Handle = All->NextHandle;
  All->NextHandle += 4;
  All->ByHandle[Handle] = &Object;
  ++Object.Handles;
  return reinterpret_cast<nt::HANDLE>(Handle);
}

Record *byHandle(nt::HANDLE Handle) {
  auto Place = All->ByHandle.find(reinterpret_cast<uint64_t>(Handle));
  return Place == All->ByHandle.end() ? nullptr : Place->second;
}

void reference(void *Body, const char *Routine) {
  Record *R = find(Body);
  if (!R)
    bugcheck("object-bad-reference", "%s is given no object", Routine);
  ++R->References;
  R->Referenced = captureRef();
}

void dereference(void *Body, const char *Routine) {
  Record *R = find(Body);
  if (!R)
    bugcheck("object-bad-reference", "%s is given no object", Routine);
  if (R->References == 0)
    bugcheck("object-bad-reference",
             "%s: the driver has no reference to this object", Routine);
  --R->References;
}

void *typeOf(Kind What) { return &Types[unsigned(What)]; }

} // namespace ob

namespace {
using namespace nt;

// *PsThreadType is what drivers compare with.
void *ThreadType = ob::typeOf(ob::Kind::Thread);
void *FileType = ob::typeOf(ob::Kind::File);
void *EventType = ob::typeOf(ob::Kind::Event);
void **PsThreadType = &ThreadType;
void **IoFileObjectType = &FileType;
void **ExEventObjectType = &EventType;
KERNEL_EXPORT_DATA(PsThreadType, PsThreadType)
KERNEL_EXPORT_DATA(IoFileObjectType, IoFileObjectType)
KERNEL_EXPORT_DATA(ExEventObjectType, ExEventObjectType)

MSABI NTSTATUS ObReferenceObjectByHandle(HANDLE Handle, uint32_t, void *Type,
                                         int8_t, void **Object, void *) {
  ob::Record *R = ob::byHandle(Handle);
  if (!R)
    return STATUS_INVALID_HANDLE;
  if (Type && Type != ob::typeOf(R->Kind))
    return STATUS_OBJECT_TYPE_MISMATCH;
  ob::reference(R->Body, "ObReferenceObjectByHandle");
  *Object = R->Body;
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(ObReferenceObjectByHandle, PASSIVE_LEVEL)

MSABI NTSTATUS ObReferenceObjectByHandleWithTag(HANDLE Handle, uint32_t Access,
                                                void *Type, int8_t Mode,
                                                uint32_t, void **Object,
                                                void *Information) {
  return ObReferenceObjectByHandle(Handle, Access, Type, Mode, Object,
                                   Information);
}
KERNEL_EXPORT(ObReferenceObjectByHandleWithTag, PASSIVE_LEVEL)

MSABI NTSTATUS ObReferenceObjectByPointer(void *Object, uint32_t, void *,
                                          int8_t) {
  ob::reference(Object, "ObReferenceObjectByPointer");
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(ObReferenceObjectByPointer, DISPATCH_LEVEL)

MSABI int64_t ObfReferenceObject(void *Object) {
  ob::reference(Object, "ObReferenceObject");
  return 0;
}
KERNEL_EXPORT(ObfReferenceObject, DISPATCH_LEVEL)
KERNEL_EXPORT_AS(ObfReferenceObjectWithTag, ObfReferenceObject, DISPATCH_LEVEL)

MSABI int64_t ObfDereferenceObject(void *Object) {
  ob::dereference(Object, "ObDereferenceObject");
  return 0;
}
KERNEL_EXPORT(ObfDereferenceObject, DISPATCH_LEVEL)
KERNEL_EXPORT_AS(ObfDereferenceObjectWithTag, ObfDereferenceObject,
                 DISPATCH_LEVEL)
KERNEL_EXPORT_AS(ObDereferenceObjectDeferDelete, ObfDereferenceObject,
                 DISPATCH_LEVEL)

MSABI NTSTATUS ZwWaitForSingleObject(HANDLE Handle, BOOLEAN,
                                     const int64_t *Timeout) {
  ob::Record *R = ob::byHandle(Handle);
  if (!R)
    return STATUS_INVALID_HANDLE;
  if (R->Kind != ob::Kind::Thread && R->Kind != ob::Kind::Event)
    return STATUS_OBJECT_TYPE_MISMATCH;
  return ke::waitFor(static_cast<DISPATCHER_HEADER *>(R->Body), Timeout,
                     "ZwWaitForSingleObject");
}
KERNEL_EXPORT(ZwWaitForSingleObject, PASSIVE_LEVEL)

MSABI NTSTATUS ZwClose(HANDLE Handle) {
  ob::Record *R = ob::byHandle(Handle);
  if (!R) {
    report("handle-bad-close", "ZwClose is given a handle that is not open");
    return STATUS_INVALID_HANDLE;
  }
  --R->Handles;
  ob::All->ByHandle.erase(reinterpret_cast<uint64_t>(Handle));
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(ZwClose, PASSIVE_LEVEL)
} // namespace
} // namespace kernel
