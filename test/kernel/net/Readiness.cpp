//===- Readiness.cpp - Which of the host's sockets are ready --------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "net/Readiness.h"
#include "net/HostSocket.h"
#include <cstdio>
#include <cstdlib>
#include <sys/epoll.h>
#include <vector>

namespace kernel {
namespace net {
namespace readiness {

namespace {
struct Watcher {
  asio::posix::stream_descriptor Epoll{reactor()};
  unsigned Waiting = 0; ///< sockets that wait for an edge
  bool Armed = false;   ///< the reactor waits for Epoll
  bool Telling = false; ///< a call of tellThem is on its way
  bool Busy = false;    ///< sockets are being told
  std::vector<HostSocket *> Ready;
  std::vector<HostSocket *> Dead;

  Watcher() {
    int Made = epoll_create1(EPOLL_CLOEXEC);
    if (Made < 0) {
      perror("wsk-kernel: no epoll");
      exit(3);
    }
    Epoll.assign(Made);
  }
};

Watcher &watcher() {
  static auto *TheWatcher = new Watcher();
  return *TheWatcher;
}

void deleteDead() {
  Watcher &W = watcher();
  if (W.Busy || !W.Ready.empty())
    return;
  for (HostSocket *Gone : W.Dead)
    HostSocket::destroy(Gone);
  W.Dead.clear();
}

void takeEdges() {
  Watcher &W = watcher();
  epoll_event Events[128];
  int Count = epoll_wait(W.Epoll.native_handle(), Events, 128, 0);
  W.Busy = true;
  for (int I = 0; I < Count; ++I)
    static_cast<HostSocket *>(Events[I].data.ptr)->edge(Events[I].events);
  W.Busy = false;
  deleteDead();
}

void arm() {
  Watcher &W = watcher();
  if (W.Armed || !W.Waiting)
    return;
  W.Armed = true;
  W.Epoll.async_wait(asio::posix::descriptor_base::wait_read,
                     [](std::error_code Error) {
                       watcher().Armed = false;
                       if (!Error)
                         takeEdges();
                       arm();
                     });
}

void tellThem() {
  Watcher &W = watcher();
  std::vector<HostSocket *> Ready;
  Ready.swap(W.Ready);
  W.Telling = false;
  W.Busy = true;
  for (HostSocket *Each : Ready)
    Each->edge(0);
  W.Busy = false;
  deleteDead();
}
} // namespace

void add(HostSocket &Of, int Descriptor) {
  epoll_event Event = {};
  Event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
  Event.data.ptr = &Of;
  epoll_ctl(watcher().Epoll.native_handle(), EPOLL_CTL_ADD, Descriptor, &Event);
}

void countWaiting(int Change) {
  Watcher &W = watcher();
  W.Waiting += unsigned(Change);
  arm();
  if (!W.Waiting && W.Armed) {
    std::error_code Ignored;
    W.Epoll.cancel(Ignored);
  }
}

void tellSoon(HostSocket &Of) {
  Watcher &W = watcher();
  W.Ready.push_back(&Of);
  if (!W.Telling)
    asio::post(reactor(), tellThem);
  W.Telling = true;
}

void bury(HostSocket &Of) {
  Watcher &W = watcher();
  W.Dead.push_back(&Of);
  deleteDead();
}

} // namespace readiness
} // namespace net
} // namespace kernel
