//===- AddressInfo.cpp - Name resolution ----------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "wsk/AddressInfo.h"
#include "base/Choice.h"
#include "base/Scheduler.h"
#include "mm/Pool.h"
#include "monitor/Rules.h"
#include "wsk/Provider.h"

namespace kernel {
namespace wsk {

static run::string narrow(const nt::UNICODE_STRING *Text) {
  run::string Narrow;
  if (Text)
    for (unsigned I = 0; I != Text->Length / 2u; ++I)
      Narrow += Text->Buffer[I] < 128 ? char(Text->Buffer[I]) : '?';
  return Narrow;
}

/// A service is a decimal port; names of services are not known here.
static bool parsePort(const run::string &Text, uint16_t &Port) {
  unsigned Value = 0;
  for (char C : Text) {
    if (C < '0' || C > '9' || (Value = Value * 10 + (C - '0')) > 65535)
      return false;
  }
  Port = Value;
  return true;
}

static uint16_t wantedFamily(const ADDRINFOEXW *Hints) {
  return Hints && Hints->ai_family == AF_INET6 ? AF_INET6 : AF_INET;
}

namespace {
/// One entry with its address behind it; a list is one block.
struct Entry {
  ADDRINFOEXW Info;
  SOCKADDR_IN6 Name;
};
constexpr uint32_t PoolTag = 0x416b7357; // "WskA"
} // namespace

static void fillEntry(Entry &E, const Address &A, const ADDRINFOEXW *Hints,
                      ADDRINFOEXW *Next) {
  toSockaddr(A, reinterpret_cast<SOCKADDR *>(&E.Name));
  E.Info.ai_family = A.Family;
  E.Info.ai_socktype = Hints ? Hints->ai_socktype : 0;
  E.Info.ai_protocol = Hints ? Hints->ai_protocol : 0;
  E.Info.ai_addrlen = sockaddrSize(A.Family);
  E.Info.ai_addr = reinterpret_cast<SOCKADDR *>(&E.Name);
  E.Info.ai_next = Next;
}

static ADDRINFOEXW *makeList(Registration &R, const Address &A,
                             const ADDRINFOEXW *Hints) {
  // A name may have several addresses.
  unsigned Count = 1 + choose(ChoiceKind::Status, 2);
  auto *E = static_cast<Entry *>(
      pool::allocate(pool::Kind::Paged, Count * sizeof(Entry), PoolTag, true));
  pool::blockOf(E)->Internal = true;
  for (unsigned I = 0; I != Count; ++I)
    fillEntry(E[I], A, Hints, I + 1 == Count ? nullptr : &E[I + 1].Info);
  auto *List = run::create<AddressList>();
  List->Head = &E->Info;
  List->Made = captureRef();
  R.Lists.push_back(List);
  reached("address list");
  return List->Head;
}

static NTSTATUS resolve(const run::string &Node, const run::string &Service,
                        uint16_t Family, Address &Found) {
  uint16_t Port = 0;
  if (!parsePort(Service, Port))
    return nt::STATUS_NO_MATCH;
  NTSTATUS Status =
      chooseFailure({nt::STATUS_NO_MATCH, nt::STATUS_INSUFFICIENT_RESOURCES});
  if (!nt::succeeded(Status))
    return Status;
  Found = Address();
  Found.Family = Family;
  if (Node.empty())
    Found = Address::loopback(Family, 0);
  else if (!Address::parse(Node, Found))
    Status = network().resolve(Node, Found);
  Found.Port = Port;
  return Status;
}

NTSTATUS MSABI WskGetAddressInfo(void *Client, nt::UNICODE_STRING *Node,
                                 nt::UNICODE_STRING *Service, uint32_t Space,
                                 void *Provider, ADDRINFOEXW *Hints,
                                 ADDRINFOEXW **Result, void *Process,
                                 void *Thread, IRP *Irp) {
  ProviderCall Call(Client, "WskGetAddressInfo");
  checkPassive("WskGetAddressInfo");
  Operation *Op = Call.begin(OperationKind::Resolve, Irp);
  if (!Op)
    return Call.status();
  Address Found;
  NTSTATUS Status =
      (!Node && !Service) || (Thread && !Process)
          ? NTSTATUS(nt::STATUS_INVALID_PARAMETER)
          : resolve(narrow(Node), narrow(Service), wantedFamily(Hints), Found);
  if (nt::succeeded(Status))
    *Result = makeList(*Call.registration(), Found, Hints);
  return finish(Op, Status);
}

static const char *misfit(const Registration &R, const ADDRINFOEXW *Given,
                          AddressList *&Found) {
  for (AddressList *List : R.Lists)
    if (List->Head == Given) {
      Found = List;
      return List->Freed ? "freed before" : nullptr;
    }
  return "not the head of a list that WskGetAddressInfo gave out";
}

void MSABI WskFreeAddressInfo(void *Client, ADDRINFOEXW *Given) {
  ProviderCall Call(Client, "WskFreeAddressInfo");
  checkPassive("WskFreeAddressInfo");
  if (!Call.registration())
    return;
  AddressList *Found = nullptr;
  if (const char *Why = misfit(*Call.registration(), Given, Found)) {
    Violation &V = monitor::violation(
        monitor::AddrInfoMisfree, "WskFreeAddressInfo: the list is %s", Why);
    if (Found)
      V.note(Found->Made, "obtained here");
    return;
  }
  Found->Freed = true;
  pool::free(Found->Head, PoolTag, "WskFreeAddressInfo");
}

static void copyText(const run::string &From, nt::UNICODE_STRING *To) {
  if (!To)
    return;
  unsigned Room = To->MaximumLength / 2;
  unsigned Length = From.size() < Room ? From.size() : Room;
  for (unsigned I = 0; I != Length; ++I)
    To->Buffer[I] = From[I];
  To->Length = Length * 2;
}

NTSTATUS MSABI WskGetNameInfo(void *Client, SOCKADDR *Name, uint32_t Length,
                              nt::UNICODE_STRING *Node,
                              nt::UNICODE_STRING *Service, uint32_t Flags,
                              void *Process, void *Thread, IRP *Irp) {
  ProviderCall Call(Client, "WskGetNameInfo");
  checkPassive("WskGetNameInfo");
  Operation *Op = Call.begin(OperationKind::Resolve, Irp);
  if (!Op)
    return Call.status();
  Address A;
  NTSTATUS Status = (!Node && !Service) || !fromSockaddr(Name, A)
                        ? NTSTATUS(nt::STATUS_INVALID_PARAMETER)
                        : chooseFailure({nt::STATUS_NO_MATCH});
  if (nt::succeeded(Status)) {
    copyText(network().nameOf(A), Node);
    copyText(run::string(std::to_string(A.Port).c_str()), Service);
  }
  return finish(Op, Status);
}

void checkAddressMemory(const char *Function, const SOCKADDR *Given) {
  if (memoryKindOf(Given) != MemoryKind::Freed)
    return;
  const pool::Block *B = pool::blockOf(Given);
  bool OfList = B && B->Tag == PoolTag;
  Violation &V =
      OfList
          ? monitor::violation(monitor::AddrInfoMisfree,
                               "%s is given an address in a list that "
                               "WskFreeAddressInfo has freed",
                               Function)
          : report("mem-use-after-free",
                   "%s is given an address in memory that was freed", Function);
  if (B)
    V.note(B->Freed, "freed here");
}

void checkLists(const Registration &R) {
  for (const AddressList *List : R.Lists)
    if (!List->Freed)
      monitor::violation(monitor::AddrInfoLeak,
                         "an address list can no longer be freed: the last "
                         "capture is released")
          .note(List->Made, "obtained here");
}

} // namespace wsk
} // namespace kernel
