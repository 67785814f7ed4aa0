//===- cmsg.h - Control messages of datagrams ---------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// WSABUF, WSAMSG, CMSGHDR and the macros that walk control messages.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_NET_CMSG_H
#define WSK_WDK_NET_CMSG_H

typedef struct _WSABUF {
  ULONG len;
  CHAR *buf;
} WSABUF, *LPWSABUF, *PWSABUF;

typedef struct _WSAMSG {
  LPSOCKADDR name;
  INT namelen;
  LPWSABUF lpBuffers;
  ULONG dwBufferCount;
  WSABUF Control;
  ULONG dwFlags;
} WSAMSG, *PWSAMSG, *LPWSAMSG;

typedef struct cmsghdr {
  SIZE_T cmsg_len;
  INT cmsg_level;
  INT cmsg_type;
} WSACMSGHDR, *PWSACMSGHDR, *LPWSACMSGHDR, CMSGHDR, *PCMSGHDR;

#define WSA_CMSGHDR_ALIGN(Length)                                              \
  (((Length) + __alignof(WSACMSGHDR) - 1) & ~(__alignof(WSACMSGHDR) - 1))
#define WSA_CMSGDATA_ALIGN(Length)                                             \
  (((Length) + sizeof(PVOID) - 1) & ~(sizeof(PVOID) - 1))
#define CMSGHDR_ALIGN WSA_CMSGHDR_ALIGN
#define CMSGDATA_ALIGN WSA_CMSGDATA_ALIGN
#define WSA_CMSG_DATA(Header)                                                  \
  ((PUCHAR)(Header) + WSA_CMSGDATA_ALIGN(sizeof(WSACMSGHDR)))
#define WSA_CMSG_SPACE(Length)                                                 \
  (WSA_CMSGDATA_ALIGN(sizeof(WSACMSGHDR) + WSA_CMSGHDR_ALIGN(Length)))
#define WSA_CMSG_LEN(Length) (WSA_CMSGDATA_ALIGN(sizeof(WSACMSGHDR)) + (Length))
#define WSA_CMSG_FIRSTHDR(Message)                                             \
  (((Message)->Control.len >= sizeof(WSACMSGHDR))                              \
       ? (LPWSACMSGHDR)(Message)->Control.buf                                  \
       : (LPWSACMSGHDR)NULL)
#define WSA_CMSG_NXTHDR(Message, Header)                                       \
  (((Header) == NULL)                                                          \
       ? WSA_CMSG_FIRSTHDR(Message)                                            \
       : ((((PUCHAR)(Header) + WSA_CMSGHDR_ALIGN((Header)->cmsg_len) +         \
            sizeof(WSACMSGHDR)) >                                              \
           (PUCHAR)((Message)->Control.buf) + (Message)->Control.len)          \
              ? (LPWSACMSGHDR)NULL                                             \
              : (LPWSACMSGHDR)((PUCHAR)(Header) +                              \
                               WSA_CMSGHDR_ALIGN((Header)->cmsg_len))))
#define CMSG_FIRSTHDR WSA_CMSG_FIRSTHDR
#define CMSG_NXTHDR WSA_CMSG_NXTHDR
#define CMSG_DATA WSA_CMSG_DATA
#define CMSG_SPACE WSA_CMSG_SPACE
#define CMSG_LEN WSA_CMSG_LEN

#define MSG_TRUNC 0x0100
#define MSG_CTRUNC 0x0200
#define MSG_BCAST 0x0400
#define MSG_MCAST 0x0800
#define MSG_ERRQUEUE 0x1000

#endif // WSK_WDK_NET_CMSG_H
