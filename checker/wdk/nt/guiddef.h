//===- guiddef.h - GUID and its comparison ------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The GUID type. DEFINE_GUID declares a GUID; after initguid.h it defines one.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_GUIDDEF_H
#define WSK_WDK_GUIDDEF_H

#ifdef __cplusplus
extern "C" void *__cdecl memcpy(void *, const void *, size_t);
extern "C" int __cdecl memcmp(const void *, const void *, size_t);
#endif

typedef struct _GUID {
  unsigned long Data1;
  unsigned short Data2;
  unsigned short Data3;
  unsigned char Data4[8];
} GUID;

typedef GUID *LPGUID;
typedef const GUID *LPCGUID;
typedef GUID UUID;
typedef GUID CLSID, *LPCLSID;
typedef GUID IID, *LPIID;

#ifdef __cplusplus
#define REFGUID const GUID &
#define REFIID const IID &
#define REFCLSID const IID &
#define IsEqualGUID(A, B) (!memcmp(&(A), &(B), sizeof(GUID)))
#else
#define REFGUID const GUID *
#define REFIID const IID *
#define REFCLSID const IID *
#define IsEqualGUID(A, B) (!memcmp((A), (B), sizeof(GUID)))
#endif
#define IsEqualIID(A, B) IsEqualGUID(A, B)
#define IsEqualCLSID(A, B) IsEqualGUID(A, B)
#define IsEqualGUIDAligned(A, B) IsEqualGUID(A, B)
#define InlineIsEqualGUID(A, B) IsEqualGUID(A, B)

#ifdef __cplusplus
#define WDK_EXTERN_C extern "C"
inline bool operator==(const GUID &A, const GUID &B) {
  return IsEqualGUID(A, B);
}
inline bool operator!=(const GUID &A, const GUID &B) { return !(A == B); }
#else
#define WDK_EXTERN_C extern
#endif

#define WDK_DECLARE_GUID(Name) WDK_EXTERN_C const GUID Name
#ifdef __cplusplus
#define WDK_DEFINE_GUID(Name, ...)                                             \
  extern "C" const GUID __declspec(selectany) Name = {__VA_ARGS__}
#else
#define WDK_DEFINE_GUID(Name, ...)                                             \
  const GUID __declspec(selectany) Name = {__VA_ARGS__}
#endif

#ifndef INITGUID
#define DEFINE_GUID(Name, L, W1, W2, B1, B2, B3, B4, B5, B6, B7, B8)           \
  WDK_DECLARE_GUID(Name)
#else
#define DEFINE_GUID(Name, L, W1, W2, B1, B2, B3, B4, B5, B6, B7, B8)           \
  WDK_DEFINE_GUID(Name, L, W1, W2, {B1, B2, B3, B4, B5, B6, B7, B8})
#endif

#endif // WSK_WDK_GUIDDEF_H
