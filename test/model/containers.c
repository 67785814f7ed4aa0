// RUN: %inspect -verify %s
// Sockets in arrays, contexts and lists, made and closed in loops, under the
// guards drivers use.
#include <ntddk.h>
#include <wsk.h>

#include "inspect.h"

static WSK_PROVIDER_NPI Npi;

typedef struct {
  LIST_ENTRY Link;
  PWSK_SOCKET Socket;
  LONG State;
  ULONG Flags;
} SESSION;

static PWSK_SOCKET create(PIRP Irp) {
  Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                          WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, NULL, NULL,
                          NULL, Irp);
  return NT_SUCCESS(Irp->IoStatus.Status)
             ? (PWSK_SOCKET)Irp->IoStatus.Information
             : NULL;
}

static void close(PWSK_SOCKET Socket, PIRP Irp) {
  ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
}

void ClosedInLoop(PIRP Irp) {
  PWSK_SOCKET All[3] = {NULL, NULL, NULL};
  PWSK_SOCKET First;
  All[1] = create(Irp);
  First = All[1];
  if (!First)
    return;
  SOCKET(First); // expected-warning{{socket: open [}}
  for (ULONG I = 0; I < ARRAYSIZE(All); ++I)
    if (All[I]) {
      close(All[I], Irp);
      All[I] = NULL;
    }
  SOCKET(First); // expected-warning{{socket: closing [}}
}

void MadeInLoop(PIRP Irp) {
  PWSK_SOCKET All[2];
  ULONG Count = 0;
  for (; Count < ARRAYSIZE(All); ++Count) {
    All[Count] = create(Irp);
    if (!All[Count])
      break;
  }
  if (Count != ARRAYSIZE(All))
    return;
  SOCKET(All[0]); // expected-warning{{socket: open [}}
  SOCKET(All[1]); // expected-warning{{socket: open [}}
  close(All[0], Irp);
  SOCKET(All[0]); // expected-warning{{socket: closing [}}
  SOCKET(All[1]); // expected-warning{{socket: open [}}
}

void GuardedByFlag(SESSION *S, PIRP Irp) {
  PWSK_SOCKET Socket;
  S->Flags = 0;
  S->Socket = create(Irp);
  if (S->Socket)
    S->Flags |= 4;
  Socket = S->Socket;
  if (S->Flags & 4) {
    close(S->Socket, Irp);
    S->Flags &= ~4u;
  }
  if (Socket)
    SOCKET(Socket); // expected-warning{{socket: closing [}}
  VALUE(S->Flags); // expected-warning{{value: 0 [}}
}

void GuardedByExchange(SESSION *S, PIRP Irp) {
  PWSK_SOCKET Socket;
  S->State = 0;
  S->Socket = create(Irp);
  if (!S->Socket)
    return;
  Socket = S->Socket;
  InterlockedExchange(&S->State, 1);
  if (InterlockedCompareExchange(&S->State, 2, 1) == 1)
    close(S->Socket, Irp);
  SOCKET(Socket); // expected-warning{{socket: closing [}}
  if (InterlockedCompareExchange(&S->State, 2, 1) == 1)
    VALUE(1); // never
}

// The pointer travels through a list and comes back.
void ThroughList(SESSION *S, PIRP Irp) {
  LIST_ENTRY Head;
  PLIST_ENTRY Entry;
  SESSION *Back;
  InitializeListHead(&Head);
  S->Socket = create(Irp);
  if (!S->Socket)
    return;
  InsertTailList(&Head, &S->Link);
  VALUE(IsListEmpty(&Head)); // expected-warning{{value: 0 [}}
  Entry = RemoveHeadList(&Head);
  Back = CONTAINING_RECORD(Entry, SESSION, Link);
  SOCKET(Back->Socket);      // expected-warning{{socket: open [}}
  VALUE(IsListEmpty(&Head)); // expected-warning{{value: 1 [}}
}

// A lock around the hand-over changes nothing.
void UnderLock(SESSION *S, PKSPIN_LOCK Lock, PIRP Irp) {
  PWSK_SOCKET Taken;
  KIRQL Irql;
  S->Socket = create(Irp);
  if (!S->Socket)
    return;
  KeAcquireSpinLock(Lock, &Irql);
  Taken = S->Socket;
  S->Socket = NULL;
  KeReleaseSpinLock(Lock, Irql);
  SOCKET(Taken);     // expected-warning{{socket: open [}}
  SOCKET(S->Socket); // expected-warning{{socket: null [}}
}

// Cleanup behind labels.
NTSTATUS Ladder(PIRP Irp, BOOLEAN Late) {
  PWSK_SOCKET Socket = NULL;
  NTSTATUS Status = STATUS_NO_MEMORY;
  Socket = create(Irp);
  if (!Socket)
    goto Done;
  if (Late)
    goto Close;
  SOCKET(Socket); // expected-warning{{socket: open [}}
  return STATUS_SUCCESS;
Close:
  close(Socket, Irp);
  SOCKET(Socket); // expected-warning{{socket: closing [}}
Done:
  return Status;
}
