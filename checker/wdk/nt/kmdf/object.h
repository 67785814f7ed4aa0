//===- object.h - KMDF objects and their contexts -----------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Attributes, typed context accessors, deletion and references.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_KMDF_OBJECT_H
#define WSK_WDK_KMDF_OBJECT_H

typedef VOID NTAPI EVT_WDF_OBJECT_CONTEXT_CLEANUP(WDFOBJECT Object);
typedef EVT_WDF_OBJECT_CONTEXT_CLEANUP *PFN_WDF_OBJECT_CONTEXT_CLEANUP;
typedef VOID NTAPI EVT_WDF_OBJECT_CONTEXT_DESTROY(WDFOBJECT Object);
typedef EVT_WDF_OBJECT_CONTEXT_DESTROY *PFN_WDF_OBJECT_CONTEXT_DESTROY;

typedef const struct _WDF_OBJECT_CONTEXT_TYPE_INFO
    *PCWDF_OBJECT_CONTEXT_TYPE_INFO;
typedef struct _WDF_OBJECT_CONTEXT_TYPE_INFO {
  ULONG Size;
  PCHAR ContextName;
  size_t ContextSize;
  PCWDF_OBJECT_CONTEXT_TYPE_INFO UniqueType;
  PVOID EvtDriverGetUniqueContextType;
} WDF_OBJECT_CONTEXT_TYPE_INFO, *PWDF_OBJECT_CONTEXT_TYPE_INFO;

typedef struct _WDF_OBJECT_ATTRIBUTES {
  ULONG Size;
  PFN_WDF_OBJECT_CONTEXT_CLEANUP EvtCleanupCallback;
  PFN_WDF_OBJECT_CONTEXT_DESTROY EvtDestroyCallback;
  WDF_EXECUTION_LEVEL ExecutionLevel;
  WDF_SYNCHRONIZATION_SCOPE SynchronizationScope;
  WDFOBJECT ParentObject;
  size_t ContextSizeOverride;
  PCWDF_OBJECT_CONTEXT_TYPE_INFO ContextTypeInfo;
} WDF_OBJECT_ATTRIBUTES, *PWDF_OBJECT_ATTRIBUTES;

FORCEINLINE VOID WDF_OBJECT_ATTRIBUTES_INIT(PWDF_OBJECT_ATTRIBUTES Attributes) {
  RtlZeroMemory(Attributes, sizeof(WDF_OBJECT_ATTRIBUTES));
  Attributes->Size = sizeof(WDF_OBJECT_ATTRIBUTES);
  Attributes->ExecutionLevel = WdfExecutionLevelInheritFromParent;
  Attributes->SynchronizationScope = WdfSynchronizationScopeInheritFromParent;
}

EXTERN_C_START
PVOID NTAPI WdfObjectGetTypedContextWorker(
    WDFOBJECT Handle, PCWDF_OBJECT_CONTEXT_TYPE_INFO TypeInfo);
EXTERN_C_END

#define WDF_TYPE_NAME_TO_TYPE_INFO(Type) _WDF_##Type##_TYPE_INFO
#define WDF_GET_CONTEXT_TYPE_INFO(Type) (&WDF_TYPE_NAME_TO_TYPE_INFO(Type))
#define WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(Type, Accessor)                     \
  EXTERN_C const __declspec(selectany) WDF_OBJECT_CONTEXT_TYPE_INFO            \
      WDF_TYPE_NAME_TO_TYPE_INFO(Type) = {                                     \
          sizeof(WDF_OBJECT_CONTEXT_TYPE_INFO), (PCHAR) #Type, sizeof(Type),   \
          NULL, NULL};                                                         \
  FORCEINLINE Type *Accessor(WDFOBJECT Handle) {                               \
    return (Type *)WdfObjectGetTypedContextWorker(                             \
        Handle, WDF_GET_CONTEXT_TYPE_INFO(Type));                              \
  }
#define WDF_DECLARE_CONTEXT_TYPE(Type)                                         \
  WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(Type, WdfObjectGet_##Type)
#define WdfObjectGetTypedContext(Handle, Type)                                 \
  ((Type *)WdfObjectGetTypedContextWorker((WDFOBJECT)(Handle),                 \
                                          WDF_GET_CONTEXT_TYPE_INFO(Type)))
#define WDF_OBJECT_ATTRIBUTES_SET_CONTEXT_TYPE(Attributes, Type)               \
  (Attributes)->ContextTypeInfo = WDF_GET_CONTEXT_TYPE_INFO(Type)
#define WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(Attributes, Type)              \
  (WDF_OBJECT_ATTRIBUTES_INIT(Attributes),                                     \
   WDF_OBJECT_ATTRIBUTES_SET_CONTEXT_TYPE(Attributes, Type))

EXTERN_C_START

VOID NTAPI WdfObjectDelete(WDFOBJECT Object);
VOID NTAPI WdfObjectReferenceActual(WDFOBJECT Handle, PVOID Tag, LONG Line,
                                    PCSTR File);
VOID NTAPI WdfObjectDereferenceActual(WDFOBJECT Handle, PVOID Tag, LONG Line,
                                      PCSTR File);
#define WdfObjectReference(Handle)                                             \
  WdfObjectReferenceActual(Handle, NULL, __LINE__, __FILE__)
#define WdfObjectReferenceWithTag(Handle, Tag)                                 \
  WdfObjectReferenceActual(Handle, Tag, __LINE__, __FILE__)
#define WdfObjectDereference(Handle)                                           \
  WdfObjectDereferenceActual(Handle, NULL, __LINE__, __FILE__)
#define WdfObjectDereferenceWithTag(Handle, Tag)                               \
  WdfObjectDereferenceActual(Handle, Tag, __LINE__, __FILE__)
NTSTATUS NTAPI WdfObjectCreate(PWDF_OBJECT_ATTRIBUTES Attributes,
                               WDFOBJECT *Object);
NTSTATUS NTAPI WdfObjectAllocateContext(WDFOBJECT Handle,
                                        PWDF_OBJECT_ATTRIBUTES Attributes,
                                        PVOID *Context);
WDFOBJECT NTAPI WdfObjectContextGetObject(PVOID ContextPointer);
VOID NTAPI WdfObjectAcquireLock(WDFOBJECT Object);
VOID NTAPI WdfObjectReleaseLock(WDFOBJECT Object);

EXTERN_C_END

#endif // WSK_WDK_KMDF_OBJECT_H
