// A function of a socket is called after WskCloseSocket. ...Bad breaks the rule,
// ...Ok does not, FN_... is a known gap.
//
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %s
#include "wsk-ops.h"

static PWSK_SOCKET Socket;

typedef struct {
  BOOLEAN IsOpen;
  PWSK_SOCKET Socket;
} CONTEXT;

// BEGIN EXAMPLE
void StopBad(PWSK_BUF Goodbye, PIRP Send, PIRP Close) {
  CONNECTION(Socket)->WskCloseSocket(Socket, Close);
  // expected-note@-1 {{The socket is closed here}}
  CONNECTION(Socket)->WskSend(Socket, Goodbye, 0, Send); // WSK's memory by now
  // expected-warning@-1 {{WskSend uses a socket that was closed before}}
  // expected-note@-2 {{WskSend uses a socket that was closed before}}
}

void StopOk(PWSK_BUF Goodbye, OPERATION *O, PIRP Close) {
  CONNECTION(Socket)->WskSend(Socket, Goodbye, 0, O->Irp);
  Await(O);
  CONNECTION(Socket)->WskCloseSocket(Socket, Close);
  Socket = NULL;
}
// END EXAMPLE

void ContextBad(CONTEXT *Context, PWSK_BUF Buffer, PIRP Receive, PIRP Close) {
  BASIC(Context->Socket)->WskCloseSocket(Context->Socket, Close);
  // expected-note@-1 {{The socket is closed here}}
  Context->IsOpen = FALSE;
  CONNECTION(Context->Socket)->WskReceive(Context->Socket, Buffer, 0, Receive);
  // expected-warning@-1 {{WskReceive uses a socket that was closed before}}
  // expected-note@-2 {{WskReceive uses a socket that was closed before}}
}

void FlagOk(CONTEXT *Context, PWSK_BUF Buffer, PIRP Receive, PIRP Close) {
  BASIC(Context->Socket)->WskCloseSocket(Context->Socket, Close);
  Context->IsOpen = FALSE;
  if (Context->IsOpen)
    CONNECTION(Context->Socket)
        ->WskReceive(Context->Socket, Buffer, 0, Receive);
}

void DisconnectBad(CONTEXT *Context, PIRP Disconnect) {
  CloseSocket(Context->Socket);
  // expected-note@-1 {{Calling 'CloseSocket'}}
  // expected-note@-2 {{Returning from 'CloseSocket'}}
  CONNECTION(Context->Socket)
  // expected-warning@-1 {{WskDisconnect uses a socket that was closed before}}
  // expected-note@-2 {{WskDisconnect uses a socket that was closed before}}
  // expected-note@wsk-ops.h:* {{Taking false branch}}
  // expected-note@wsk-ops.h:* {{The socket is closed here}}
      ->WskDisconnect(Context->Socket, NULL, WSK_FLAG_ABORTIVE, Disconnect);
}

void OptionBad(CONTEXT *Context, PIRP Close) {
  ULONG On = 1;
  BASIC(Context->Socket)->WskCloseSocket(Context->Socket, Close);
  // expected-note@-1 {{The socket is closed here}}
  BASIC(Context->Socket)
  // expected-warning@-1 {{WskControlSocket uses a socket that was closed before}}
  // expected-note@-2 {{WskControlSocket uses a socket that was closed before}}
      ->WskControlSocket(Context->Socket, WskSetOption, SO_KEEPALIVE,
                         SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, NULL);
}

// The table was read before, the socket behind it is closed all the same.
void SavedTableBad(CONTEXT *Context, PWSK_BUF Buffer, PIRP Send, PIRP Close) {
  const WSK_PROVIDER_CONNECTION_DISPATCH *Table = CONNECTION(Context->Socket);
  Table->WskCloseSocket(Context->Socket, Close);
  // expected-note@-1 {{The socket is closed here}}
  Table->WskSend(Context->Socket, Buffer, 0, Send);
  // expected-warning@-1 {{WskSend uses a socket that was closed before}}
  // expected-note@-2 {{WskSend uses a socket that was closed before}}
}

static void Send(PWSK_SOCKET To, PWSK_BUF Buffer, PIRP Irp) {
  CONNECTION(To)->WskSend(To, Buffer, 0, Irp);
  // expected-warning@-1 {{WskSend uses a socket that was closed before}}
  // expected-note@-2 {{WskSend uses a socket that was closed before}}
  // expected-note@wsk-ops.h:* {{Taking false branch}}
  // expected-note@wsk-ops.h:* {{The socket is closed here}}
}

void HelperBad(CONTEXT *Context, PWSK_BUF Buffer, PIRP Irp) {
  CloseSocket(Context->Socket);
  // expected-note@-1 {{Calling 'CloseSocket'}}
  // expected-note@-2 {{Returning from 'CloseSocket'}}
  Send(Context->Socket, Buffer, Irp);
  // expected-note@-1 {{Calling 'Send'}}
}

void NewSocketOk(CONTEXT *Context, WSK_PROVIDER_NPI *Npi, PWSK_BUF Buffer,
                 PIRP Irp) {
  CloseSocket(Context->Socket);
  if (NT_SUCCESS(OpenSocket(Npi, &Context->Socket)))
    CONNECTION(Context->Socket)->WskSend(Context->Socket, Buffer, 0, Irp);
}

void OtherSocketOk(CONTEXT *Context, CONTEXT *Other, PWSK_BUF Buffer,
                   PIRP Irp) {
  CloseSocket(Other->Socket);
  CONNECTION(Context->Socket)->WskSend(Context->Socket, Buffer, 0, Irp);
}

// Without an IRP the socket was not closed.
void CloseFailedOk(CONTEXT *Context, PWSK_BUF Buffer, PIRP Irp) {
  PIRP Close = IoAllocateIrp(1, FALSE);
  if (Close)
    BASIC(Context->Socket)->WskCloseSocket(Context->Socket, Close);
  else
    CONNECTION(Context->Socket)->WskSend(Context->Socket, Buffer, 0, Irp);
}

// FN: a field of a closed socket is read, but no function is called.
const void *FN_FieldRead(CONTEXT *Context, PIRP Close) {
  BASIC(Context->Socket)->WskCloseSocket(Context->Socket, Close);
  return Context->Socket->Dispatch;
}
