//===- Registration.h - Registrations and captures --------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// WskRegister and its companions (wsk-contract.md, 1.1 and 1.3).
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_WSK_REGISTRATION_H
#define WSK_KERNEL_WSK_REGISTRATION_H

#include "wsk/State.h"

namespace kernel {
namespace wsk {

/// Blocks until nothing of \p R is left with WSK; a hang names what is.
void waitUntilIdle(Registration &R);

/// Makes a capture of \p R that is held.
Capture *newCapture(Registration &R);

/// Lets WskDeregister look again: something it waits for has gone.
void wakeDeregister(Registration &R);

/// The capture behind the Client argument of a provider dispatch function.
/// Reports a released or made-up one. Null: \p Status is what to return.
Capture *captureOf(void *Client, const char *Function, NTSTATUS &Status);

/// The provider dispatch table a capture hands out; defined by Provider.cpp.
void fillProviderTable(Capture &C);

/// Versions the provider offers, as MAKE_WSK_VERSION packs them.
constexpr uint16_t LowestVersion = 0x0100, HighestVersion = 0x0100;

/// Rule registration-block-lifetime, when \p Routine gives memory back.
void checkBlocksReturned(const void *Begin, size_t Size, const char *Routine);

} // namespace wsk
} // namespace kernel

#endif // WSK_KERNEL_WSK_REGISTRATION_H
