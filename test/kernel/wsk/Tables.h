//===- Tables.h - Provider dispatch tables of sockets -----------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The functions of the five categories and the tables that hold them, in the
/// documented order.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_WSK_TABLES_H
#define WSK_KERNEL_WSK_TABLES_H

#include "wsk/State.h"

namespace kernel {
namespace wsk {

NTSTATUS MSABI WskControlSocket(WSK_SOCKET *, uint32_t Type, uint32_t Code,
                                uint32_t Level, size_t InputSize, void *Input,
                                size_t OutputSize, void *Output,
                                size_t *Returned, IRP *);
NTSTATUS MSABI WskCloseSocket(WSK_SOCKET *, IRP *);
NTSTATUS MSABI WskBind(WSK_SOCKET *, SOCKADDR *, uint32_t Flags, IRP *);
NTSTATUS MSABI WskListen(WSK_SOCKET *, IRP *);
NTSTATUS MSABI WskAccept(WSK_SOCKET *, uint32_t Flags, void *Context,
                         const void *Dispatch, SOCKADDR *Local,
                         SOCKADDR *Remote, IRP *);
NTSTATUS MSABI WskInspectComplete(WSK_SOCKET *, WSK_INSPECT_ID *, uint32_t,
                                  IRP *);
NTSTATUS MSABI WskGetLocalAddress(WSK_SOCKET *, SOCKADDR *, IRP *);
NTSTATUS MSABI WskGetRemoteAddress(WSK_SOCKET *, SOCKADDR *, IRP *);
NTSTATUS MSABI WskConnect(WSK_SOCKET *, SOCKADDR *, uint32_t Flags, IRP *);
NTSTATUS MSABI WskConnectEx(WSK_SOCKET *, SOCKADDR *, WSK_BUF *, uint32_t Flags,
                            IRP *);
NTSTATUS MSABI WskSend(WSK_SOCKET *, WSK_BUF *, uint32_t Flags, IRP *);
NTSTATUS MSABI WskReceive(WSK_SOCKET *, WSK_BUF *, uint32_t Flags, IRP *);
NTSTATUS MSABI WskDisconnect(WSK_SOCKET *, WSK_BUF *, uint32_t Flags, IRP *);
NTSTATUS MSABI WskRelease(WSK_SOCKET *, void *List);
NTSTATUS MSABI WskSendTo(WSK_SOCKET *, WSK_BUF *, uint32_t Flags, SOCKADDR *,
                         uint32_t ControlLength, void *Control, IRP *);
NTSTATUS MSABI WskSendMessages(WSK_SOCKET *, WSK_BUF_LIST *, uint32_t Flags,
                               SOCKADDR *, uint32_t ControlLength,
                               void *Control, IRP *);
NTSTATUS MSABI WskReceiveFrom(WSK_SOCKET *, WSK_BUF *, uint32_t Flags,
                              SOCKADDR *, uint32_t *ControlLength,
                              void *Control, uint32_t *ControlFlags, IRP *);

NTSTATUS MSABI WskControlClient(void *Client, uint32_t Code, size_t InputSize,
                                void *Input, size_t OutputSize, void *Output,
                                size_t *Returned, IRP *);

/// The table of a category; followed by entries that report a call through the
/// table of another one.
const void *tableOf(Category C);

/// Makes a socket that the driver will own. \p Net may be null.
Socket *makeSocket(Registration &Owner, Category C, Endpoint *Net,
                   uint16_t Family, void *Context, const void *Dispatch);

/// Looks whether waiting operations of \p S can go on, and whether events are
/// to be raised. Called whenever the network or the driver changed something.
void service(Socket &S);

} // namespace wsk
} // namespace kernel

#endif // WSK_KERNEL_WSK_TABLES_H
