// RUN: %inspect -verify %s
// C++: globals with constant constructors, static members, references.
extern "C" {
#include "stages.h"
}

namespace {
class Counter {
public:
  constexpr Counter() : Value(3) {}
  ULONG value() const { return Value; }
  static ULONG Shared;

private:
  ULONG Value;
};
struct Aggregate {
  ULONG A = 4;
  PVOID B = nullptr;
};
} // namespace

ULONG Counter::Shared = 5;
static Counter Global;
static Aggregate Defaults;
static Aggregate Braces{6, nullptr};
static bool Started = false;
static constexpr ULONG Constant = 7;
static PWSK_SOCKET Socket = nullptr;
static auto *Pointer = &Started;

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver,
                                      PUNICODE_STRING Path) {
  WskDeregister(&Reg);
  VALUE(Counter::Shared); // expected-warning{{value: 5 [}}
  VALUE(Global.value());  // expected-warning{{value: 3 [}}
  VALUE(Defaults.A);      // expected-warning{{value: 4 [}}
  VALUE(Defaults.B);      // expected-warning{{value: 0 [}}
  VALUE(Braces.A);        // expected-warning{{value: 6 [}}
  VALUE(Started);         // expected-warning{{value: 0 [}}
  VALUE(Constant);        // expected-warning{{value: 7 [}}
  SOCKET(Socket);         // expected-warning{{socket: null [}}
  VALUE(*Pointer);        // expected-warning{{value: 0 [}}
  return STATUS_UNSUCCESSFUL;
}
