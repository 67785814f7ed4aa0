//===- stdunk.h - Standard implementation of IUnknown -------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The base class of the objects of an audio driver.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_STDUNK_H
#define WSK_WDK_STDUNK_H

#include "portcls.h"

#ifdef __cplusplus
// The port class library allocates its objects with these.
PVOID __cdecl operator new(size_t Size, POOL_TYPE PoolType, ULONG Tag);
PVOID __cdecl operator new(size_t Size, POOL_TYPE PoolType);
void __cdecl operator delete(PVOID Object, ULONG Tag);

DECLARE_INTERFACE(INonDelegatingUnknown) {
  STDMETHOD(NonDelegatingQueryInterface)(REFIID Interface, PVOID * Object) PURE;
  STDMETHOD_(ULONG, NonDelegatingAddRef)(THIS) PURE;
  STDMETHOD_(ULONG, NonDelegatingRelease)(THIS) PURE;
};
typedef INonDelegatingUnknown *PNONDELEGATINGUNKNOWN;

class CUnknown : public INonDelegatingUnknown {
  LONG ReferenceCount;
  PUNKNOWN OuterUnknown;

public:
  STDMETHODIMP NonDelegatingQueryInterface(REFIID Interface, PVOID *Object);
  STDMETHODIMP_(ULONG) NonDelegatingAddRef(void);
  STDMETHODIMP_(ULONG) NonDelegatingRelease(void);
  CUnknown(PUNKNOWN OuterUnknown);
  virtual ~CUnknown(void);
  PUNKNOWN GetOuterUnknown(void) { return OuterUnknown; }
};

#define DECLARE_STD_UNKNOWN()                                                  \
  STDMETHODIMP NonDelegatingQueryInterface(REFIID Interface, PVOID *Object);   \
  STDMETHODIMP QueryInterface(REFIID Interface, void **Object) {               \
    return GetOuterUnknown()->QueryInterface(Interface, Object);               \
  }                                                                            \
  STDMETHODIMP_(ULONG) AddRef(void) { return GetOuterUnknown()->AddRef(); }    \
  STDMETHODIMP_(ULONG) Release(void) { return GetOuterUnknown()->Release(); }
#define DEFINE_STD_CONSTRUCTOR(Class)                                          \
  Class(PUNKNOWN OuterUnknown) : CUnknown(OuterUnknown) {}
#define STD_CREATE_BODY_WITH_TAG_(Class, Unknown, Outer, Pool, Tag, Base)      \
  Class *New = new (Pool, Tag) Class(Outer);                                   \
  if (!New)                                                                    \
    return STATUS_INSUFFICIENT_RESOURCES;                                      \
  *(Unknown) = PUNKNOWN((Base)New);                                            \
  (*(Unknown))->AddRef();                                                      \
  return STATUS_SUCCESS
#define STD_CREATE_BODY_(Class, Unknown, Outer, Pool, Base)                    \
  STD_CREATE_BODY_WITH_TAG_(Class, Unknown, Outer, Pool, 'rCcP', Base)
#define STD_CREATE_BODY(Class, Unknown, Outer, Pool)                           \
  STD_CREATE_BODY_(Class, Unknown, Outer, Pool, PUNKNOWN)
#define QICAST(Type) PVOID((Type)(this))
#define QICASTUNKNOWN(Type) PVOID(PUNKNOWN((Type)(this)))
#endif

#endif // WSK_WDK_STDUNK_H
