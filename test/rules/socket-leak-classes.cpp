// Sockets in C++: holders whose destructor closes. ...Bad breaks the rule, ...Ok
// does not.
//
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %s
#include "wsk-ops.h"

class Holder {
public:
  Holder() : Socket(nullptr) {}
  ~Holder() {
    if (Socket)
      CloseSocket(Socket);
  }
  Holder(const Holder &) = delete;
  PWSK_SOCKET *Out() { return &Socket; }
  PWSK_SOCKET Get() const { return Socket; }
  PWSK_SOCKET Detach() {
    PWSK_SOCKET Mine = Socket;
    Socket = nullptr;
    return Mine;
  }

private:
  PWSK_SOCKET Socket;
};

struct Peer {
  WSK_PROVIDER_NPI Npi;
  PWSK_SOCKET Socket;
};

NTSTATUS HeldOk(Peer *P) {
  Holder Mine;
  NTSTATUS Status = OpenSocket(&P->Npi, Mine.Out());
  if (!NT_SUCCESS(Status))
    return Status;
  return StartWork();
}

NTSTATUS DetachedOk(Peer *P) {
  Holder Mine;
  NTSTATUS Status = OpenSocket(&P->Npi, Mine.Out());
  if (!NT_SUCCESS(Status))
    return Status;
  Status = StartWork();
  if (NT_SUCCESS(Status))
    P->Socket = Mine.Detach();
  return Status;
}

NTSTATUS DetachedBad(Peer *P) {
  Holder Mine;
  NTSTATUS Status = OpenSocket(&P->Npi, Mine.Out());
  // expected-note@-1 {{Calling 'OpenSocket'}}
  // expected-note@-2 {{Returning from 'OpenSocket'}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Mine.Detach(); // what it returns is thrown away
  return StartWork();
  // expected-warning@-1 {{the last reference to an open socket is lost: nobody can close it}}
  // expected-note@-2 {{the last reference to an open socket is lost: nobody can close it}}
  // expected-note@wsk-ops.h:* {{Assuming 'Irp' is non-null}}
  // expected-note@wsk-ops.h:* {{Taking false branch}}
  // expected-note@wsk-ops.h:* {{A socket is created here}}
  // expected-note@wsk-ops.h:* {{Assuming 'Status' is >= 0}}
  // expected-note@wsk-ops.h:* {{Taking true branch}}
}

// The caller sees what is stored through its reference.
NTSTATUS ByReferenceOk(Peer &P) { return OpenSocket(&P.Npi, &P.Socket); }

class Client {
public:
  NTSTATUS ConnectOk() { return OpenSocket(&Npi, &Socket); }
  NTSTATUS ConnectBad();

private:
  WSK_PROVIDER_NPI Npi;
  PWSK_SOCKET Socket;
};

NTSTATUS Client::ConnectBad() {
  PWSK_SOCKET New;
  NTSTATUS Status = OpenSocket(&Npi, &New);
  // expected-note@-1 {{Calling 'OpenSocket'}}
  // expected-note@-2 {{Returning from 'OpenSocket'}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Status = StartWork();
  if (NT_SUCCESS(Status))
  // expected-note@-1 {{Assuming 'Status' is < 0}}
  // expected-note@-2 {{Taking false branch}}
    Socket = New;
  return Status;
  // expected-warning@-1 {{the last reference to an open socket is lost: nobody can close it}}
  // expected-note@-2 {{the last reference to an open socket is lost: nobody can close it}}
  // expected-note@wsk-ops.h:* {{Assuming 'Irp' is non-null}}
  // expected-note@wsk-ops.h:* {{Taking false branch}}
  // expected-note@wsk-ops.h:* {{A socket is created here}}
  // expected-note@wsk-ops.h:* {{Assuming 'Status' is >= 0}}
  // expected-note@wsk-ops.h:* {{Taking true branch}}
}
