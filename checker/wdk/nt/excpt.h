//===- excpt.h - Structured exception keywords --------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Short spellings of the structured exception keywords (C only, as in the
/// kit).
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_EXCPT_H
#define WSK_WDK_EXCPT_H

#ifndef __cplusplus
#define try __try
#define except __except
#define finally __finally
#define leave __leave
#endif

#define GetExceptionCode() _exception_code()
#define exception_code() _exception_code()
#define GetExceptionInformation()                                              \
  ((struct _EXCEPTION_POINTERS *)_exception_info())
#define exception_info() ((struct _EXCEPTION_POINTERS *)_exception_info())
#define AbnormalTermination() _abnormal_termination()
#define abnormal_termination() _abnormal_termination()

#define EXCEPTION_EXECUTE_HANDLER 1
#define EXCEPTION_CONTINUE_SEARCH 0
#define EXCEPTION_CONTINUE_EXECUTION (-1)

typedef enum _EXCEPTION_DISPOSITION {
  ExceptionContinueExecution,
  ExceptionContinueSearch,
  ExceptionNestedException,
  ExceptionCollidedUnwind
} EXCEPTION_DISPOSITION;

#endif // WSK_WDK_EXCPT_H
