// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// Nothing in a driver's start-up calls the constructors of its global objects;
// the linker puts their addresses between the sections .CRT$XCA and .CRT$XCZ,
// and a driver that wants them called goes through these itself.
// RUN: %wsk-kernel run %s | FileCheck %s --check-prefix=LEFT
// RUN: %wsk-kernel run %s -- -DWALKS | FileCheck %s --check-prefix=CALLED
// LEFT: constructed: 0, initialised: 7
// LEFT: no violation
// CALLED: constructed: 5, initialised: 7
// CALLED: no violation
#include <ntddk.h>

namespace {
class Counter {
public:
  explicit Counter(int Start) { Value = Start; }
  int Value;
};
volatile int Five = 5; // no constant: the compiler would use it at once

Counter Constructed(Five);
int Initialised = 7; // no code is needed for this

#ifdef WALKS
typedef void(__cdecl *Initialiser)(void);
#pragma section(".CRT$XCA", long, read)
#pragma section(".CRT$XCZ", long, read)
__declspec(allocate(".CRT$XCA")) const Initialiser First[] = {nullptr};
__declspec(allocate(".CRT$XCZ")) const Initialiser Last[] = {nullptr};

void construct(void) {
  for (const Initialiser *Next = First + 1; Next < Last; ++Next)
    if (*Next)
      (*Next)();
}
#endif
} // namespace

static VOID unload(PDRIVER_OBJECT Driver) {}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
#ifdef WALKS
  construct();
#endif
  DbgPrint("constructed: %d, initialised: %d\n", Constructed.Value,
           Initialised);
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
