//===- Analyser.h - Analyses in the background ------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Each analysis is a process of its own, this program without --lsp: it can
/// be ended at any moment, gives all its memory back, and whatever a half-typed
/// source does to it, the server lives on.
//===----------------------------------------------------------------------===//
#ifndef WSK_TOOLS_LSP_ANALYSER_H
#define WSK_TOOLS_LSP_ANALYSER_H

#include "program/Buffers.h"
#include "report/Finding.h"
#include "llvm/Support/Error.h"
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace wsk::lsp {

/// One driver as it is at one moment.
struct Job {
  std::string Driver;            ///< identity; a new job replaces the old one
  std::vector<std::string> Args; ///< of wsk-check: its sources, its options
  Buffers Texts;                 ///< of the open documents
};

/// Runs jobs one after the other on a thread of its own.
class Analyser {
public:
  struct Events {
    /// The analysis of a driver begins.
    std::function<void(const Job &)> Started;
    /// It ended; not called for a job that was replaced. The error is a
    /// sentence for the user.
    std::function<void(const Job &, llvm::Expected<Report>)> Done;
    /// It was replaced or withdrawn after Started.
    std::function<void(const Job &)> Cancelled;
  };

  /// \p Program is this executable. The events come on the analyser's thread.
  Analyser(std::string Program, Events On);
  ~Analyser();
  Analyser(const Analyser &) = delete;

  /// Analyses \p J after \p Delay unless another job for the driver comes in
  /// between. A running analysis of the driver ends at once.
  void request(Job J, std::chrono::milliseconds Delay);

  /// Forgets what is asked for \p Driver.
  void withdraw(llvm::StringRef Driver);

private:
  using Clock = std::chrono::steady_clock;
  struct Waiting {
    Job What;
    Clock::time_point Due;
  };

  void work();
  bool takeDue(std::unique_lock<std::mutex> &Lock, Job &J);
  void runJob(const Job &J);
  llvm::Expected<Report> analyse(const Job &J);
  bool mayGoOn();

  const std::string Program;
  const Events On;
  std::mutex Guard;
  std::condition_variable Wake;
  std::map<std::string, Waiting> Queue;
  std::string Running; ///< driver of the running job; empty without one
  bool Superseded = false;
  bool Ended = false;
  std::thread Worker;
};

} // namespace wsk::lsp

#endif // WSK_TOOLS_LSP_ANALYSER_H
