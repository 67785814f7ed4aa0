//===- compiler.h - Calling conventions and compiler macros -------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Macros that name what the compiler offers. Included by ntdef.h only.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_KM_COMPILER_H
#define WSK_WDK_KM_COMPILER_H

#define NTAPI __stdcall
#define FASTCALL __fastcall
#define CDECL __cdecl
#define FORCEINLINE __forceinline
#define CFORCEINLINE FORCEINLINE
#define STKFORCEINLINE FORCEINLINE
#define STRICT_GS_CHECK
#define UNALIGNED __unaligned
#define UNALIGNED64 __unaligned
#define RESTRICTED_POINTER
#define DECLSPEC_ALIGN(N) __declspec(align(N))
#define DECLSPEC_IMPORT __declspec(dllimport)
#define DECLSPEC_EXPORT __declspec(dllexport)
#define DECLSPEC_NORETURN __declspec(noreturn)
#define DECLSPEC_NOINLINE __declspec(noinline)
#define DECLSPEC_SELECTANY __declspec(selectany)
#define DECLSPEC_NOVTABLE __declspec(novtable)
#define DECLSPEC_UUID(Text) __declspec(uuid(Text))
#define DECLSPEC_DEPRECATED __declspec(deprecated)
#define DECLSPEC_DEPRECATED_DDK
#define DECLSPEC_DEPRECATED_DDK_WINXP
#define DECLSPEC_RESTRICT __declspec(restrict)
#define DECLSPEC_NOALIAS
#define DECLSPEC_SAFEBUFFERS
#define DECLSPEC_GUARDNOCF
#define DECLSPEC_GUARD_SUPPRESS
#define DECLSPEC_NOSANITIZEADDRESS
#define DECLSPEC_CACHEALIGN DECLSPEC_ALIGN(64)
#define DECLSPEC_ADDRSAFE
#define NOP_FUNCTION ((void)0)
#define SYSTEM_CACHE_ALIGNMENT_SIZE 64
#define MEMORY_ALLOCATION_ALIGNMENT 16
#define MAX_NATURAL_ALIGNMENT sizeof(ULONGLONG)
#define PROBE_ALIGNMENT32(Type) TYPE_ALIGNMENT(Type)
#define POINTER_ALIGNMENT DECLSPEC_ALIGN(8)
#define EXPORTNUM(N)
#define EXPORTNONAME
#define EXPORTPRIVATE
#define _CRTIMP_ALT

// A kernel component builds itself without imports; a driver imports.
#if defined(_NTSYSTEM_)
#define NTSYSAPI
#else
#define NTSYSAPI DECLSPEC_IMPORT
#endif
#if defined(_NTOSKRNL_) || defined(_NTDRIVER_) || defined(_NTHAL_)
#define NTKERNELAPI
#define NTHALAPI
#else
#define NTKERNELAPI DECLSPEC_IMPORT
#define NTHALAPI DECLSPEC_IMPORT
#endif
#define NTSYSCALLAPI NTSYSAPI

#define C_ASSERT(Condition) typedef char __C_ASSERT__[(Condition) ? 1 : -1]
#ifdef __cplusplus
#define STATIC_ASSERT(Condition) static_assert((Condition), #Condition)
#else
#define STATIC_ASSERT(Condition) _Static_assert((Condition), #Condition)
#endif

#define DUMMYSTRUCTNAME
#define DUMMYSTRUCTNAME2
#define DUMMYSTRUCTNAME3
#define DUMMYUNIONNAME
#define DUMMYUNIONNAME2
#define DUMMYUNIONNAME3
#define DUMMYUNIONNAME4
#define DUMMYUNIONNAME5
#define _ANONYMOUS_STRUCT
#define _ANONYMOUS_UNION

#define UNREFERENCED_PARAMETER(P) ((void)(P))
#define DBG_UNREFERENCED_PARAMETER(P) ((void)(P))
#define DBG_UNREFERENCED_LOCAL_VARIABLE(V) ((void)(V))
#define UNREFERENCED_LOCAL_VARIABLE(V) ((void)(V))
#define DEFAULT_UNREACHABLE                                                    \
  default:                                                                     \
    __assume(0)
#define UNREACHABLE_CODE() __assume(0)
#define FALLTHROUGH
#define ASSUME(Condition) __assume(Condition)

#define STDAPICALLTYPE __stdcall
#define STDMETHODCALLTYPE __stdcall
#define STDMETHODVCALLTYPE __cdecl
#define WINAPI __stdcall
#define CALLBACK __stdcall
#define APIENTRY WINAPI
#define __STRINGIZE_1(X) #X
#define __TEXT_1(Text) L##Text
#ifdef UNICODE
#define __TEXT(Text) __TEXT_1(Text)
#else
#define __TEXT(Text) Text
#endif
#define TEXT(Text) __TEXT(Text)

#ifdef __cplusplus
#define WDK_ENUM_OPERATORS(Type, Op)                                           \
  inline constexpr Type operator Op(Type A, Type B) {                          \
    return (Type)((unsigned)A Op(unsigned) B);                                 \
  }                                                                            \
  inline Type &operator Op##=(Type & A, Type B) {                              \
    return A = (Type)((unsigned)A Op(unsigned) B);                             \
  }
#define DEFINE_ENUM_FLAG_OPERATORS(Type)                                       \
  extern "C++" {                                                               \
  WDK_ENUM_OPERATORS(Type, |)                                                  \
  WDK_ENUM_OPERATORS(Type, &)                                                  \
  WDK_ENUM_OPERATORS(Type, ^)                                                  \
  inline constexpr Type operator~(Type A) { return (Type) ~(unsigned)A; }      \
  }
#else
#define DEFINE_ENUM_FLAG_OPERATORS(Type)
#endif

#ifndef min
#define min(A, B) (((A) < (B)) ? (A) : (B))
#endif
#ifndef max
#define max(A, B) (((A) > (B)) ? (A) : (B))
#endif

#endif // WSK_WDK_KM_COMPILER_H
