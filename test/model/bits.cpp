// RUN: %inspect -verify %s
// Flags and a counter in one word: bits are exact although the word's start is
// not known, and a helper that sets them is followed.
extern "C" {
#include <ntddk.h>
#include <wsk.h>

#include "inspect.h"
}

enum : LONG64 { Closing = LONG64(1) << 61, Signalled = 1 };

struct Holder {
  PWSK_SOCKET Socket;
  PIRP Irp;
  KEVENT Idle;
  LONG64 Users;
  ULONG Flags;
};

static WSK_REGISTRATION Reg;
#define ROOT WskDeregister(&Reg)

void Known(Holder *H) {
  ROOT;
  InterlockedOr64(&H->Users, Closing);
  VALUE(H->Users & Closing); // expected-warning{{value: not zero [}}
  InterlockedIncrement64(&H->Users);
  VALUE(H->Users & Closing); // expected-warning{{value: not zero [}}
  InterlockedAnd64(&H->Users, ~Closing);
  VALUE(H->Users & Closing); // expected-warning{{value: 0 [}}
}

void Plain(Holder *H) {
  ROOT;
  H->Flags |= 5;
  H->Flags &= ~4u;
  VALUE(H->Flags & 1); // expected-warning{{value: not zero [}}
  VALUE(H->Flags & 4); // expected-warning{{value: 0 [}}
  VALUE(H->Flags & 2); // expected-warning{{value: open [}}
}

// Long enough not to be followed for its size alone.
static NTSTATUS beginClose(Holder &H) {
  if (auto Before = InterlockedOr64(&H.Users, Closing); Before & Closing)
    return STATUS_NOT_SUPPORTED;
  else if (Before)
    KeWaitForSingleObject(&H.Idle, Executive, KernelMode, FALSE, nullptr);
  else
    InterlockedBitTestAndSet64(&H.Users, Signalled);
  DbgPrint("closing %p %p %u %u %u %u %u %u %u %u %u %u\n", &H, H.Socket,
           H.Flags & 1, H.Flags & 2, H.Flags & 4, H.Flags & 8, H.Flags & 16,
           H.Flags & 32, H.Flags & 64, H.Flags & 128, H.Flags & 256,
           H.Flags & 512);
  return STATUS_SUCCESS;
}

static NTSTATUS Close(Holder *H) {
  if (NTSTATUS Error = beginClose(*H))
    return Error;
  auto Basic = (const WSK_PROVIDER_BASIC_DISPATCH *)H->Socket->Dispatch;
  SOCKET(H->Socket); // expected-warning{{socket: no socket [}}
  return Basic->WskCloseSocket(H->Socket, H->Irp);
}

void CloseTwice(Holder *H) {
  Close(H);
  // Known exactly where the count is zero.
  // expected-warning@+2{{value: 2305843009213693952 [}}
  // expected-warning@+1{{value: not zero [}}
  VALUE(H->Users & Closing);
  Close(H);
}

static LONG Initialised;

// Reading by a compare-exchange of a value for itself writes nothing.
NTSTATUS Peek(int Count) {
  if (!InterlockedCompareExchange(&Initialised, TRUE, TRUE))
    return STATUS_DEVICE_NOT_READY;
  for (int I = 0; I != Count; ++I)
    DbgPrint("%d", I);
  return STATUS_SUCCESS;
}

void PeekKeeps(int Count) {
  ROOT;
  Initialised = 1;
  Peek(Count);
  VALUE(Initialised); // expected-warning{{value: 1 [}}
}
