//===- concurrencysal.h - Lock annotations as no-ops --------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The lock-related annotations of the source annotation language. They expand
/// to nothing: our analysis reads code, not annotations.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_CONCURRENCYSAL_H
#define WSK_WDK_CONCURRENCYSAL_H

// Annotations with arguments.
#define _Acquires_lock_(...)
#define _Acquires_exclusive_lock_(...)
#define _Acquires_shared_lock_(...)
#define _Acquires_nonreentrant_lock_(...)
#define _Releases_lock_(...)
#define _Releases_exclusive_lock_(...)
#define _Releases_shared_lock_(...)
#define _Releases_nonreentrant_lock_(...)
#define _Requires_lock_held_(...)
#define _Requires_exclusive_lock_held_(...)
#define _Requires_shared_lock_held_(...)
#define _Requires_lock_not_held_(...)
#define _Guarded_by_(...)
#define _Write_guarded_by_(...)
#define _Create_lock_level_(...)
#define _Has_lock_level_(...)
#define _Lock_level_order_(...)
#define _Has_lock_kind_(...)
#define _Post_same_lock_(...)
#define _Internal_lock_level_order_(...)
#define _Create_shared_data_(...)

// Annotations without arguments.
#define _Requires_no_locks_held_
#define _Interlocked_
#define _Interlocked_operand_
#define _Benign_race_begin_
#define _Benign_race_end_
#define _No_competing_thread_
#define _No_competing_thread_begin_
#define _No_competing_thread_end_
#define _Lock_kind_mutex_
#define _Lock_kind_event_
#define _Lock_kind_semaphore_
#define _Lock_kind_spin_lock_
#define _Lock_kind_critical_section_
#define _Ret_acquires_lock_
#define _Suppress_lock_checking_

#endif // WSK_WDK_CONCURRENCYSAL_H
