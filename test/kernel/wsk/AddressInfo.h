//===- AddressInfo.h - Name resolution --------------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// WskGetAddressInfo, WskFreeAddressInfo and WskGetNameInfo.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_WSK_ADDRESSINFO_H
#define WSK_KERNEL_WSK_ADDRESSINFO_H

#include "wsk/State.h"

namespace kernel {
namespace wsk {

NTSTATUS MSABI WskGetAddressInfo(void *Client, nt::UNICODE_STRING *Node,
                                 nt::UNICODE_STRING *Service, uint32_t Space,
                                 void *Provider, ADDRINFOEXW *Hints,
                                 ADDRINFOEXW **Result, void *Process,
                                 void *Thread, IRP *Irp);
void MSABI WskFreeAddressInfo(void *Client, ADDRINFOEXW *List);
NTSTATUS MSABI WskGetNameInfo(void *Client, SOCKADDR *Name, uint32_t Length,
                              nt::UNICODE_STRING *Node,
                              nt::UNICODE_STRING *Service, uint32_t Flags,
                              void *Process, void *Thread, IRP *Irp);

/// Reports an address that \p Function reads from memory that was freed; rule
/// addrinfo-misfree when it was an address list's.
void checkAddressMemory(const char *Function, const SOCKADDR *Given);

/// Reports the address lists of \p R that can no longer be freed.
void checkLists(const Registration &R);

} // namespace wsk
} // namespace kernel

#endif // WSK_KERNEL_WSK_ADDRESSINFO_H
