// Facts W2 to W12 and W14: how Windows answers, call by call, when nothing fails.
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %wsk-kernel run %s --port 40030=0 -- | FileCheck %s
// CHECK-NOT: driver-assert
// CHECK: no violation
#include "Expect.h"

static Op Request, Second;

static NTSTATUS create(USHORT Type, ULONG Protocol, ULONG Category) {
  return Npi.Dispatch->WskSocket(Npi.Client, AF_INET, Type, Protocol, Category,
                                 NULL, NULL, NULL, NULL, NULL, Request.Irp);
}

static PWSK_SOCKET created(void) {
  PWSK_SOCKET Socket = NULL;
  if (NT_SUCCESS(opWait(&Request)))
    Socket = (PWSK_SOCKET)Request.Irp->IoStatus.Information;
  opAgain(&Request);
  return Socket;
}

static void names(void) {
  UNICODE_STRING Unknown = RTL_CONSTANT_STRING(L"unknown.invalid");
  UNICODE_STRING Known = RTL_CONSTANT_STRING(L"127.0.0.1");
  UNICODE_STRING Service = RTL_CONSTANT_STRING(L"12345");
  PADDRINFOEXW List = NULL;
  NTSTATUS Status = Npi.Dispatch->WskGetAddressInfo(
      Npi.Client, &Unknown, NULL, 0, NULL, NULL, &List, NULL, NULL,
      Request.Irp);
  EXPECT("W2", Status == STATUS_PENDING);
  EXPECT("W2", opWait(&Request) == STATUS_NOT_FOUND);
  EXPECT("W2", Request.Irp->IoStatus.Information == 0);
  opAgain(&Request);
  Status = Npi.Dispatch->WskGetAddressInfo(Npi.Client, &Known, &Service, 0,
                                           NULL, NULL, &List, NULL, NULL,
                                           Request.Irp);
  EXPECT("W3", Status == STATUS_PENDING);
  EXPECT("W3", opWait(&Request) == STATUS_SUCCESS);
  opAgain(&Request);
  if (List) {
    PSOCKADDR_IN Name = (PSOCKADDR_IN)List->ai_addr;
    EXPECT("W3", List->ai_addrlen == sizeof(SOCKADDR_IN));
    EXPECT("W3", Name->sin_family == AF_INET);
    EXPECT("W3", Name->sin_port == RtlUshortByteSwap(12345));
    EXPECT("W3", Name->sin_addr.s_addr == RtlUlongByteSwap(LOOPBACK));
    Npi.Dispatch->WskFreeAddressInfo(Npi.Client, List);
  }
}

static void creation(void) {
  PWSK_SOCKET Socket;
  SOCKADDR_IN Local = ipv4(LOOPBACK, 40030), Remote = ipv4(LOOPBACK, 1);
  NTSTATUS Status = Npi.Dispatch->WskSocket(
      NULL, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL,
      NULL, NULL, NULL, NULL, Request.Irp);
  EXPECT("W5", Status == STATUS_INVALID_HANDLE);
  opWait(&Request);
  opAgain(&Request);

  EXPECT("W6", create(SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET) ==
                   STATUS_PENDING);
  Socket = created();
  EXPECT("W6", Socket && Socket->Dispatch);
  closeSocket(&Request, Socket);

  create(SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_LISTEN_SOCKET);
  Socket = created();
  EXPECT("W7", Socket != NULL);
  LISTEN(Socket)->WskBind(Socket, (PSOCKADDR)&Local, 0, Request.Irp);
  EXPECT("W7", opWait(&Request) == STATUS_NOT_IMPLEMENTED);
  EXPECT("W7", Request.Irp->IoStatus.Information == 0);
  opAgain(&Request);
  closeSocket(&Request, Socket);

  create(SOCK_STREAM, 0, WSK_FLAG_LISTEN_SOCKET);
  EXPECT("KSOCKET's comment", opWait(&Request) == STATUS_PROTOCOL_UNREACHABLE);
  opAgain(&Request);
  UNREFERENCED_PARAMETER(Remote);
}

