// What the tests of the rules need besides the calls they are about.
#ifndef WSK_OPS_H
#define WSK_OPS_H

#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH ClientDispatch = {MAKE_WSK_VERSION(1, 0), 0,
                                                   NULL};
static WSK_CLIENT_NPI ClientNpi = {NULL, &ClientDispatch};

// Anything that can fail or that nothing is known about.
NTSTATUS StartWork(void);
BOOLEAN IsWanted(void);

// A call of WSK_PROVIDER_DISPATCH, reported in the line that makes it.
#define QUERY(Npi, Size)                                                       \
  (Npi)->Dispatch->WskControlClient((Npi)->Client, WSK_TRANSPORT_LIST_QUERY,   \
                                    0, NULL, 0, NULL, (Size), NULL)

#define BASIC(S) ((const WSK_PROVIDER_BASIC_DISPATCH *)(S)->Dispatch)
#define CONNECTION(S) ((const WSK_PROVIDER_CONNECTION_DISPATCH *)(S)->Dispatch)
#define LISTENING(S) ((const WSK_PROVIDER_LISTEN_DISPATCH *)(S)->Dispatch)

// One asynchronous call: an IRP and the event its completion sets.
typedef struct {
  PIRP Irp;
  KEVENT Done;
} OPERATION;

static NTSTATUS NTAPI OnDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) {
  (void)Device;
  (void)Irp;
  KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

static __inline void Arm(OPERATION *O) {
  KeInitializeEvent(&O->Done, NotificationEvent, FALSE);
  IoSetCompletionRoutine(O->Irp, OnDone, &O->Done, TRUE, TRUE, TRUE);
}

static __inline BOOLEAN Begin(OPERATION *O) {
  O->Irp = IoAllocateIrp(1, FALSE);
  if (!O->Irp)
    return FALSE;
  Arm(O);
  return TRUE;
}

static __inline NTSTATUS Await(OPERATION *O) {
  KeWaitForSingleObject(&O->Done, Executive, KernelMode, FALSE, NULL);
  return O->Irp->IoStatus.Status;
}

static __inline void End(OPERATION *O) { IoFreeIrp(O->Irp); }

static __inline NTSTATUS OpenSocket(WSK_PROVIDER_NPI *Npi, PWSK_SOCKET *Out) {
  KEVENT Done;
  NTSTATUS Status;
  PIRP Irp = IoAllocateIrp(1, FALSE);
  if (!Irp)
    return STATUS_INSUFFICIENT_RESOURCES;
  KeInitializeEvent(&Done, NotificationEvent, FALSE);
  IoSetCompletionRoutine(Irp, OnDone, &Done, TRUE, TRUE, TRUE);
  Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                           WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, NULL, NULL,
                           NULL, Irp);
  KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
  Status = Irp->IoStatus.Status;
  if (NT_SUCCESS(Status))
    *Out = (PWSK_SOCKET)Irp->IoStatus.Information;
  IoFreeIrp(Irp);
  return Status;
}

static __inline void CloseSocket(PWSK_SOCKET Socket) {
  OPERATION O;
  if (!Begin(&O))
    return;
  BASIC(Socket)->WskCloseSocket(Socket, O.Irp);
  Await(&O);
  End(&O);
}

#endif
