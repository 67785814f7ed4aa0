//===- Readiness.h - Which of the host's sockets are ready ---- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Sockets are registered once, edge-triggered, with an epoll of their own
/// which the reactor waits for as a whole. Asio's own wait for a descriptor
/// costs a system call each time, as much as a fifth of an echoed message.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_NET_READINESS_H
#define WSK_KERNEL_NET_READINESS_H

namespace kernel {
namespace net {

class HostSocket;

namespace readiness {

/// Tells \p Of of edges from now on, until its descriptor is closed.
void add(HostSocket &Of, int Descriptor);

/// Some socket began or ended to wait for an edge: the reactor has work only
/// while one does.
void countWaiting(int Change);

/// \p Of waits for what is so already: it is told soon.
void tellSoon(HostSocket &Of);

/// Deletes \p Of once no list of edges holds it.
void bury(HostSocket &Of);

} // namespace readiness
} // namespace net
} // namespace kernel

#endif // WSK_KERNEL_NET_READINESS_H
