// RUN: %inspect -verify %s
// When the image is loaded every global has its initial value; nobody else
// writes it, so DriverEntry finds it there, also if it is not const.
#include "stages.h"

struct INNER {
  ULONG A;
  ULONG B[3];
};
struct OUTER {
  ULONG First;
  struct INNER Inner;
  PVOID Pointer;
  union {
    ULONG Number;
    PVOID Address;
  } Choice;
  ULONG Low : 3;
  ULONG High : 5;
};
enum STATE { Stopped, Running = 4 };
typedef NTSTATUS (*START)(void);
struct OPERATIONS {
  PCSTR Name;
  START Start;
};

static NTSTATUS startOne(void) { return STATUS_SUCCESS; }
static NTSTATUS startTwo(void) { return STATUS_SUCCESS; }

static ULONG Zero;                              // 1: no initialiser
static ULONG Number = 40 + 2;                   // 2: folded
ULONG Tentative;                                // 3: tentative, twice
ULONG Tentative;
static LONG Negative = -1;                      // 4
static enum STATE State = Running;              // 5
static BOOLEAN Flag = TRUE;                     // 6
static PVOID Null = NULL;                       // 7
static ULONG *Address = &Number;                // 8
static START Start = startOne;                  // 9: function pointer
static ULONG Array[4] = {1, 2};                 // 10: rest is zero
static struct OUTER Nested = {                  // 11: nested
    1, {2, {3, 4}}, &Number, {7}, 5, 9};
static struct OUTER Designated = {              // 12: designated
    .Inner.B[1] = 8, .Choice.Number = 6};
static struct OPERATIONS Operations[] = {       // 13: table of functions
    {"one", startOne}, {"two", startTwo}};
static const ULONG Constant = 12;               // 14
static CHAR Text[] = "ab";                      // 15: string
static ULONG Size = sizeof(struct INNER);       // 16
extern ULONG Elsewhere;                         // 17: defined elsewhere
static struct OUTER *Whole = &Nested;           // 18: address of a record
static ULONG *Element = &Array[1];              // 19: address of an element
static ULONG *Member = &Nested.Inner.A;         // 20: address of a member
static struct OUTER Compound = {.Inner = {3}};  // 21: inner list

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  static ULONG Local = 3; // 22: static local
  static struct INNER LocalZero;
  WskDeregister(&Reg);
  VALUE(Zero);              // expected-warning{{value: 0 [}}
  VALUE(Number);            // expected-warning{{value: 42 [}}
  VALUE(Tentative);         // expected-warning{{value: 0 [}}
  VALUE(Negative);          // expected-warning{{value: -1 [}}
  VALUE(State);             // expected-warning{{value: 4 [}}
  VALUE(Flag);              // expected-warning{{value: 1 [}}
  VALUE(Null);              // expected-warning{{value: 0 [}}
  VALUE(Address == &Number); // expected-warning{{value: 1 [}}
  VALUE(*Address);          // expected-warning{{value: 42 [}}
  VALUE(Start == startOne); // expected-warning{{value: 1 [}}
  VALUE(Array[1]);          // expected-warning{{value: 2 [}}
  VALUE(Array[3]);          // expected-warning{{value: 0 [}}
  VALUE(Nested.First);      // expected-warning{{value: 1 [}}
  VALUE(Nested.Inner.A);    // expected-warning{{value: 2 [}}
  VALUE(Nested.Inner.B[1]); // expected-warning{{value: 4 [}}
  VALUE(Nested.Inner.B[2]); // expected-warning{{value: 0 [}}
  VALUE(Nested.Pointer == &Number); // expected-warning{{value: 1 [}}
  VALUE(Nested.Choice.Number); // expected-warning{{value: 7 [}}
  VALUE(Nested.Low);        // expected-warning{{value: 5 [}}
  VALUE(Nested.High);       // expected-warning{{value: 9 [}}
  VALUE(Designated.First);  // expected-warning{{value: 0 [}}
  VALUE(Designated.Inner.B[1]); // expected-warning{{value: 8 [}}
  VALUE(Designated.Inner.B[0]); // expected-warning{{value: 0 [}}
  VALUE(Designated.Choice.Number); // expected-warning{{value: 6 [}}
  VALUE(Operations[1].Start == startTwo); // expected-warning{{value: 1 [}}
  VALUE(Constant);          // expected-warning{{value: 12 [}}
  VALUE(Text[0]);           // expected-warning{{value: 97 [}}
  VALUE(Text[2]);           // expected-warning{{value: 0 [}}
  VALUE(Size);              // expected-warning{{value: 16 [}}
  VALUE(Elsewhere);         // expected-warning{{value: open [}}
  VALUE(Whole->Inner.A);    // expected-warning{{value: 2 [}}
  VALUE(*Element);          // expected-warning{{value: 2 [}}
  VALUE(*Member);           // expected-warning{{value: 2 [}}
  VALUE(Compound.Inner.A);  // expected-warning{{value: 3 [}}
  VALUE(Local);             // expected-warning{{value: 3 [}}
  VALUE(LocalZero.B[2]);    // expected-warning{{value: 0 [}}
  return STATUS_UNSUCCESSFUL;
}
