// RUN: %calls -verify %s
// A socket call is one through a table of its category.
#include <ntddk.h>
#include <wsk.h>

void Basic(PWSK_SOCKET S, PIRP Irp) {
  const WSK_PROVIDER_BASIC_DISPATCH *T = S->Dispatch;
  T->WskControlSocket(S, WskSetOption, 0, 0, 0, NULL, 0, NULL, NULL, Irp); // expected-warning{{call: WskControlSocket, socket [}}
  T->WskCloseSocket(S, Irp); // expected-warning{{call: WskCloseSocket, socket [}}
}

void Listen(PWSK_SOCKET S, PSOCKADDR A, PIRP Irp) {
  const WSK_PROVIDER_LISTEN_DISPATCH *T = S->Dispatch;
  T->WskBind(S, A, 0, Irp); // expected-warning{{call: WskBind, socket [}}
  T->WskAccept(S, 0, NULL, NULL, NULL, NULL, Irp); // expected-warning{{call: WskAccept, socket [}}
  T->WskInspectComplete(S, NULL, WskInspectAccept, Irp); // expected-warning{{call: WskInspectComplete, socket [}}
  T->WskGetLocalAddress(S, A, Irp); // expected-warning{{call: WskGetLocalAddress, socket [}}
  T->WskCloseSocket(S, Irp); // expected-warning{{call: WskCloseSocket, socket [}}
}

void Datagram(PWSK_SOCKET S, PSOCKADDR A, PWSK_BUF B, PIRP Irp) {
  const WSK_PROVIDER_DATAGRAM_DISPATCH *T = S->Dispatch;
  ULONG Length = 0, Flags;
  T->WskBind(S, A, 0, Irp); // expected-warning{{call: WskBind, socket [}}
  T->WskSendTo(S, B, 0, A, 0, NULL, Irp); // expected-warning{{call: WskSendTo, socket [}}
  T->WskReceiveFrom(S, B, 0, A, &Length, NULL, &Flags, Irp); // expected-warning{{call: WskReceiveFrom, socket [}}
  T->WskRelease(S, NULL); // expected-warning{{call: WskRelease, socket [}}
  T->WskGetLocalAddress(S, A, Irp); // expected-warning{{call: WskGetLocalAddress, socket [}}
  T->WskCloseSocket(S, Irp); // expected-warning{{call: WskCloseSocket, socket [}}
}

void Connection(PWSK_SOCKET S, PSOCKADDR A, PWSK_BUF B, PIRP Irp) {
  const WSK_PROVIDER_CONNECTION_DISPATCH *T = S->Dispatch;
  T->WskBind(S, A, 0, Irp); // expected-warning{{call: WskBind, socket [}}
  T->WskConnect(S, A, 0, Irp); // expected-warning{{call: WskConnect, socket [}}
  T->WskGetLocalAddress(S, A, Irp); // expected-warning{{call: WskGetLocalAddress, socket [}}
  T->WskGetRemoteAddress(S, A, Irp); // expected-warning{{call: WskGetRemoteAddress, socket [}}
  T->WskSend(S, B, 0, Irp); // expected-warning{{call: WskSend, socket [}}
  T->WskReceive(S, B, 0, Irp); // expected-warning{{call: WskReceive, socket [}}
  T->WskDisconnect(S, NULL, 0, Irp); // expected-warning{{call: WskDisconnect, socket [}}
  T->WskRelease(S, NULL); // expected-warning{{call: WskRelease, socket [}}
  T->WskCloseSocket(S, Irp); // expected-warning{{call: WskCloseSocket, socket [}}
}

void Stream(PWSK_SOCKET S, PSOCKADDR A, PWSK_BUF B, PIRP Irp) {
  const WSK_PROVIDER_STREAM_DISPATCH *T = S->Dispatch;
  T->WskListen(S, Irp); // expected-warning{{call: WskListen, socket [}}
  T->WskConnect(S, A, 0, Irp); // expected-warning{{call: WskConnect, socket [}}
  T->WskSend(S, B, 0, Irp); // expected-warning{{call: WskSend, socket [}}
  T->WskCloseSocket(S, Irp); // expected-warning{{call: WskCloseSocket, socket [}}
}

// The ways to the table.
#define TABLE(S) ((PWSK_PROVIDER_CONNECTION_DISPATCH)(S)->Dispatch)

struct CONTEXT {
  PWSK_SOCKET Socket;
  const WSK_PROVIDER_CONNECTION_DISPATCH *Table;
  PFN_WSK_SEND Send;
};

void Ways(struct CONTEXT *C, PWSK_BUF B, PIRP Irp) {
  PFN_WSK_SEND Local = TABLE(C->Socket)->WskSend;
  C->Table = C->Socket->Dispatch;
  C->Send = C->Table->WskSend;
  TABLE(C->Socket)->WskSend(C->Socket, B, 0, Irp); // expected-warning{{call: WskSend, socket [}}
  (*TABLE(C->Socket)).WskSend(C->Socket, B, 0, Irp); // expected-warning{{call: WskSend, socket [}}
  C->Table->WskSend(C->Socket, B, 0, Irp); // expected-warning{{call: WskSend, socket [}}
  C->Send(C->Socket, B, 0, Irp); // expected-warning{{call: WskSend, socket [}}
  Local(C->Socket, B, 0, Irp); // expected-warning{{call: WskSend, socket [}}
  ((PFN_WSK_SEND)Local)(C->Socket, B, 0, Irp); // expected-warning{{call: WskSend, socket [}}
}

// Some drivers choose the close of whatever category.
void Chosen(PWSK_SOCKET S, BOOLEAN IsListener, PIRP Irp) {
  PFN_WSK_CLOSE_SOCKET Close =
      IsListener ? ((PWSK_PROVIDER_LISTEN_DISPATCH)S->Dispatch)->WskCloseSocket
                 : TABLE(S)->WskCloseSocket;
  Close(S, Irp); // expected-warning{{call: WskCloseSocket, socket [}}
}
