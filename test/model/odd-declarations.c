// RUN: %inspect -std=c89 -verify %s
// Exports declared by hand, with no or with other parameters.
#include <ntddk.h>

#include "inspect.h"

typedef struct {
  void *A, *B, *C;
} WSK_REGISTRATION;

NTSTATUS WskRegister();
void WskDeregister();
int WskCaptureProviderNPI(void *);
void WskReleaseProviderNPI(int);
struct OPAQUE;

void Use(WSK_REGISTRATION *R, struct OPAQUE *O) {
  WskRegister();
  WskRegister(1);
  WskRegister(O, R);
  BLOCK(R); // expected-warning{{block: registered, 0 captures [}} \
            // expected-warning{{block: failed, 0 captures [}}
  WskCaptureProviderNPI(R);
  WskReleaseProviderNPI(3);
  WskDeregister(R, R, R);
  WskDeregister();
  BLOCK(R); // expected-warning{{block: deregistered, 0 captures [}} \
            // expected-warning{{block: deregistered, 1 captures [}}
}
