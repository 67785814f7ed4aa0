//===- State.h - Everything WSK knows during a run --------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Registrations, captures, sockets, operations and indications of one run, in
/// the words of the contract. They live in run memory and are never given back
/// while the run lasts: a stale pointer of the driver is recognised by the
/// object that is still there.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_WSK_STATE_H
#define WSK_KERNEL_WSK_STATE_H

#include "base/PointerMap.h"
#include "base/Report.h"
#include "wsk/Net.h"

namespace kernel {
struct Fiber;
namespace wsk {

struct Registration;
struct Socket;

/// One successful WskCaptureProviderNPI: the driver's Client pointer is its
/// address, and the table the driver calls through is its own.
struct Capture {
  Registration *Owner = nullptr;
  unsigned Number = 0;
  bool Released = false;
  WSK_PROVIDER_DISPATCH Table = {};
  StackRef Made;
};

enum class RegistrationState : uint8_t {
  Failed, ///< WskRegister returned a failure
  Registered,
  Deregistering,
  Deregistered,
};

struct Operation;
struct AddressList;

/// A live or former registration; its block's address is its identity.
struct Registration {
  WSK_REGISTRATION *Block = nullptr;
  WSK_REGISTRATION Written = {}; ///< what the block held when we left it
  unsigned Number = 0;
  RegistrationState State = RegistrationState::Registered;
  void *ClientContext = nullptr;
  const WSK_CLIENT_DISPATCH *Dispatch = nullptr;
  WSK_CLIENT_DISPATCH Copy = {};
  run::vector<Capture *> Captures; ///< released ones as well
  unsigned Held = 0;               ///< captures not released
  unsigned Calls = 0;              ///< in WSK_PROVIDER_DISPATCH functions
  run::vector<Operation *> Requests;
  run::vector<Socket *> Sockets; ///< not yet closed
  run::vector<AddressList *> Lists;
  uint32_t StaticEvents = 0;
  bool MadeSocket = false;
  bool NoInterface = false; ///< a capture said that the version is not there
  unsigned Inside = 0;      ///< calls of WskCaptureProviderNPI on the block
  StackRef Made;
};

enum class Category : uint8_t { Basic, Listen, Datagram, Connection, Stream };
const char *name(Category C);

enum class SocketState : uint8_t {
  Unbound,
  Bound,
  Listening,
  Connecting,
  Connected,
  Aborted, ///< either side reset the connection
  Dead,    ///< STATUS_FILE_FORCED_CLOSED was said, or a callback got NULL
  Silent,
  Closing,
  Closed,
};
const char *name(SocketState S);

/// How the driver came by a socket.
enum class Origin : uint8_t { Created, Accepted, AcceptEvent };

enum class OperationKind : uint8_t {
  Create,
  Bind,
  Listen,
  Accept,
  InspectComplete,
  Connect,
  Send,
  Receive,
  Disconnect,
  SendTo,
  ReceiveFrom,
  Control,
  GetAddress,
  Close,
  ClientControl,
  Resolve,
};

/// One IRP of the driver in WSK's hands. \see Operation.h
struct Operation {
  OperationKind Kind = OperationKind::Create;
  const char *Function = ""; ///< the function it was given to
  IRP *Irp = nullptr;
  const void *Context = nullptr; ///< of the completion routine
  Socket *Target = nullptr;
  Registration *Client = nullptr; ///< for provider dispatch functions
  Socket *Fruit = nullptr; ///< of WskSocketConnect, until it is connected
  bool InCall = true;      ///< the function has not returned yet
  bool Decided = false;    ///< outcome known, completion not yet run
  NTSTATUS Status = 0;
  uintptr_t Information = 0;
  run::vector<Span> Data; ///< what the call lent, in order
  size_t Wanted = 0;      ///< bytes
  size_t Moved = 0;       ///< bytes
  uint32_t Flags = 0;
  SOCKADDR *LocalOut = nullptr;
  SOCKADDR *RemoteOut = nullptr;
  uint32_t *ControlFlagsOut = nullptr;
  uint32_t *ControlLengthOut = nullptr;
  void *AcceptContext = nullptr;
  const void *AcceptDispatch = nullptr;
  Address Peer;
  StackRef Made;
};

/// Data shown to a receive callback.
struct Indication {
  void *Head = nullptr; ///< the list the driver gets
  Socket *Target = nullptr;
  size_t Bytes = 0;
  enum { Shown, Retained, Released } State = Shown;
  StackRef Made;
};

/// What WskGetAddressInfo gave out.
struct AddressList {
  ADDRINFOEXW *Head = nullptr;
  bool Freed = false;
  StackRef Made;
};

/// A connection request that is being inspected (conditional accept).
struct Inspection {
  WSK_INSPECT_ID Id = {};
  Endpoint *Connection = nullptr;
  enum { Pending, Accepted, Over } State = Pending;
};

/// The driver-visible structure comes first: its address is the PWSK_SOCKET.
struct Socket {
  WSK_SOCKET Public = {};
  unsigned Number = 0;
  Category Kind = Category::Basic;
  SocketState State = SocketState::Unbound;
  Origin From = Origin::Created;
  Registration *Owner = nullptr;
  void *Context = nullptr;
  const void *Dispatch = nullptr; ///< table of the client, by category
  Endpoint *Net = nullptr;
  uint16_t Family = AF_INET;
  bool Tcp = true;
  bool ListenRole = false, ConnectRole = false; ///< stream sockets
  bool SendClosed = false; ///< own graceful disconnect was asked for
  bool Conditional = false;
  bool DisconnectStalls = false; ///< the far end never answers it
  bool HasFixedRemote = false;
  Address FixedRemote;
  uint32_t Events = 0;       ///< enabled ones, WSK_EVENT_*
  uint32_t StaticEvents = 0; ///< cannot be disabled
  uint32_t Inherited = 0;    ///< connection events a listener passes on
  bool Suspended = false;    ///< data refused; WskReceive switches on again
  run::string Refused;       ///< bytes a callback did not take
  bool ToldEnd = false;      ///< WskDisconnectEvent was called
  bool EndingTold = false;   ///< a NULL indication was given
  bool Pumping = false;      ///< a fiber is calling event callbacks
  unsigned Callbacks = 0;    ///< running now
  unsigned Outstanding = 0;  ///< operations whose routine has not returned
  run::vector<Operation *> Waiting; ///< outcome unknown, oldest first
  Operation *Creating = nullptr;    ///< WskSocketConnect in progress
  Operation *Closing = nullptr;
  run::vector<Operation *> Disabling;
  run::vector<Fiber *> Inside; ///< fibers in a function of this socket
  run::vector<Indication *> Indications;
  run::vector<Inspection *> Inspections;
  StackRef Made;
  StackRef ClosedAt;

  WSK_SOCKET *handle() { return &Public; }
};

/// All of it.
struct State {
  run::vector<Registration *> Registrations;
  run::PointerMap<const void *, Registration *> ByBlock;
  run::PointerMap<const void *, Capture *> ByClient;
  run::PointerMap<const void *, Socket *> BySocket;
  /// Requests in WSK's hands by the context of their completion routine.
  run::PointerMap<const void *, Operation *> ByContext;
  run::vector<Socket *> Closed; ///< the latest, oldest first
  unsigned Sockets = 0;
};

State &state();

/// True while the run has a registration that can still be deregistered.
inline bool isLive(const Registration &R) {
  return R.State == RegistrationState::Registered ||
         R.State == RegistrationState::Deregistering;
}

} // namespace wsk
} // namespace kernel

#endif // WSK_KERNEL_WSK_STATE_H
