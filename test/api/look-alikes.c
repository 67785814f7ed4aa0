// RUN: %calls -verify %s
// Names that look like WSK's but are the driver's own are not WSK.
#include <ntddk.h>
#include <wsk.h>

// A wrapper library's own functions.
NTSTATUS WSKAPI_Startup(PWSK_CLIENT_NPI, PWSK_REGISTRATION);
void WSKCloseSocket(PWSK_SOCKET, PIRP);
NTSTATUS VioWskRegister(PWSK_CLIENT_NPI, PWSK_REGISTRATION);
void VioWskDeregister(PWSK_REGISTRATION);
NTSTATUS wskRegister(PWSK_CLIENT_NPI, PWSK_REGISTRATION);
NTSTATUS WskRegisterEx(PWSK_CLIENT_NPI, PWSK_REGISTRATION);

void OtherNames(PWSK_CLIENT_NPI C, PWSK_REGISTRATION R, PWSK_SOCKET S, PIRP I) {
  WSKAPI_Startup(C, R);
  VioWskRegister(C, R);
  VioWskDeregister(R);
  wskRegister(C, R);
  WskRegisterEx(C, R);
  WSKCloseSocket(S, I);
  WskDeregister(R); // expected-warning{{call: WskDeregister, export [}}
}

// A socket member's name, but a function of the driver.
NTSTATUS WskSocket(PWSK_SOCKET *Out);
void WskCloseSocket(PWSK_SOCKET Socket);

void MembersAsFunctions(PWSK_SOCKET S) {
  WskSocket(&S);
  WskCloseSocket(S);
}

// The driver's own tables.
typedef struct _OWN_DISPATCH {
  PFN_WSK_SOCKET WskSocket;
  PFN_WSK_CLOSE_SOCKET WskCloseSocket;
} OWN_DISPATCH;

// But what the driver put there from WSK's table is WSK's.
void Forwarded(OWN_DISPATCH *T, PWSK_SOCKET S, PIRP I) {
  T->WskCloseSocket =
      ((PWSK_PROVIDER_BASIC_DISPATCH)S->Dispatch)->WskCloseSocket;
  T->WskCloseSocket(S, I); // expected-warning{{call: WskCloseSocket, socket [}}
}
