//===- ntdef.h - Fundamental NT types -----------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Scalar types, strings, lists, object attributes and the compiler macros that
/// every kernel header needs. 64-bit Windows only.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_NTDEF_H
#define WSK_WDK_NTDEF_H

#include "sdkddkver.h"

#include "basetsd.h"
#include "crtdefs.h"
#include "ctype.h"
#include "driverspecs.h"
#include "excpt.h"
#include "guiddef.h"
#include <stdarg.h>
#include <stddef.h>

#define _NTDEF_

#ifdef __cplusplus
#define EXTERN_C extern "C"
#define EXTERN_C_START extern "C" {
#define EXTERN_C_END }
#else
#define EXTERN_C extern
#define EXTERN_C_START
#define EXTERN_C_END
#endif

#include "km/compiler.h"

EXTERN_C_START

#ifndef VOID
#define VOID void
#endif
typedef char CHAR;
typedef short SHORT;
typedef long LONG;
typedef int INT;
typedef unsigned char UCHAR, *PUCHAR;
typedef unsigned short USHORT, *PUSHORT;
typedef unsigned long ULONG, *PULONG;
typedef unsigned int UINT, *PUINT;
typedef wchar_t WCHAR, *PWCHAR, *LPWCH, *PWCH, *NWPSTR, *LPWSTR, *PWSTR;
typedef PWSTR *PZPWSTR;
typedef const PWSTR *PCZPWSTR;
typedef const WCHAR *LPCWCH, *PCWCH, *LPCWSTR, *PCWSTR;
typedef PCWSTR *PZPCWSTR;
typedef const WCHAR *PCZZWSTR;
typedef WCHAR *PZZWSTR;
typedef WCHAR *PNZWCH;
typedef const WCHAR *PCNZWCH;
typedef WCHAR __unaligned *LPUWSTR, *PUWSTR;
typedef const WCHAR __unaligned *LPCUWSTR, *PCUWSTR;
typedef CHAR *PCHAR, *LPCH, *PCH, *NPSTR, *LPSTR, *PSTR;
typedef PSTR *PZPSTR;
typedef const CHAR *LPCCH, *PCCH, *LPCSTR, *PCSTR;
typedef const CHAR *PCZZSTR;
typedef CHAR *PZZSTR;
typedef CHAR *PNZCH;
typedef const CHAR *PCNZCH;
#ifdef UNICODE
typedef WCHAR TCHAR, *PTCHAR;
typedef LPWSTR LPTSTR, PTSTR;
typedef LPCWSTR LPCTSTR, PCTSTR;
#else
typedef char TCHAR, *PTCHAR;
typedef LPSTR LPTSTR, PTSTR;
typedef LPCSTR LPCTSTR, PCTSTR;
#endif
typedef SHORT *PSHORT;
typedef LONG *PLONG;
typedef INT *PINT;
typedef void *PVOID;
typedef void *__ptr64 PVOID64;
typedef double DOUBLE;
typedef UCHAR BOOLEAN, *PBOOLEAN;
typedef long long LONGLONG, *PLONGLONG;
typedef unsigned long long ULONGLONG, *PULONGLONG;
typedef unsigned long long DWORDLONG;
typedef LONGLONG USN;
typedef UCHAR FCHAR;
typedef USHORT FSHORT;
typedef ULONG FLONG;
typedef LONG NTSTATUS, *PNTSTATUS;
typedef char CCHAR, *PCCHAR;
typedef short CSHORT, *PCSHORT;
typedef ULONG CLONG, *PCLONG;
typedef ULONG LOGICAL, *PLOGICAL;
typedef ULONG LCID, *PLCID;
typedef USHORT LANGID;
typedef LONG HRESULT;
typedef char SCHAR, *PSCHAR;
#ifdef STRICT
typedef void *HANDLE;
#define DECLARE_HANDLE(Name)                                                   \
  struct Name##__ {                                                            \
    int unused;                                                                \
  };                                                                           \
  typedef struct Name##__ *Name
#else
typedef PVOID HANDLE;
#define DECLARE_HANDLE(Name) typedef HANDLE Name
#endif
typedef HANDLE *PHANDLE;
typedef ULONG_PTR KSPIN_LOCK, *PKSPIN_LOCK;
typedef UCHAR KIRQL, *PKIRQL;
typedef short RTL_ATOM, *PRTL_ATOM;

