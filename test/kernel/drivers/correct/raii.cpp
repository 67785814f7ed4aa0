// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// C++: registration, capture, request and socket are objects with destructors.
#include "../Inputs/Driver.h"

namespace {
class Client {
public:
  Client() : Status(registerClient()) {}
  ~Client() {
    if (NT_SUCCESS(Status))
      WskDeregister(&Registration);
  }
  NTSTATUS Status;
};

class Provider {
public:
  Provider()
      : Status(WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi)) {}
  ~Provider() {
    if (NT_SUCCESS(Status))
      WskReleaseProviderNPI(&Registration);
  }
  NTSTATUS Status;
};

class Call {
public:
  Call() : Ready(opInit(&Inner)) {}
  ~Call() {
    if (Ready)
      opFree(&Inner);
  }
  Op Inner;
  BOOLEAN Ready;
};

class Socket {
public:
  explicit Socket(Call &Request)
      : Request(Request),
        Handle(openSocket(&Request.Inner, WSK_FLAG_DATAGRAM_SOCKET, nullptr,
                          nullptr)) {}
  ~Socket() {
    if (Handle)
      closeSocket(&Request.Inner, Handle);
  }
  Call &Request;
  PWSK_SOCKET Handle;
};
} // namespace

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Client TheClient;
  if (!NT_SUCCESS(TheClient.Status))
    return TheClient.Status;
  Provider TheProvider;
  if (!NT_SUCCESS(TheProvider.Status))
    return TheProvider.Status;
  Call Request;
  if (!Request.Ready)
    return STATUS_INSUFFICIENT_RESOURCES;
  Socket Port(Request);
  if (Port.Handle)
    bindSocket(&Request.Inner, Port.Handle, ANY, 0);
  return STATUS_CANCELLED;
}
