//===- evntrace.h - Event tracing ---------------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Levels and handles that WPP-generated code names.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_EVNTRACE_H
#define WSK_WDK_EVNTRACE_H

#include "wmistr.h"

#define TRACE_LEVEL_NONE 0
#define TRACE_LEVEL_CRITICAL 1
#define TRACE_LEVEL_FATAL 1
#define TRACE_LEVEL_ERROR 2
#define TRACE_LEVEL_WARNING 3
#define TRACE_LEVEL_INFORMATION 4
#define TRACE_LEVEL_VERBOSE 5
#define TRACE_LEVEL_RESERVED6 6
typedef ULONG64 TRACEHANDLE, *PTRACEHANDLE;

#endif // WSK_WDK_EVNTRACE_H
