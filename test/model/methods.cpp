// RUN: %inspect -verify %s
// C++: what calls of methods, constructors and operators change.
// What is not seen may change its object and the places it is given, never the
// driver's globals.
extern "C" {
#include <ntddk.h>
#include <wsk.h>
}

#include "inspect.h"

static LONG Global;
static WSK_REGISTRATION Reg;
#define ROOT WskDeregister(&Reg)

class Elsewhere {
public:
  Elsewhere();
  ~Elsewhere();
  void change();
  void look() const;
  static void common();
  Elsewhere &operator+=(int);
  virtual void virtually();
  LONG Level;
};

class Here {
public:
  void set(LONG To) { Level = To; }
  LONG get() const { return Level; }
  virtual LONG kind() { return 1; }
  LONG Level = 0;
};

class Special : public Here {
public:
  LONG kind() override { return 2; }
};

void methodsWithBody(Here &H) {
  ROOT;
  H.set(5);
  VALUE(H.get()); // expected-warning{{value: 5 [}}
}

void virtualMethod() {
  Special S;
  Here &H = S;
  ROOT;
  VALUE(H.kind());       // expected-warning{{value: 2 [}}
  VALUE(S.Here::kind()); // expected-warning{{value: 1 [}}
}

void methodElsewhere(Elsewhere &E, Elsewhere &Other) {
  ROOT;
  Global = 1;
  E.Level = 2;
  Other.Level = 3;
  E.change();
  VALUE(Global);      // expected-warning{{value: 1 [}}
  VALUE(E.Level);     // expected-warning{{value: open [}}
  VALUE(Other.Level); // expected-warning{{value: 3 [}}
}

void constMethodElsewhere(Elsewhere &E) {
  ROOT;
  Global = 1;
  E.Level = 2;
  E.look();
  VALUE(Global);  // expected-warning{{value: 1 [}}
  VALUE(E.Level); // expected-warning{{value: 2 [}}
}

void staticMethodElsewhere() {
  ROOT;
  Global = 1;
  Elsewhere::common();
  VALUE(Global); // expected-warning{{value: 1 [}}
}

void operatorElsewhere(Elsewhere &E) {
  ROOT;
  Global = 1;
  E += 1;
  VALUE(Global); // expected-warning{{value: 1 [}}
}

void constructorElsewhere() {
  ROOT;
  Global = 1;
  {
    Elsewhere Local;
    VALUE(Global); // expected-warning{{value: 1 [}}
  }
  VALUE(Global); // expected-warning{{value: 1 [}}
}

void virtualElsewhere(Elsewhere &E) {
  ROOT;
  Global = 1;
  E.virtually();
  VALUE(Global); // expected-warning{{value: 1 [}}
}

void lambda() {
  LONG Local = 1;
  ROOT;
  auto Raise = [&](LONG By) { Local += By; };
  Raise(2);
  VALUE(Local); // expected-warning{{value: 3 [}}
}

template <typename T> static void assign(T &Place, T Value) { Place = Value; }

void templates() {
  LONG Local = 1;
  ROOT;
  assign<LONG>(Local, 4);
  VALUE(Local); // expected-warning{{value: 4 [}}
}

// A reference is a place the unknown routine may write.
void unknownReference(LONG &);
void unknownConstReference(const LONG &);

void references() {
  LONG Local = 1;
  ROOT;
  unknownConstReference(Local);
  VALUE(Local); // expected-warning{{value: 1 [}}
  unknownReference(Local);
  VALUE(Local); // expected-warning{{value: open [}}
}

struct Parts {
  LONG A;
  PVOID B;
};
class Defaulted {
public:
  Defaulted() { ROOT; }
  Parts Zero = {};
  Parts Given = {4, nullptr};
};

void memberDefaults() {
  Defaulted D;
  VALUE(D.Zero.A);  // expected-warning{{value: 0 [}}
  VALUE(D.Given.A); // expected-warning{{value: 4 [}}
}

class Lock {
public:
  explicit Lock(PKSPIN_LOCK L) : L(L) { KeAcquireSpinLock(L, &Old); }
  ~Lock() { KeReleaseSpinLock(L, Old); }

private:
  PKSPIN_LOCK L;
  KIRQL Old;
};

void guardObject(PKSPIN_LOCK L) {
  ROOT;
  Global = 1;
  {
    Lock Held(L);
    Global = 2;
  }
  VALUE(Global); // expected-warning{{value: 2 [}}
}

struct Made {
  Made(LONG);
  ~Made();
};
class Maker {
public:
  Made make();
};

void objectsElsewhere(Maker &M) {
  ROOT;
  Global = 1;
  {
    Made Local = M.make();
    VALUE(Global); // expected-warning{{value: 1 [}}
  }
  Made *Heap = new Made(2);
  VALUE(Global); // expected-warning{{value: 1 [}}
  delete Heap;
  VALUE(Global); // expected-warning{{value: 1 [}}
}
