//===- Abi.h - WSK's structures, as drivers see them ------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Mirrors of the public x64 structures and numbers of the Winsock Kernel
/// interface. Names are the documented ones, so that the documentation can be
/// searched for them.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_WSK_ABI_H
#define WSK_KERNEL_WSK_ABI_H

#include "nt/Types.h"

namespace kernel {
namespace wsk {

using nt::IRP;
using nt::MDL;
using nt::NTSTATUS;

constexpr uint32_t WSK_NO_WAIT = 0;
constexpr uint32_t WSK_INFINITE_WAIT = 0xffffffff;

enum CategoryFlag : uint32_t {
  WSK_FLAG_BASIC_SOCKET = 0,
  WSK_FLAG_LISTEN_SOCKET = 1,
  WSK_FLAG_CONNECTION_SOCKET = 2,
  WSK_FLAG_DATAGRAM_SOCKET = 4,
  WSK_FLAG_STREAM_SOCKET = 8,
};

enum OperationFlag : uint32_t {
  WSK_FLAG_ABORTIVE = 1,          ///< WskDisconnect, WskDisconnectEvent
  WSK_FLAG_NODELAY = 2,           ///< WskSend
  WSK_FLAG_WAITALL = 2,           ///< WskReceive
  WSK_FLAG_DRAIN = 4,             ///< WskReceive
  WSK_FLAG_RELEASE_ASAP = 2,      ///< receive callbacks
  WSK_FLAG_ENTIRE_MESSAGE = 4,    ///< receive callbacks
  WSK_FLAG_AT_DISPATCH_LEVEL = 8, ///< callbacks
};

enum EventFlag : uint32_t {
  WSK_EVENT_SEND_BACKLOG = 0x10,
  WSK_EVENT_RECEIVE = 0x40,
  WSK_EVENT_DISCONNECT = 0x80,
  WSK_EVENT_RECEIVE_FROM = 0x100,
  WSK_EVENT_ACCEPT = 0x200,
  WSK_EVENT_DISABLE = 0x80000000,
};

enum ClientControl : uint32_t {
  WSK_TRANSPORT_LIST_QUERY = 2,
  WSK_TRANSPORT_LIST_CHANGE = 3,
  WSK_CACHE_SD = 4,
  WSK_RELEASE_SD = 5,
  WSK_TDI_DEVICENAME_MAPPING = 6,
  WSK_SET_STATIC_EVENT_CALLBACKS = 7,
  WSK_TDI_BEHAVIOR = 8,
};

enum ControlSocketType : uint32_t {
  WskSetOption = 0,
  WskGetOption = 1,
  WskIoctl = 2,
};

/// Control codes of WskControlSocket; options unless their name begins SIO.
enum SocketControl : uint32_t {
  SO_WSK_SECURITY = 0x4001,
  SO_WSK_EVENT_CALLBACK = 0x4002,
  SO_REUSEADDR = 0x0004,
  SO_KEEPALIVE = 0x0008,
  SO_BROADCAST = 0x0020,
  SO_RCVBUF = 0x1002,
  SO_CONDITIONAL_ACCEPT = 0x3002,
  SO_EXCLUSIVEADDRUSE = 0xfffffffb,
  SIO_WSK_SET_REMOTE_ADDRESS = 0x8f000001,
  SIO_WSK_REGISTER_EXTENSION = 0xcf000002,
  SIO_WSK_QUERY_IDEAL_SEND_BACKLOG = 0x4f000003,
  SIO_WSK_QUERY_RECEIVE_BACKLOG = 0x4f000004,
  SIO_WSK_QUERY_INSPECT_ID = 0x4f000005,
  SIO_WSK_SET_SENDTO_ADDRESS = 0x8f000006,
  SIO_WSK_SET_TCP_SILENT_MODE = 0x8f000007,
  SIO_ADDRESS_LIST_QUERY = 0x48000016,
  SIO_ADDRESS_LIST_CHANGE = 0x28000017,
  SIO_ADDRESS_LIST_SORT = 0xc8000019,
};

constexpr uint16_t AF_INET = 2, AF_INET6 = 23; ///< Windows' numbers
constexpr uint16_t SOCK_STREAM = 1, SOCK_DGRAM = 2, SOCK_RAW = 3;
constexpr uint32_t IPPROTO_TCP = 6, IPPROTO_UDP = 17, IPPROTO_IPV6 = 41;
constexpr uint32_t SOL_SOCKET = 0xffff;
constexpr uint32_t IPV6_V6ONLY = 27;
constexpr uint32_t TCP_NODELAY = 1, TCP_KEEPALIVE = 3, TCP_MAXRT = 5,
                   TCP_KEEPCNT = 16, TCP_KEEPINTVL = 17;

struct SOCKADDR {
  uint16_t sa_family;
  uint8_t sa_data[14];
};

struct SOCKADDR_IN {
  uint16_t sin_family;
  uint16_t sin_port; ///< network order
  uint32_t sin_addr; ///< network order
  uint8_t sin_zero[8];
};

struct SOCKADDR_IN6 {
  uint16_t sin6_family;
  uint16_t sin6_port; ///< network order
  uint32_t sin6_flowinfo;
  uint8_t sin6_addr[16];
  uint32_t sin6_scope_id;
};

struct WSK_SOCKET {
  const void *Dispatch;
};

struct WSK_BUF {
  MDL *Mdl;
  uint32_t Offset; ///< bytes into the first MDL of the chain
  size_t Length;   ///< bytes
};

struct WSK_BUF_LIST {
  WSK_BUF_LIST *Next;
  WSK_BUF Buffer;
};
using WSK_DATA_INDICATION = WSK_BUF_LIST;

struct WSK_DATAGRAM_INDICATION {
  WSK_DATAGRAM_INDICATION *Next;
  WSK_BUF Buffer;
  void *ControlInfo;
  uint32_t ControlInfoLength;
  SOCKADDR *RemoteAddress;
};

struct WSK_INSPECT_ID {
  uintptr_t Key;
  uint32_t SerialNumber;
};

enum WSK_INSPECT_ACTION : uint32_t {
  WskInspectReject = 0,
  WskInspectAccept = 1,
  WskInspectPend = 2,
};

struct NPIID {
  uint32_t Data1;
  uint16_t Data2, Data3;
  uint8_t Data4[8];
};

struct WSK_EVENT_CALLBACK_CONTROL {
  NPIID *NpiId;
  uint32_t EventMask;
};

struct WSK_TRANSPORT {
  uint16_t Version;
  uint16_t SocketType;
  uint32_t Protocol;
  uint16_t AddressFamily;
  NPIID ProviderId;
};

struct WSK_CLIENT_DISPATCH {
  uint16_t Version;
  uint16_t Reserved;
  void *WskClientEvent;
};

struct WSK_CLIENT_NPI {
  void *ClientContext;
  const WSK_CLIENT_DISPATCH *Dispatch;
};

struct WSK_PROVIDER_CHARACTERISTICS {
  uint16_t HighestVersion;
  uint16_t LowestVersion;
};

struct WSK_REGISTRATION {
  uint64_t ReservedRegistrationState;
  void *ReservedRegistrationContext;
  uintptr_t ReservedRegistrationLock;
};

using ReceiveEvent = MSABI NTSTATUS (*)(void *Context, uint32_t Flags,
                                        WSK_DATA_INDICATION *List, size_t Bytes,
                                        size_t *Accepted);
using DisconnectEvent = MSABI NTSTATUS (*)(void *Context, uint32_t Flags);
using SendBacklogEvent = MSABI NTSTATUS (*)(void *Context, size_t Ideal);

struct WSK_CLIENT_CONNECTION_DISPATCH {
  ReceiveEvent WskReceiveEvent;
  DisconnectEvent WskDisconnectEvent;
  SendBacklogEvent WskSendBacklogEvent;
};

using AcceptEvent = MSABI
NTSTATUS (*)(void *Context, uint32_t Flags, SOCKADDR *Local, SOCKADDR *Remote,
             WSK_SOCKET *Accepted, void **AcceptedContext,
             const WSK_CLIENT_CONNECTION_DISPATCH **AcceptedDispatch);
using InspectEvent = MSABI WSK_INSPECT_ACTION (*)(void *Context,
                                                  SOCKADDR *Local,
                                                  SOCKADDR *Remote,
                                                  WSK_INSPECT_ID *Id);
using AbortEvent = MSABI NTSTATUS (*)(void *Context, WSK_INSPECT_ID *Id);

struct WSK_CLIENT_LISTEN_DISPATCH {
  AcceptEvent WskAcceptEvent;
  InspectEvent WskInspectEvent;
  AbortEvent WskAbortEvent;
};

using ReceiveFromEvent = MSABI NTSTATUS (*)(void *Context, uint32_t Flags,
                                            WSK_DATAGRAM_INDICATION *List);

struct WSK_CLIENT_DATAGRAM_DISPATCH {
  ReceiveFromEvent WskReceiveFromEvent;
};

struct WSK_CLIENT_STREAM_DISPATCH {
  const WSK_CLIENT_LISTEN_DISPATCH *Listen;
  const WSK_CLIENT_CONNECTION_DISPATCH *Connect;
};

struct WSK_PROVIDER_DISPATCH {
  uint16_t Version;
  uint16_t Reserved;
  void *Functions[6]; ///< WskSocket ... WskGetNameInfo
};

struct WSK_PROVIDER_NPI {
  void *Client;
  const WSK_PROVIDER_DISPATCH *Dispatch;
};

struct ADDRINFOEXW {
  int32_t ai_flags;
  int32_t ai_family;
  int32_t ai_socktype;
  int32_t ai_protocol;
  size_t ai_addrlen;
  nt::WCHAR *ai_canonname;
  SOCKADDR *ai_addr;
  void *ai_blob;
  size_t ai_bloblen;
  void *ai_provider;
  ADDRINFOEXW *ai_next;
};

static_assert(sizeof(WSK_BUF) == 24 && sizeof(WSK_BUF_LIST) == 32);
static_assert(sizeof(WSK_DATAGRAM_INDICATION) == 56);
static_assert(sizeof(WSK_REGISTRATION) == 24 && sizeof(WSK_TRANSPORT) == 28);
static_assert(sizeof(WSK_PROVIDER_DISPATCH) == 56);
static_assert(sizeof(ADDRINFOEXW) == 72 && sizeof(SOCKADDR_IN6) == 28);

} // namespace wsk
} // namespace kernel

#endif // WSK_KERNEL_WSK_ABI_H
