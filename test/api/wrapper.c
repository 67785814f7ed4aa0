// RUN: %calls -verify %s
// A driver that defines a function of an export's name (a test double, a
// wrapper that shadows it): its body is what runs.
#include <ntddk.h>
#include <wsk.h>

static PWSK_REGISTRATION Last;

VOID WskDeregister(PWSK_REGISTRATION Registration) { Last = Registration; }

void Deregister(PWSK_REGISTRATION Registration) {
  WskDeregister(Registration);
  WskReleaseProviderNPI(Registration); // expected-warning{{call: WskReleaseProviderNPI, export [}}
}
