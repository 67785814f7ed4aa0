// Structured exceptions over the image's scope tables, at every optimisation.
// RUN: %wsk-kernel run %s | FileCheck %s
// RUN: %wsk-kernel run %s -- -O0 | FileCheck %s
// RUN: %wsk-kernel run %s -- -O2 | FileCheck %s
// RUN: not %wsk-kernel run %s -- -DUNHANDLED \
// RUN:   | FileCheck %s --check-prefix=UNHANDLED
// RUN: not %wsk-kernel run %s -- -DNOBODY | FileCheck %s --check-prefix=NOBODY
// RUN: not %wsk-kernel run %s -- -DDEEP | FileCheck %s --check-prefix=DEEP
// RUN: not %wsk-kernel run %s -- -DWILD | FileCheck %s --check-prefix=WILD
// UNHANDLED: mem-bad-access: the driver writes memory at 0
// NOBODY: seh-unhandled: nothing handles the exception 0xc000000d
// DEEP: stack-overflow: the driver
// WILD: mem-bad-access
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
#include <ntddk.h>

static volatile LONG Steps;
static int *volatile Nowhere;
static PDRIVER_UNLOAD volatile WildCall = (PDRIVER_UNLOAD)0x1234;

// Each step must come in its turn; a wrong one spoils the number.
static void step(LONG Digit) { Steps = Steps * 10 + Digit; }

static LONG filter(LONG Verdict, ULONG Code, ULONG Expected) {
  step(Code == Expected ? 2 : 9);
  return Verdict;
}

static void finallyThenRaise(void) {
  __try {
    step(1);
    ExRaiseStatus(STATUS_INVALID_PARAMETER);
  } __finally {
    step(AbnormalTermination() ? 3 : 9);
  }
}

static LONG softwareException(void) {
  Steps = 0;
  __try {
    finallyThenRaise();
  } __except (filter(EXCEPTION_EXECUTE_HANDLER, GetExceptionCode(),
                     STATUS_INVALID_PARAMETER)) {
    step(GetExceptionCode() == STATUS_INVALID_PARAMETER ? 4 : 9);
  }
  return Steps; // 1234
}

static LONG hardwareException(void) {
  Steps = 0;
  __try {
    step(1);
    *Nowhere = 7;
    step(9);
  } __except (filter(EXCEPTION_EXECUTE_HANDLER, GetExceptionCode(),
                     STATUS_ACCESS_VIOLATION)) {
    step(3);
  }
  return Steps; // 123
}

static LONG searchGoesOn(void) {
  Steps = 0;
  __try {
    __try {
      step(1);
      ExRaiseStatus(STATUS_NO_MEMORY);
    } __except (filter(EXCEPTION_CONTINUE_SEARCH, GetExceptionCode(),
                       STATUS_NO_MEMORY)) {
      step(9);
    }
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    step(5);
  }
  return Steps; // 125
}

static LONG leaveAndReturn(LONG Early) {
  Steps = 0;
  __try {
    step(1);
    if (Early)
      __leave;
    step(9);
  } __finally {
    step(AbnormalTermination() ? 9 : 2);
  }
  __try {
    return Steps * 10 + 3; // 123; the handler runs on the way out
  } __finally {
    step(4);
  }
}

static LONG localsSurvive(LONG Seed) {
  volatile LONG Kept = Seed;
  Steps = 0;
  __try {
    Kept += 5;
    *Nowhere = 1;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    Kept += 10;
  }
  return Kept + Seed; // 2 * Seed + 15
}

#ifdef DEEP
static LONG deep(LONG N) {
  volatile char Local[512];
  Local[0] = (char)N;
  KeGetCurrentIrql();
  return deep(N + 1) + Local[0];
}
#endif

static VOID Unload(PDRIVER_OBJECT Driver) {}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Driver->DriverUnload = Unload;
  DbgPrint("software %d\n", softwareException());
  DbgPrint("hardware %d\n", hardwareException());
  DbgPrint("search %d\n", searchGoesOn());
  LONG Left = leaveAndReturn(1);
  DbgPrint("leave %d then %d\n", Left, Steps);
  DbgPrint("locals %d\n", localsSurvive(20));
#ifdef UNHANDLED
  *Nowhere = 1;
#elif defined(NOBODY)
  finallyThenRaise();
#elif defined(DEEP)
  deep(1);
#elif defined(WILD)
  WildCall(Driver);
#endif
  return STATUS_SUCCESS;
}
// CHECK: software 1234
// CHECK: hardware 123
// CHECK: search 125
// CHECK: leave 123 then 124
// CHECK: locals 55
