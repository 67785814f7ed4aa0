//===- debug.h - Debug output and assertions ----------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Assertions keep their argument evaluated but never stop: a driver must be
/// right without them. Debug output is a plain function.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_KM_DEBUG_H
#define WSK_WDK_KM_DEBUG_H

#define DPFLTR_ERROR_LEVEL 0
#define DPFLTR_WARNING_LEVEL 1
#define DPFLTR_TRACE_LEVEL 2
#define DPFLTR_INFO_LEVEL 3
#define DPFLTR_MASK 0x80000000

typedef enum _DPFLTR_TYPE {
  DPFLTR_SYSTEM_ID = 0,
  DPFLTR_SMSS_ID = 1,
  DPFLTR_SETUP_ID = 2,
  DPFLTR_NTFS_ID = 3,
  DPFLTR_FSTUB_ID = 4,
  DPFLTR_CRASHDUMP_ID = 5,
  DPFLTR_CDAUDIO_ID = 6,
  DPFLTR_CDROM_ID = 7,
  DPFLTR_CLASSPNP_ID = 8,
  DPFLTR_DISK_ID = 9,
  DPFLTR_STORPROP_ID = 11,
  DPFLTR_SCSIPORT_ID = 12,
  DPFLTR_SCSIMINIPORT_ID = 13,
  DPFLTR_STORMINIPORT_ID = 90,
  DPFLTR_VIDEO_ID = 27,
  DPFLTR_IHVVIDEO_ID = 78,
  DPFLTR_IHVAUDIO_ID = 79,
  DPFLTR_IHVNETWORK_ID = 80,
  DPFLTR_IHVSTREAMING_ID = 81,
  DPFLTR_IHVBUS_ID = 82,
  DPFLTR_IHVDRIVER_ID = 77,
  DPFLTR_FLTMGR_ID = 47,
  DPFLTR_DEFAULT_ID = 101
} DPFLTR_TYPE;

EXTERN_C_START

NTSYSAPI ULONG __cdecl DbgPrint(PCSTR Format, ...);
NTSYSAPI ULONG __cdecl DbgPrintEx(ULONG ComponentId, ULONG Level, PCSTR Format,
                                  ...);
NTSYSAPI ULONG __cdecl DbgPrintReturnControlC(PCCH Format, ...);
NTSYSAPI ULONG NTAPI vDbgPrintEx(ULONG ComponentId, ULONG Level, PCCH Format,
                                 va_list Arguments);
NTSYSAPI ULONG NTAPI vDbgPrintExWithPrefix(PCCH Prefix, ULONG ComponentId,
                                           ULONG Level, PCCH Format,
                                           va_list Arguments);
NTSYSAPI ULONG NTAPI DbgPrompt(PCCH Prompt, PCH Response, ULONG Length);
NTSYSAPI VOID NTAPI DbgBreakPoint(VOID);
NTSYSAPI VOID NTAPI DbgBreakPointWithStatus(ULONG Status);
NTSYSAPI VOID NTAPI RtlAssert(PVOID FailedAssertion, PVOID FileName,
                              ULONG LineNumber, PSTR Message);
VOID DbgRaiseAssertionFailure(VOID);
NTKERNELAPI NTSTATUS NTAPI KdDisableDebugger(VOID);
NTKERNELAPI NTSTATUS NTAPI KdEnableDebugger(VOID);
NTKERNELAPI BOOLEAN NTAPI KdRefreshDebuggerNotPresent(VOID);

EXTERN_C_END

#if DBG
#define KdPrint(Arguments) DbgPrint Arguments
#define KdPrintEx(Arguments) DbgPrintEx Arguments
#define KdBreakPoint() DbgBreakPoint()
#define KdBreakPointWithStatus(Status) DbgBreakPointWithStatus(Status)
#else
#define KdPrint(Arguments) ((void)0)
#define KdPrintEx(Arguments) ((void)0)
#define KdBreakPoint() ((void)0)
#define KdBreakPointWithStatus(Status) ((void)(Status))
#endif
#define vKdPrintEx(Arguments) ((void)0)

#define WDK_EVALUATE(Expression) ((void)(Expression))
#ifndef ASSERT
#define ASSERT(Expression) WDK_EVALUATE(Expression)
#define ASSERTMSG(Message, Expression) WDK_EVALUATE(Expression)
#endif
#define RTL_VERIFY(Expression) (Expression)
#define RTL_VERIFYMSG(Message, Expression) (Expression)
#define RTL_SOFT_VERIFY(Expression) (Expression)
#define RTL_ASSERT(Expression) WDK_EVALUATE(Expression)
#define RTL_SOFT_ASSERT(Expression) WDK_EVALUATE(Expression)
#define RTL_SOFT_ASSERTMSG(Message, Expression) WDK_EVALUATE(Expression)
#define NT_ASSERT(Expression) WDK_EVALUATE(Expression)
#define NT_ASSERT_ASSUME(Expression) WDK_EVALUATE(Expression)
#define NT_ASSERTMSG(Message, Expression) WDK_EVALUATE(Expression)
#define NT_ASSERTMSGW(Message, Expression) WDK_EVALUATE(Expression)
#define NT_ANALYSIS_ASSUME(Expression) WDK_EVALUATE(Expression)
#define NT_FRE_ASSERT(Expression) WDK_EVALUATE(Expression)
#define NT_VERIFY(Expression) (Expression)
#define NT_VERIFYMSG(Message, Expression) (Expression)
#define PAGED_CODE() ((void)0)
#define PAGED_CODE_LOCKED() ((void)0)
#define PAGED_ASSERT(Expression) WDK_EVALUATE(Expression)
#define NON_PAGED_CODE() ((void)0)

#ifndef KD_DEBUGGER_ENABLED
EXTERN_C_START
extern PBOOLEAN KdDebuggerEnabled;
extern PBOOLEAN KdDebuggerNotPresent;
EXTERN_C_END
#define KD_DEBUGGER_ENABLED (*KdDebuggerEnabled)
#define KD_DEBUGGER_NOT_PRESENT (*KdDebuggerNotPresent)
#endif

#endif // WSK_WDK_KM_DEBUG_H
