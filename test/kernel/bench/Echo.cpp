//===- Echo.cpp - What the echo drivers of real mode compete with ---------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A plain echo server written with Asio, on one thread like the kernel, and
/// the clients that both are measured with:
///
///   echoBench serve                            says its port, serves until
///   killed echoBench load PORT CLIENTS BYTES SECONDS  says the round trips per
///   second
///
/// Each client sends a message, waits for all of it, and sends the next one.
//===----------------------------------------------------------------------===//
#include <asio.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

namespace {
using asio::ip::tcp;
using Error = std::error_code;

/// One connection of the server.
class Session : public std::enable_shared_from_this<Session> {
public:
  explicit Session(tcp::socket Taken) : Socket(std::move(Taken)) {
    Socket.set_option(tcp::no_delay(true));
  }
  void receive() {
    auto Keep = shared_from_this();
    Socket.async_read_some(asio::buffer(Data),
                           [this, Keep](Error Failure, size_t Size) {
                             if (!Failure)
                               send(Size);
                           });
  }

private:
  void send(size_t Size) {
    auto Keep = shared_from_this();
    asio::async_write(Socket, asio::buffer(Data, Size),
                      [this, Keep](Error Failure, size_t) {
                        if (!Failure)
                          receive();
                      });
  }
  tcp::socket Socket;
  // As much as the sample echo driver of Windows takes at a time.
  char Data[2048];
};

void acceptNext(tcp::acceptor &Acceptor) {
  Acceptor.async_accept([&Acceptor](Error Failure, tcp::socket Taken) {
    if (!Failure)
      std::make_shared<Session>(std::move(Taken))->receive();
    acceptNext(Acceptor);
  });
}

int serve() {
  asio::io_context Reactor(1);
  tcp::acceptor Acceptor(Reactor, {asio::ip::address_v4::loopback(), 0});
  printf("port %u\n", unsigned(Acceptor.local_endpoint().port()));
  fflush(stdout);
  acceptNext(Acceptor);
  Reactor.run();
  return 0;
}

/// One client.
class Client {
public:
  Client(asio::io_context &Reactor, unsigned short Port, size_t Bytes)
      : Socket(Reactor), Sent(Bytes, 'x'), Received(Bytes) {
    Socket.connect({asio::ip::address_v4::loopback(), Port});
    Socket.set_option(tcp::no_delay(true));
  }
  void send() {
    asio::async_write(Socket, asio::buffer(Sent), [this](Error E, size_t) {
      check(E);
      asio::async_read(Socket, asio::buffer(Received),
                       [this](Error F, size_t) { answered(F); });
    });
  }
  unsigned long RoundTrips = 0;

private:
  static void check(Error E) {
    if (!E)
      return;
    fprintf(stderr, "echoBench: %s\n", E.message().c_str());
    exit(1);
  }
  void answered(Error E) {
    check(E);
    if (Sent != Received)
      check(std::make_error_code(std::errc::bad_message));
    ++RoundTrips;
    send();
  }
  tcp::socket Socket;
  std::vector<char> Sent, Received;
};

int load(unsigned short Port, unsigned Count, size_t Bytes, double Seconds) {
  asio::io_context Reactor(1);
  std::vector<std::unique_ptr<Client>> Clients;
  for (unsigned I = 0; I != Count; ++I)
    Clients.push_back(std::make_unique<Client>(Reactor, Port, Bytes));
  for (auto &C : Clients)
    C->send();
  Reactor.run_for(std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::duration<double>(Seconds)));
  unsigned long Total = 0;
  for (auto &C : Clients)
    Total += C->RoundTrips;
  printf("%.0f round trips per second\n", double(Total) / Seconds);
  return 0;
}
} // namespace

int main(int Argc, char **Argv) {
  if (Argc == 2 && strcmp(Argv[1], "serve") == 0)
    return serve();
  if (Argc == 6 && strcmp(Argv[1], "load") == 0)
    return load(static_cast<unsigned short>(atoi(Argv[2])),
                unsigned(atoi(Argv[3])), size_t(atoi(Argv[4])), atof(Argv[5]));
  fputs("usage: echoBench serve | load PORT CLIENTS BYTES SECONDS\n", stderr);
  return 3;
}
