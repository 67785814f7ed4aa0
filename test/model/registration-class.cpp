// RUN: %inspect -verify %s
// Registration blocks in C++: members, bases, references, new.
extern "C" {
#include <ntddk.h>
#include <wsk.h>
}

#include "inspect.h"

static const WSK_CLIENT_DISPATCH Table = {MAKE_WSK_VERSION(1, 0), 0, nullptr};

class Registrar {
public:
  NTSTATUS start() {
    WSK_CLIENT_NPI Client = {this, &Table};
    return WskRegister(&Client, &Registration);
  }
  void stop() { WskDeregister(&Registration); }
  PWSK_REGISTRATION block() { return &Registration; }

private:
  ULONG Count = 0;
  WSK_REGISTRATION Registration;
};

class Derived : public Registrar {
public:
  int Extra = 0;
};

void member() {
  Registrar R;
  if (!NT_SUCCESS(R.start()))
    return;
  BLOCK(R.block()); // expected-warning{{block: registered, 0 captures [}}
  R.stop();
  BLOCK(R.block()); // expected-warning{{block: deregistered, 0 captures [}}
}

void memberOfBase() {
  Derived D;
  if (!NT_SUCCESS(D.start()))
    return;
  BLOCK(D.block()); // expected-warning{{block: registered, 0 captures [}}
  static_cast<Registrar &>(D).stop();
  BLOCK(D.block()); // expected-warning{{block: deregistered, 0 captures [}}
}

static void stopThere(WSK_REGISTRATION &There) { WskDeregister(&There); }

void reference(Registrar &R) {
  BLOCK(R.block()); // expected-warning{{block: unknown, 0 captures [}}
  if (!NT_SUCCESS(R.start()))
    return;
  BLOCK(R.block()); // expected-warning{{block: registered, 0 captures [}}
  stopThere(*R.block());
  BLOCK(R.block()); // expected-warning{{block: deregistered, 0 captures [}}
}

class Guard {
public:
  explicit Guard(PWSK_REGISTRATION There) : There(There) {}
  ~Guard() { WskDeregister(There); }

private:
  PWSK_REGISTRATION There;
};

void destructor(PWSK_CLIENT_NPI Client) {
  WSK_REGISTRATION Local;
  if (!NT_SUCCESS(WskRegister(Client, &Local)))
    return;
  {
    Guard G(&Local);
    BLOCK(&Local); // expected-warning{{block: registered, 0 captures [}}
  }
  BLOCK(&Local); // expected-warning{{block: deregistered, 0 captures [}}
}
