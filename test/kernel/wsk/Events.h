//===- Events.h - Event callbacks and indicated data ------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Which callbacks are due, calling them one after the other for each socket,
/// and the memory they are shown (contract, 1.5.4, 1.8 and 1.9).
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_WSK_EVENTS_H
#define WSK_KERNEL_WSK_EVENTS_H

#include "wsk/State.h"

namespace kernel {
namespace wsk {

/// Starts a fiber that calls the due callbacks of \p S, if there are any and
/// none is at it.
void raiseEvents(Socket &S);

/// Calls the accept callback of \p Listener for one connection.
void raiseAccept(Socket &Listener, Endpoint *Connection);

/// The driver's decision about a connection request.
void settleInspection(Socket &S, Inspection &I, uint32_t Action);

/// Marks a callback of \p S as running while it lives.
class CallbackScope {
public:
  explicit CallbackScope(Socket &S);
  ~CallbackScope();

private:
  Socket &S;
};

/// Memory for an indication of up to \p Bytes; filled by the caller.
struct Shown {
  Indication *Record;
  WSK_DATAGRAM_INDICATION *Datagram; ///< for datagram sockets, else null
  WSK_DATA_INDICATION *Data;
  char *Bytes;
  SOCKADDR *From;
};
Shown makeIndication(Socket &S, size_t Bytes);

/// Sets the length that was really received.
void setLength(Shown &I, size_t Bytes);

/// The callback returned: keeps the memory when \p Retained, else takes it
/// back.
void settle(Shown &I, bool Retained);

} // namespace wsk
} // namespace kernel

#endif // WSK_KERNEL_WSK_EVENTS_H
