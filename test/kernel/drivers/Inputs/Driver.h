//===- Driver.h - What the little drivers of this suite share -----*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A synchronous request (Op), sockets made and closed with it, a thread that
/// is joined. A driver that shows an idiom of its own writes that part out.
//===----------------------------------------------------------------------===//
#ifndef WSK_TEST_KERNEL_DRIVER_H
#define WSK_TEST_KERNEL_DRIVER_H

#include <ntddk.h>

#include <wsk.h>

#define TAG 'tseT'
#define BASIC(S) ((const WSK_PROVIDER_BASIC_DISPATCH *)(S)->Dispatch)
#define LISTEN(S) ((const WSK_PROVIDER_LISTEN_DISPATCH *)(S)->Dispatch)
#define CONNECTION(S) ((const WSK_PROVIDER_CONNECTION_DISPATCH *)(S)->Dispatch)
#define DATAGRAM(S) ((const WSK_PROVIDER_DATAGRAM_DISPATCH *)(S)->Dispatch)
#define STREAM(S) ((const WSK_PROVIDER_STREAM_DISPATCH *)(S)->Dispatch)
#ifdef __cplusplus
extern "C" {
#endif

DRIVER_INITIALIZE DriverEntry;

static const WSK_CLIENT_DISPATCH ClientDispatch = {MAKE_WSK_VERSION(1, 0), 0,
                                                   NULL};
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;

/// One request that is waited for.
typedef struct {
  PIRP Irp;
  KEVENT Done;
} Op;

static NTSTATUS NTAPI opDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) {
  UNREFERENCED_PARAMETER(Device);
  UNREFERENCED_PARAMETER(Irp);
  KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

static inline BOOLEAN opInit(Op *Request) {
  Request->Irp = IoAllocateIrp(1, FALSE);
  if (!Request->Irp)
    return FALSE;
  KeInitializeEvent(&Request->Done, SynchronizationEvent, FALSE);
  IoSetCompletionRoutine(Request->Irp, opDone, &Request->Done, TRUE, TRUE,
                         TRUE);
  return TRUE;
}

static inline void opAgain(Op *Request) {
  IoReuseIrp(Request->Irp, STATUS_UNSUCCESSFUL);
  IoSetCompletionRoutine(Request->Irp, opDone, &Request->Done, TRUE, TRUE,
                         TRUE);
}

/// Every accepted IRP is completed, so the call's own status is not needed.
static inline NTSTATUS opWait(Op *Request) {
  KeWaitForSingleObject(&Request->Done, Executive, KernelMode, FALSE, NULL);
  return Request->Irp->IoStatus.Status;
}

static inline void opFree(Op *Request) { IoFreeIrp(Request->Irp); }

static inline NTSTATUS registerClient(void) {
  WSK_CLIENT_NPI Client = {NULL, &ClientDispatch};
  return WskRegister(&Client, &Registration);
}

/// Registers and captures; undoes the registration when the capture fails.
static inline NTSTATUS startWsk(void) {
  NTSTATUS Status = registerClient();
  if (!NT_SUCCESS(Status))
    return Status;
  Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  if (!NT_SUCCESS(Status))
    WskDeregister(&Registration);
  return Status;
}

static inline void stopWsk(void) {
  WskReleaseProviderNPI(&Registration);
  WskDeregister(&Registration);
}

static inline SOCKADDR_IN ipv4(ULONG HostOrderAddress, USHORT HostOrderPort) {
  SOCKADDR_IN Address;
  RtlZeroMemory(&Address, sizeof(Address));
  Address.sin_family = AF_INET;
  Address.sin_port = RtlUshortByteSwap(HostOrderPort);
  Address.sin_addr.s_addr = RtlUlongByteSwap(HostOrderAddress);
  return Address;
}
#define LOOPBACK 0x7f000001u
#define ANY 0u

/// A new socket of a category, or NULL. \p Request is ready for use again.
static inline PWSK_SOCKET openSocket(Op *Request, ULONG Category, PVOID Context,
                                     const VOID *Dispatch) {
  BOOLEAN Datagram = Category == WSK_FLAG_DATAGRAM_SOCKET;
  PWSK_SOCKET Socket = NULL;
  Npi.Dispatch->WskSocket(Npi.Client, AF_INET,
                          Datagram ? SOCK_DGRAM : SOCK_STREAM,
                          Datagram ? IPPROTO_UDP : IPPROTO_TCP, Category,
                          Context, Dispatch, NULL, NULL, NULL, Request->Irp);
  if (NT_SUCCESS(opWait(Request)))
    Socket = (PWSK_SOCKET)Request->Irp->IoStatus.Information;
  opAgain(Request);
  return Socket;
}

/// Binds a socket of any category that has WskBind as its third member.
static inline NTSTATUS bindSocket(Op *Request, PWSK_SOCKET Socket,
                                  ULONG Address, USHORT Port) {
  SOCKADDR_IN Local = ipv4(Address, Port);
  PFN_WSK_BIND Bind = ((PFN_WSK_BIND *)Socket->Dispatch)[2];
  NTSTATUS Status;
  Bind(Socket, (PSOCKADDR)&Local, 0, Request->Irp);
  Status = opWait(Request);
  opAgain(Request);
  return Status;
}

/// Closes with the request's IRP and waits; the request can be used again.
static inline void closeSocket(Op *Request, PWSK_SOCKET Socket) {
  const WSK_PROVIDER_BASIC_DISPATCH *Table = BASIC(Socket);
  Table->WskCloseSocket(Socket, Request->Irp);
  opWait(Request);
  opAgain(Request);
}

/// A new connection socket, bound and connected to loopback, or NULL.
static inline PWSK_SOCKET
openConnection(Op *Request, USHORT Port, PVOID Context,
               const WSK_CLIENT_CONNECTION_DISPATCH *Dispatch) {
  SOCKADDR_IN Remote = ipv4(LOOPBACK, Port);
  NTSTATUS Status;
  PWSK_SOCKET Socket =
      openSocket(Request, WSK_FLAG_CONNECTION_SOCKET, Context, Dispatch);
  if (!Socket)
    return NULL;
  Status = bindSocket(Request, Socket, ANY, 0);
  if (NT_SUCCESS(Status)) {
    CONNECTION(Socket)->WskConnect(Socket, (PSOCKADDR)&Remote, 0, Request->Irp);
    Status = opWait(Request);
    opAgain(Request);
  }
  if (NT_SUCCESS(Status))
    return Socket;
  closeSocket(Request, Socket);
  return NULL;
}

/// Non-paged memory with the MDL that describes it.
typedef struct {
  PUCHAR Bytes;
  WSK_BUF Buf;
} Data;

static inline BOOLEAN dataInit(Data *Memory, ULONG Length) {
  Memory->Bytes = (PUCHAR)ExAllocatePoolWithTag(NonPagedPoolNx, Length, TAG);
  if (!Memory->Bytes)
    return FALSE;
  RtlZeroMemory(Memory->Bytes, Length);
  Memory->Buf.Mdl = IoAllocateMdl(Memory->Bytes, Length, FALSE, FALSE, NULL);
  if (!Memory->Buf.Mdl) {
    ExFreePoolWithTag(Memory->Bytes, TAG);
    return FALSE;
  }
  MmBuildMdlForNonPagedPool(Memory->Buf.Mdl);
  Memory->Buf.Offset = 0;
  Memory->Buf.Length = Length;
  return TRUE;
}

static inline void dataFree(Data *Memory) {
  IoFreeMdl(Memory->Buf.Mdl);
  ExFreePoolWithTag(Memory->Bytes, TAG);
}

/// Starts a thread and hands out its object, which is to be joined.
static inline NTSTATUS startThread(PKSTART_ROUTINE Routine, PVOID Context,
                                   PVOID *Thread) {
  HANDLE Handle;
  NTSTATUS Status = PsCreateSystemThread(&Handle, THREAD_ALL_ACCESS, NULL, NULL,
                                         NULL, Routine, Context);
  if (!NT_SUCCESS(Status))
    return Status;
  ObReferenceObjectByHandle(Handle, THREAD_ALL_ACCESS, NULL, KernelMode, Thread,
                            NULL);
  ZwClose(Handle);
  return STATUS_SUCCESS;
}

static inline void joinThread(PVOID Thread) {
  KeWaitForSingleObject(Thread, Executive, KernelMode, FALSE, NULL);
  ObDereferenceObject(Thread);
}

#ifdef __cplusplus
}
#endif

#endif // WSK_TEST_KERNEL_DRIVER_H