#define CONST const
#define TRUE 1
#define FALSE 0
#ifndef NULL
#define NULL 0
#endif
#define OPTIONAL
#ifndef IN
#define IN
#define OUT
#endif
#define CRITICAL
#define ANYSIZE_ARRAY 1
#define ARGUMENT_PRESENT(Pointer) ((CHAR *)(Pointer) != (CHAR *)NULL)
#define UNICODE_NULL ((WCHAR)0)
#define ANSI_NULL ((CHAR)0)
#define MAXCHAR 0x7f
#define MINCHAR 0x80
#define MAXSHORT 0x7fff
#define MINSHORT 0x8000
#define MAXLONG 0x7fffffff
#define MINLONG 0x80000000
#define MAXUCHAR 0xff
#define MAXUSHORT 0xffff
#define MAXULONG 0xffffffff
#define MAXDWORD 0xffffffff
#define UNICODE_STRING_MAX_BYTES ((USHORT)65534)
#define UNICODE_STRING_MAX_CHARS 32767

#define NT_SUCCESS(Status) (((NTSTATUS)(Status)) >= 0)
#define NT_INFORMATION(Status) ((((ULONG)(Status)) >> 30) == 1)
#define NT_WARNING(Status) ((((ULONG)(Status)) >> 30) == 2)
#define NT_ERROR(Status) ((((ULONG)(Status)) >> 30) == 3)
#define APPLICATION_ERROR_MASK 0x20000000
#define ERROR_SEVERITY_SUCCESS 0x00000000
#define ERROR_SEVERITY_INFORMATIONAL 0x40000000
#define ERROR_SEVERITY_WARNING 0x80000000
#define ERROR_SEVERITY_ERROR 0xC0000000

typedef union _LARGE_INTEGER {
  struct {
    ULONG LowPart;
    LONG HighPart;
  };
  struct {
    ULONG LowPart;
    LONG HighPart;
  } u;
  LONGLONG QuadPart;
} LARGE_INTEGER, *PLARGE_INTEGER;

typedef union _ULARGE_INTEGER {
  struct {
    ULONG LowPart;
    ULONG HighPart;
  };
  struct {
    ULONG LowPart;
    ULONG HighPart;
  } u;
  ULONGLONG QuadPart;
} ULARGE_INTEGER, *PULARGE_INTEGER;

typedef LARGE_INTEGER PHYSICAL_ADDRESS, *PPHYSICAL_ADDRESS;

typedef struct _LUID {
  ULONG LowPart;
  LONG HighPart;
} LUID, *PLUID;

typedef struct _QUAD {
  union {
    long long UseThisFieldToCopy;
    double DoNotUseThisField;
  };
} QUAD, *PQUAD, UQUAD, *PUQUAD;

typedef struct _UNICODE_STRING {
  USHORT Length;
  USHORT MaximumLength;
  PWCH Buffer;
} UNICODE_STRING, *PUNICODE_STRING;
typedef const UNICODE_STRING *PCUNICODE_STRING;

typedef struct _STRING {
  USHORT Length;
  USHORT MaximumLength;
  PCHAR Buffer;
} STRING, *PSTRING, ANSI_STRING, *PANSI_STRING, OEM_STRING, *POEM_STRING,
    UTF8_STRING, *PUTF8_STRING;
typedef PSTRING PCANSI_STRING;
typedef STRING CANSI_STRING;
typedef CHAR *PSZ;
typedef const char *PCSZ;
typedef const OEM_STRING *PCOEM_STRING;
typedef const UTF8_STRING *PCUTF8_STRING;

typedef struct _CSTRING {
  USHORT Length;
  USHORT MaximumLength;
  const char *Buffer;
} CSTRING, *PCSTRING;

typedef struct _LIST_ENTRY {
  struct _LIST_ENTRY *Flink;
  struct _LIST_ENTRY *Blink;
} LIST_ENTRY, *PLIST_ENTRY, *PRLIST_ENTRY;

typedef struct _SINGLE_LIST_ENTRY {
  struct _SINGLE_LIST_ENTRY *Next;
} SINGLE_LIST_ENTRY, *PSINGLE_LIST_ENTRY;

