//===- Host.cpp - The host's network, loopback only -----------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "net/Host.h"
#include "base/Scheduler.h"
#include "harness/Session.h"
#include "net/HostSocket.h"
#include "nt/Status.h"
#include <chrono>
#include <csignal>
#include <sys/socket.h>

namespace kernel {
namespace net {

asio::io_context &reactor() {
  static auto *Reactor = new asio::io_context(1); // one thread uses it
  return *Reactor;
}

namespace {
HostOptions Options;
unsigned Open = 0; ///< sockets

class HostNetwork final : public wsk::Network {
public:
  wsk::Endpoint *open(uint16_t Family, bool Datagram,
                      NTSTATUS &Failure) override {
    int Fd = ::socket(Family == wsk::FamilyV4 ? AF_INET : AF_INET6,
                      (Datagram ? SOCK_DGRAM : SOCK_STREAM) | SOCK_NONBLOCK |
                          SOCK_CLOEXEC,
                      0);
    if (Fd < 0) {
      Failure = statusOf(errno);
      return nullptr;
    }
    return new HostSocket(Fd, Family, Datagram);
  }
  // No question leaves this machine.
  NTSTATUS resolve(const run::string &Node, Address &Found) override {
    if (Node != "localhost" && !Options.Names.count(Node.c_str()))
      return nt::STATUS_NOT_FOUND;
    Found = Address::loopback(Found.Family, 0);
    return nt::STATUS_SUCCESS;
  }
  run::string nameOf(const Address &) override { return "localhost"; }
};

/// Time since the start, on top of the model's first moment.
class HostWorld final : public World {
public:
  Time now() override {
    auto Since = std::chrono::steady_clock::now() - Start;
    return Begin +
           std::chrono::duration_cast<std::chrono::nanoseconds>(Since).count() /
               100;
  }

  bool handleEvents(Time Deadline) override {
    asio::io_context &Reactor = reactor();
    if (Reactor.stopped())
      Reactor.restart();
    if (Deadline == 0 || Deadline <= now()) {
      Reactor.poll();
      return true;
    }
    // A driver that is being unloaded waits for its peers, but not for ever.
    if (Deadline == Never && Unloading)
      Deadline = now() + Patience;
    size_t Handled = 0;
    if (Deadline == Never)
      Handled = Reactor.run_one();
    else
      Handled = Reactor.run_one_until(
          Start + std::chrono::nanoseconds((Deadline - Begin) * 100));
    Reactor.poll();
    return Handled != 0;
  }

  bool Unloading = false;

private:
  static constexpr Time Patience = 10000 * uint64_t(Millisecond);
  static constexpr Time Begin = 132000000000000000;
  std::chrono::steady_clock::time_point Start =
      std::chrono::steady_clock::now();
};

HostWorld *TheWorld = nullptr;

/// SIGINT and SIGTERM end the time of service, whenever they come.
struct EndOfService {
  asio::signal_set Signals{reactor(), SIGINT, SIGTERM};
  bool Told = false;
  Fiber *Waiting = nullptr;

  EndOfService() {
    Signals.async_wait([this](std::error_code Error, int) {
      Told |= !Error;
      if (Told && Waiting)
        wake(Waiting);
    });
  }
};
EndOfService *TheEnd = nullptr;

/// Leaves the driver alone until it has no socket left, its time is over or a
/// signal comes.
void serve() {
  if (!world())
    return;
  yieldInBackground();
  if ((Open || Options.Seconds) && !TheEnd->Told) {
    TheEnd->Waiting = self();
    WaitRecord Record;
    Record.What = "wsk-kernel serves";
    block(Record,
          Options.Seconds ? now() + Options.Seconds * 10000000ull : Never);
  }
  // From here on a signal does what it does to any program.
  TheEnd->Waiting = nullptr;
  std::error_code Ignored;
  TheEnd->Signals.clear(Ignored);
  TheWorld->Unloading = true;
}
ScenarioStep Serve(1000, serve);
} // namespace

void countSocket(int Change) { Open += Change; }

uint16_t hostPort(uint16_t Port) {
  auto Place = Options.Ports.find(Port);
  return Place == Options.Ports.end() ? Port : Place->second;
}

void setHostPort(uint16_t Port, uint16_t Host) { Options.Ports[Port] = Host; }

void useHostNetwork(const HostOptions &Given) {
  static auto *Network = new HostNetwork();
  TheWorld = new HostWorld();
  TheEnd = new EndOfService();
  Options = Given;
  RunLimits.Steps = ~uint64_t(0);
  setWorld(TheWorld);
  wsk::setNetwork(Network);
}

} // namespace net
} // namespace kernel
