// A virtual call goes to the definition its object has where that is known. A
// call that may run several definitions forgets what any of them writes, and
// no more; one that WSK depends on ends the path.
//
// RUN: %clang-analyze-wsk -I %S/../rules/Inputs -analyzer-output=text \
// RUN:   -verify-ignore-unexpected=note -verify %s
extern "C" {
#include "wsk-ops.h"
}

extern int UseNetwork;

class Registered {
public:
  Registered() {
    if (UseNetwork)
      Ok = NT_SUCCESS(WskRegister(&ClientNpi, &Registration));
  }
  ~Registered() {
    if (UseNetwork && Ok)
      WskDeregister(&Registration);
  }

private:
  bool Ok = false;
  WSK_REGISTRATION Registration;
};

// The virtual call in the destructor changes neither the flag nor the members.
class StreamOk {
public:
  StreamOk();
  virtual ~StreamOk();
  virtual void FreeBuffer();

private:
  void *Buffer;
  Registered Net;
};

StreamOk::StreamOk() : Buffer(nullptr) {}
StreamOk::~StreamOk() { FreeBuffer(); }
void StreamOk::FreeBuffer() {
  if (Buffer)
    ExFreePoolWithTag(Buffer, 'fubS');
}

struct CONTEXT {
  WSK_PROVIDER_NPI Npi;
};

// Whoever derives may close the socket.
class Sink {
public:
  virtual void Take(PWSK_SOCKET) {}
};
class Closer : public Sink {
public:
  void Take(PWSK_SOCKET Socket) override { CloseSocket(Socket); }
};

NTSTATUS HandOverOk(CONTEXT *Context, Sink &To) {
  PWSK_SOCKET Socket;
  NTSTATUS Status = OpenSocket(&Context->Npi, &Socket);
  if (NT_SUCCESS(Status))
    To.Take(Socket);
  return Status;
}

NTSTATUS HandOverKnownOk(CONTEXT *Context) {
  Closer To;
  return HandOverOk(Context, To);
}

class Counter {
public:
  virtual void Count() {}
};
class Loud : public Counter {
public:
  void Count() override { UseNetwork = 0; }
};

NTSTATUS CountedBad(CONTEXT *Context, Counter &Calls) {
  PWSK_SOCKET Socket;
  NTSTATUS Status = OpenSocket(&Context->Npi, &Socket);
  if (!NT_SUCCESS(Status))
    return Status;
  Calls.Count();
  return Socket ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL; // expected-warning{{the last reference to an open socket is lost: nobody can close it}}
}