typedef struct _OBJECT_ATTRIBUTES {
  ULONG Length;
  HANDLE RootDirectory;
  PUNICODE_STRING ObjectName;
  ULONG Attributes;
  PVOID SecurityDescriptor;
  PVOID SecurityQualityOfService;
} OBJECT_ATTRIBUTES, *POBJECT_ATTRIBUTES;
typedef const OBJECT_ATTRIBUTES *PCOBJECT_ATTRIBUTES;

typedef struct _PROCESSOR_NUMBER {
  USHORT Group;
  UCHAR Number;
  UCHAR Reserved;
} PROCESSOR_NUMBER, *PPROCESSOR_NUMBER;

typedef struct _GROUP_AFFINITY {
  KAFFINITY Mask;
  USHORT Group;
  USHORT Reserved[3];
} GROUP_AFFINITY, *PGROUP_AFFINITY;

typedef enum _EVENT_TYPE { NotificationEvent, SynchronizationEvent } EVENT_TYPE;
typedef enum _TIMER_TYPE { NotificationTimer, SynchronizationTimer } TIMER_TYPE;
typedef enum _WAIT_TYPE {
  WaitAll,
  WaitAny,
  WaitNotification,
  WaitDequeue,
  WaitDpc
} WAIT_TYPE;
typedef enum _NT_PRODUCT_TYPE {
  NtProductWinNt = 1,
  NtProductLanManNt,
  NtProductServer
} NT_PRODUCT_TYPE,
    *PNT_PRODUCT_TYPE;

#define OBJ_INHERIT 0x00000002L
#define OBJ_PERMANENT 0x00000010L
#define OBJ_EXCLUSIVE 0x00000020L
#define OBJ_CASE_INSENSITIVE 0x00000040L
#define OBJ_OPENIF 0x00000080L
#define OBJ_OPENLINK 0x00000100L
#define OBJ_KERNEL_HANDLE 0x00000200L
#define OBJ_FORCE_ACCESS_CHECK 0x00000400L
#define OBJ_IGNORE_IMPERSONATED_DEVICEMAP 0x00000800L
#define OBJ_DONT_REPARSE 0x00001000L
#define OBJ_VALID_ATTRIBUTES 0x00001FF2L

#define InitializeObjectAttributes(Attr, Name, Flags, Root, Security)          \
  {                                                                            \
    (Attr)->Length = sizeof(OBJECT_ATTRIBUTES);                                \
    (Attr)->RootDirectory = (Root);                                            \
    (Attr)->Attributes = (Flags);                                              \
    (Attr)->ObjectName = (Name);                                               \
    (Attr)->SecurityDescriptor = (Security);                                   \
    (Attr)->SecurityQualityOfService = NULL;                                   \
  }
#define RTL_CONSTANT_OBJECT_ATTRIBUTES(Name, Flags)                            \
  {sizeof(OBJECT_ATTRIBUTES),                                                  \
   NULL,                                                                       \
   (PUNICODE_STRING)(Name),                                                    \
   (Flags),                                                                    \
   NULL,                                                                       \
   NULL}
#define RTL_INIT_OBJECT_ATTRIBUTES(Name, Flags)                                \
  RTL_CONSTANT_OBJECT_ATTRIBUTES(Name, Flags)

#define RTL_CONSTANT_STRING(Text)                                              \
  {sizeof(Text) - sizeof((Text)[0]), sizeof(Text), (Text)}
