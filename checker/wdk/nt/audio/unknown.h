//===- unknown.h - COM in the kernel ------------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Interface macros and IUnknown.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_AUDIO_UNKNOWN_H
#define WSK_WDK_AUDIO_UNKNOWN_H

#define interface struct
#ifndef PURE
#define PURE = 0
#endif
#define THIS_
#define THIS void
#define DECLARE_INTERFACE(Name) struct DECLSPEC_NOVTABLE Name
#define DECLARE_INTERFACE_(Name, Base)                                         \
  struct DECLSPEC_NOVTABLE Name : public Base
#define STDMETHOD(Method) virtual NTSTATUS STDMETHODCALLTYPE Method
#define STDMETHOD_(Type, Method) virtual Type STDMETHODCALLTYPE Method
#define STDMETHODIMP NTSTATUS STDMETHODCALLTYPE
#define STDMETHODIMP_(Type) Type STDMETHODCALLTYPE

// The kit names a type that has the identifier; only __uuidof sees that type.
#define DEFINE_GUIDSTRUCT(Text, Name) EXTERN_C const GUID WdkGuidOf_##Name
#define DEFINE_GUIDNAMED(Name) WdkGuidOf_##Name
#define STATICGUIDOF(Name) STATIC_##Name
#define DEFINE_GUIDEX(Name) WDK_DECLARE_GUID(Name)

#ifdef __cplusplus
DECLARE_INTERFACE(IUnknown) {
  STDMETHOD(QueryInterface)(REFIID Interface, PVOID * Object) PURE;
  STDMETHOD_(ULONG, AddRef)(THIS) PURE;
  STDMETHOD_(ULONG, Release)(THIS) PURE;
};
typedef IUnknown *PUNKNOWN;

typedef NTSTATUS (*PFNCREATEINSTANCE)(PUNKNOWN *Unknown, REFCLSID ClassId,
                                      PUNKNOWN OuterUnknown,
                                      POOL_TYPE PoolType);
#endif

#endif // WSK_WDK_AUDIO_UNKNOWN_H
