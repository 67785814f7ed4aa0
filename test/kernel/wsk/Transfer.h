//===- Transfer.h - Bytes to and from the network ---------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Sending, receiving and disconnecting; what service() consists of.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_WSK_TRANSFER_H
#define WSK_KERNEL_WSK_TRANSFER_H

#include "wsk/Buffer.h"
#include "wsk/Operation.h"

namespace kernel {
namespace wsk {

void serviceAccept(Socket &S);
void serviceConnect(Socket &S);
void serviceCreation(Socket &S); ///< of WskSocketConnect
void serviceSend(Socket &S);
void serviceReceive(Socket &S);
void serviceReceiveFrom(Socket &S);
void serviceDisconnect(Socket &S);

/// Whether the far end may never answer a graceful disconnect, which then ends
/// only with an abortive one or the close. Off unless asked for: a driver that
/// waits for it without limit hangs.
extern bool DisconnectsMayStall;

/// A connection whose inspection ended with Accept.
void acceptInspected(Socket &S, Endpoint *Connection);

/// Bytes that wait for WskReceive or a callback: refused ones and new ones.
size_t pendingBytes(Socket &S);

/// Takes up to the spans' size of them. \returns what was received, Again when
/// there is nothing.
Outcome takeBytes(Socket &S, const run::vector<Span> &Into);

/// The peer or a fault reset the connection: nothing but a close follows.
void connectionLost(Socket &S);

} // namespace wsk
} // namespace kernel

#endif // WSK_KERNEL_WSK_TRANSFER_H
