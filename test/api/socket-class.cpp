// RUN: %calls -verify %s
// In C++ the common part of a socket table is a member called Basic.
extern "C" {
#include <ntddk.h>
#include <wsk.h>
}

template <typename TABLE> static const TABLE *tableOf(PWSK_SOCKET S) {
  return static_cast<const TABLE *>(S->Dispatch);
}

void basicPart(PWSK_SOCKET S, PIRP Irp) {
  auto T = tableOf<WSK_PROVIDER_CONNECTION_DISPATCH>(S);
  T->Basic.WskControlSocket(S, WskSetOption, 0, 0, 0, nullptr, 0, nullptr,
                            nullptr, Irp); // expected-warning@-1{{call: WskControlSocket, socket [}}
  T->Basic.WskCloseSocket(S, Irp); // expected-warning{{call: WskCloseSocket, socket [}}
}

void castToBasic(PWSK_SOCKET S, PIRP Irp) {
  auto T = (PWSK_PROVIDER_BASIC_DISPATCH)S->Dispatch;
  auto Close = T->WskCloseSocket;
  T->WskCloseSocket(S, Irp); // expected-warning{{call: WskCloseSocket, socket [}}
  Close(S, Irp);             // expected-warning{{call: WskCloseSocket, socket [}}
}

class Socket {
public:
  Socket(PWSK_SOCKET S) : Handle(S) {
    Table = tableOf<WSK_PROVIDER_CONNECTION_DISPATCH>(S);
  }
  NTSTATUS send(PWSK_BUF B, PIRP Irp) {
    return Table->WskSend(Handle, B, 0, Irp); // expected-warning{{call: WskSend, socket [}}
  }
  void close(PIRP Irp) {
    Table->Basic.WskCloseSocket(Handle, Irp); // expected-warning{{call: WskCloseSocket, socket [}}
  }

private:
  PWSK_SOCKET Handle;
  const WSK_PROVIDER_CONNECTION_DISPATCH *Table;
};

void wrapped(PWSK_SOCKET S, PWSK_BUF B, PIRP Irp) {
  Socket Object(S);
  Object.send(B, Irp);
  Object.close(Irp);
}

class Provider {
public:
  void create(PIRP Irp) {
    Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
                            WSK_FLAG_DATAGRAM_SOCKET, nullptr, nullptr, nullptr,
                            nullptr, nullptr, Irp); // expected-warning@-2{{call: WskSocket, provider [}}
  }

private:
  WSK_PROVIDER_NPI Npi;
};

void throughMember(Provider &P, PIRP Irp) { P.create(Irp); }

namespace own {
// Not the export: a function of a namespace and a method.
NTSTATUS WskRegister(PWSK_CLIENT_NPI, PWSK_REGISTRATION);
struct Library {
  NTSTATUS WskRegister(PWSK_CLIENT_NPI, PWSK_REGISTRATION);
  static void WskDeregister(PWSK_REGISTRATION);
};
} // namespace own

void lookAlikes(own::Library &L, PWSK_CLIENT_NPI C, PWSK_REGISTRATION R) {
  L.WskRegister(C, R);
  own::Library::WskDeregister(R);
  own::WskRegister(C, R);
  ::WskDeregister(R); // expected-warning{{call: WskDeregister, export [}}
}