static PWSK_SOCKET connectTo(USHORT Port) {
  SOCKADDR_IN Remote = ipv4(LOOPBACK, RtlUshortByteSwap(Port));
  PWSK_SOCKET Client =
      openSocket(&Request, WSK_FLAG_CONNECTION_SOCKET, NULL, NULL);
  EXPECT("W9", NT_SUCCESS(bindSocket(&Request, Client, ANY, 0)));
  EXPECT("W9", CONNECTION(Client)->WskConnect(Client, (PSOCKADDR)&Remote, 0,
                                              Request.Irp) == STATUS_PENDING);
  EXPECT("W9", opWait(&Request) == STATUS_SUCCESS);
  opAgain(&Request);
  return Client;
}

static void exchange(PWSK_SOCKET Client, PWSK_SOCKET Server) {
  Data Out, In;
  dataInit(&Out, 22);
  dataInit(&In, 256);
  RtlFillMemory(Out.Bytes, 22, 'x');
  EXPECT("W6", CONNECTION(Client)->WskSend(Client, &Out.Buf, 0, Request.Irp) ==
                   STATUS_PENDING);
  EXPECT("W11", opWait(&Request) == STATUS_SUCCESS);
  EXPECT("W11", Request.Irp->IoStatus.Information == 22);
  opAgain(&Request);
  EXPECT("W6", CONNECTION(Server)->WskReceive(Server, &In.Buf, 0,
                                              Request.Irp) == STATUS_PENDING);
  EXPECT("W11", opWait(&Request) == STATUS_SUCCESS);
  EXPECT("W11", Request.Irp->IoStatus.Information == 22);
  EXPECT("W11", RtlCompareMemory(Out.Bytes, In.Bytes, 22) == 22);
  EXPECT("W11", In.Bytes[22] == 0);
  opAgain(&Request);
  dataFree(&Out);
  dataFree(&In);
}

static void accepting(void) {
  SOCKADDR_IN Local = ipv4(LOOPBACK, 0), Name, Here, There;
  PWSK_SOCKET Client, Server = NULL;
  PWSK_SOCKET Listener = openSocket(&Request, WSK_FLAG_LISTEN_SOCKET, NULL, NULL);
  EXPECT("W6", LISTEN(Listener)->WskBind(Listener, (PSOCKADDR)&Local, 0,
                                         Request.Irp) == STATUS_PENDING);
  opWait(&Request);
  opAgain(&Request);
  LISTEN(Listener)->WskGetLocalAddress(Listener, (PSOCKADDR)&Name, Request.Irp);
  opWait(&Request);
  opAgain(&Request);
  EXPECT("W6", LISTEN(Listener)->WskAccept(Listener, 0, NULL, NULL,
                                           (PSOCKADDR)&Here, (PSOCKADDR)&There,
                                           Second.Irp) == STATUS_PENDING);
  Client = connectTo(Name.sin_port);
  if (NT_SUCCESS(opWait(&Second)))
    Server = (PWSK_SOCKET)Second.Irp->IoStatus.Information;
  EXPECT("W9", Server != NULL);
  EXPECT("W9", Here.sin_port == Name.sin_port);
  EXPECT("W9", Here.sin_family == AF_INET && There.sin_family == AF_INET);
  EXPECT("W9", There.sin_addr.s_addr == RtlUlongByteSwap(LOOPBACK));
  CONNECTION(Client)->WskGetLocalAddress(Client, (PSOCKADDR)&Name, Request.Irp);
  EXPECT("W9", opWait(&Request) == STATUS_SUCCESS);
  EXPECT("W9", There.sin_port == Name.sin_port);
  opAgain(&Request);
  opAgain(&Second);
  exchange(Client, Server);
  closeSocket(&Request, Client);
  closeSocket(&Request, Server);

  LISTEN(Listener)->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Second.Irp);
  EXPECT("W6", LISTEN(Listener)->WskCloseSocket(Listener, Request.Irp) ==
                   STATUS_PENDING);
  EXPECT("W12", opWait(&Second) == STATUS_CANCELLED);
  EXPECT("W12", Second.Irp->IoStatus.Information == 0);
  opWait(&Request);
  opAgain(&Request);
  opAgain(&Second);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status) || !opInit(&Request) || !opInit(&Second))
    return Status;
  names();
  creation();
  accepting();
  opFree(&Request);
  opFree(&Second);
  stopWsk();
  DbgPrint("all facts looked at\n");
  return STATUS_UNSUCCESSFUL;
}
