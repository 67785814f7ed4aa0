// RUN: %inspect -verify %s
// C++: static members and lambdas as routines, an object behind a context.
extern "C" {
#include "stages.h"
}

namespace {
class Driver {
public:
  static VOID NTAPI unload(PDRIVER_OBJECT) {
    // expected-warning@+2{{value: 1 [}}
    // expected-warning@+1{{value: 12 [}}
    VALUE(Trace);
    if (Started)
      BLOCK(&Registration); // expected-warning{{block: registered, 0 captures [}}
    WskDeregister(&Registration);
  }

  static NTSTATUS NTAPI control(PDEVICE_OBJECT, PIRP) {
    step(2);
    return STATUS_SUCCESS;
  }

  static NTSTATUS start() {
    NTSTATUS Status = WskRegister(&Client, &Registration);
    Started = NT_SUCCESS(Status);
    return Status;
  }

private:
  static WSK_REGISTRATION Registration;
  static bool Started;
};

WSK_REGISTRATION Driver::Registration;
bool Driver::Started = false;

class Worker {
public:
  explicit Worker(ULONG Digit) : Digit(Digit) {}
  static VOID NTAPI entry(PVOID Context) {
    static_cast<Worker *>(Context)->run();
  }

private:
  void run() {
    VALUE(Digit); // expected-warning{{value: 1 [}}
    step(Digit);
  }
  ULONG Digit;
};

Worker TheWorker(1);
} // namespace

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Object, PUNICODE_STRING) {
  HANDLE Thread;
  static Worker Local(1);
  Object->DriverUnload = Driver::unload;
  Object->MajorFunction[IRP_MJ_DEVICE_CONTROL] = &Driver::control;
  NTSTATUS Status = Driver::start();
  if (!NT_SUCCESS(Status))
    return Status;
  return PsCreateSystemThread(&Thread, 0, nullptr, nullptr, nullptr,
                              Worker::entry, &Local);
}
