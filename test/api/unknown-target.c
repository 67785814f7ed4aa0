// RUN: %calls -verify %s
// A call through a pointer nobody knows is a call of an unknown routine.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Reg;

#define ARGUMENTS(Npi)                                                         \
  (Npi).Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_BASIC_SOCKET,      \
      NULL, NULL, NULL, NULL, NULL, NULL

// A pointer of the right type from nowhere is not known to be WSK's.
void FromNowhere(PFN_WSK_SOCKET Create, PWSK_PROVIDER_NPI Npi) {
  Create(ARGUMENTS(*Npi));
}

// Members that are data or not of the interface.
void OtherMembers(PWSK_PROVIDER_NPI Npi, void (*Use)(int)) {
  Use(Npi->Dispatch->Version);
  WskDeregister(&Reg); // expected-warning{{call: WskDeregister, export [}}
}

// The driver's own tables are not WSK's.
typedef struct _OWN_DISPATCH {
  PFN_WSK_SOCKET WskSocket;
  PFN_WSK_CLOSE_SOCKET WskCloseSocket;
} OWN_DISPATCH;

typedef struct _WSK_PROVIDER_OWN_DISPATCH {
  PFN_WSK_CLOSE_SOCKET WskCloseSocket;
} WSK_PROVIDER_OWN_DISPATCH;

typedef struct _VIO_WSK_PROVIDER_DISPATCH {
  PFN_WSK_SOCKET WskSocket;
} VIO_WSK_PROVIDER_DISPATCH;

void OwnTables(OWN_DISPATCH *T, WSK_PROVIDER_OWN_DISPATCH *U,
               VIO_WSK_PROVIDER_DISPATCH *V, PWSK_SOCKET S, PIRP I) {
  T->WskSocket(NULL, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, I);
  T->WskCloseSocket(S, I);
  U->WskCloseSocket(S, I);
  V->WskSocket(NULL, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, I);
}
