//===- kernelspecs.h - IRQL and resource annotations as no-ops ----*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Annotations about IRQL, dispatch types and kernel resources. They expand to
/// nothing.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_KERNELSPECS_H
#define WSK_WDK_KERNELSPECS_H

#include "sal.h"

// Annotations with arguments.
#define _IRQL_requires_(...)
#define _IRQL_requires_min_(...)
#define _IRQL_requires_max_(...)
#define _IRQL_raises_(...)
#define _IRQL_restores_global_(...)
#define _IRQL_saves_global_(...)
#define _IRQL_always_function_min_(...)
#define _IRQL_always_function_max_(...)
#define _IRQL_limited_to_(...)
#define _Kernel_clear_do_init_(...)
#define _Kernel_float_restored_(...)
#define _Kernel_requires_resource_held_(...)
#define _Kernel_requires_resource_not_held_(...)
#define _Kernel_acquires_resource_(...)
#define _Kernel_releases_resource_(...)
#define _Dispatch_type_(...)
#define _Function_class_(...)
#define _Kernel_float_used_when_(...)

// Annotations without arguments.
#define _IRQL_raises_here_
#define _IRQL_restores_
#define _IRQL_saves_
#define _IRQL_requires_same_
#define _IRQL_uses_cancel_
#define _IRQL_is_cancel_
#define _Kernel_float_saved_
#define _Kernel_float_used_
#define _Kernel_IoGetDmaAdapter_
#define _Kernel_entry_always_
#define _Kernel_clear_do_init_yes_
#define __kernel_entry
#define __kernel_driver
#define __user_driver
#define __user_code
#define __kernel_code

#endif // WSK_WDK_KERNELSPECS_H