#define DECLARE_CONST_UNICODE_STRING(Name, Text)                               \
  const WCHAR Name##_buffer[] = Text;                                          \
  __pragma(warning(push))                                                      \
      const UNICODE_STRING Name = {sizeof(Text) - sizeof(WCHAR), sizeof(Text), \
                                   (PWCH)Name##_buffer} __pragma(warning(pop))
#define DECLARE_GLOBAL_CONST_UNICODE_STRING(Name, Text)                        \
  extern const DECLSPEC_SELECTANY UNICODE_STRING Name =                        \
      RTL_CONSTANT_STRING(Text)
#define DECLARE_UNICODE_STRING_SIZE(Name, Chars)                               \
  WCHAR Name##_buffer[Chars];                                                  \
  UNICODE_STRING Name = {0, (Chars) * sizeof(WCHAR), Name##_buffer}

#define FIELD_OFFSET(Type, Field) ((LONG)__builtin_offsetof(Type, Field))
#define UFIELD_OFFSET(Type, Field) ((ULONG)__builtin_offsetof(Type, Field))
#define FIELD_SIZE(Type, Field) (sizeof(((Type *)0)->Field))
#define CONTAINING_RECORD(Address, Type, Field)                                \
  ((Type *)((PCHAR)(Address) - __builtin_offsetof(Type, Field)))
#define RTL_FIELD_SIZE(Type, Field) FIELD_SIZE(Type, Field)
#define RTL_FIELD_TYPE(Type, Field) (((Type *)0)->Field)
#define RTL_SIZEOF_THROUGH_FIELD(Type, Field)                                  \
  (FIELD_OFFSET(Type, Field) + RTL_FIELD_SIZE(Type, Field))
#define RTL_CONTAINS_FIELD(Struct, Size, Field)                                \
  ((((PCHAR)(&(Struct)->Field)) + sizeof((Struct)->Field)) <=                  \
   (((PCHAR)(Struct)) + (Size)))
#define RTL_NUMBER_OF_V1(Array) (sizeof(Array) / sizeof((Array)[0]))
#define RTL_NUMBER_OF_V2(Array) RTL_NUMBER_OF_V1(Array)
#define RTL_NUMBER_OF(Array) RTL_NUMBER_OF_V1(Array)
#define RTL_NUMBER_OF_FIELD(Type, Field)                                       \
  RTL_NUMBER_OF(RTL_FIELD_TYPE(Type, Field))
#define ARRAYSIZE(Array) RTL_NUMBER_OF(Array)
#define _ARRAYSIZE(Array) RTL_NUMBER_OF_V1(Array)
#ifndef _countof
#define _countof(Array) RTL_NUMBER_OF_V1(Array)
#endif
#define RTL_BITS_OF(Value) (sizeof(Value) * 8)
#define RTL_BITS_OF_FIELD(Type, Field) RTL_BITS_OF(RTL_FIELD_TYPE(Type, Field))
#define TYPE_ALIGNMENT(Type) __alignof(Type)
#define PROBE_ALIGNMENT(Type) TYPE_ALIGNMENT(Type)
#define ALIGN_DOWN_BY(Length, Alignment)                                       \
  ((ULONG_PTR)(Length) & ~((ULONG_PTR)(Alignment) - 1))
#define ALIGN_UP_BY(Length, Alignment)                                         \
  (ALIGN_DOWN_BY(((ULONG_PTR)(Length) + (Alignment) - 1), (Alignment)))
#define ALIGN_DOWN(Length, Type) ALIGN_DOWN_BY(Length, sizeof(Type))
#define ALIGN_UP(Length, Type) ALIGN_UP_BY(Length, sizeof(Type))
#define ALIGN_DOWN_POINTER_BY(Address, Alignment)                              \
  ((PVOID)ALIGN_DOWN_BY(Address, Alignment))
#define ALIGN_UP_POINTER_BY(Address, Alignment)                                \
  ((PVOID)ALIGN_UP_BY(Address, Alignment))
#define ALIGN_DOWN_POINTER(Address, Type)                                      \
  ALIGN_DOWN_POINTER_BY(Address, sizeof(Type))
#define ALIGN_UP_POINTER(Address, Type)                                        \
  ALIGN_UP_POINTER_BY(Address, sizeof(Type))

#define Int32x32To64(A, B) (((LONGLONG)((LONG)(A))) * ((LONGLONG)((LONG)(B))))
#define UInt32x32To64(A, B)                                                    \
  (((ULONGLONG)((ULONG)(A))) * ((ULONGLONG)((ULONG)(B))))
#define Int64ShllMod32(A, B) ((ULONGLONG)(A) << (B))
#define Int64ShraMod32(A, B) ((LONGLONG)(A) >> (B))
#define Int64ShrlMod32(A, B) ((ULONGLONG)(A) >> (B))

#define MAKELANGID(Primary, Sub) ((((USHORT)(Sub)) << 10) | (USHORT)(Primary))
#define LANG_NEUTRAL 0x00
#define SUBLANG_DEFAULT 0x01
#define LANG_ENGLISH 0x09

EXTERN_C_END

#include "km/slist.h"

#endif // WSK_WDK_NTDEF_H
