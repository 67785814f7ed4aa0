//===- Analyser.cpp - Analyses in the background --------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "Analyser.h"
#include "../Scratch.h"
#include "Process.h"
#include "report/Writers.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;
using namespace wsk;
using namespace wsk::lsp;

/// How often a running process is looked at. LLVM's own wait cannot be woken.
static constexpr std::chrono::milliseconds Beat(5);
/// Budgets end an analysis far earlier; this ends a process that hangs.
static constexpr std::chrono::minutes Patience(5);

Analyser::Analyser(std::string Program, Events On)
    : Program(std::move(Program)), On(std::move(On)),
      Worker([this] { work(); }) {}

Analyser::~Analyser() {
  {
    std::lock_guard<std::mutex> Lock(Guard);
    Ended = Superseded = true;
    Queue.clear();
  }
  Wake.notify_one();
  Worker.join();
}

void Analyser::request(Job J, std::chrono::milliseconds Delay) {
  {
    std::lock_guard<std::mutex> Lock(Guard);
    Superseded |= Running == J.Driver;
    std::string Driver = J.Driver;
    Queue[Driver] = {std::move(J), Clock::now() + Delay};
  }
  Wake.notify_one();
}

void Analyser::withdraw(StringRef Driver) {
  {
    std::lock_guard<std::mutex> Lock(Guard);
    Superseded |= Running == Driver;
    Queue.erase(Driver.str());
  }
  Wake.notify_one();
}

/// Waits for the job that is due first; false when the server ends.
bool Analyser::takeDue(std::unique_lock<std::mutex> &Lock, Job &J) {
  while (!Ended) {
    auto First = Queue.end();
    for (auto It = Queue.begin(); It != Queue.end(); ++It)
      if (First == Queue.end() || It->second.Due < First->second.Due)
        First = It;
    if (First == Queue.end()) {
      Wake.wait(Lock);
    } else if (Clock::now() < First->second.Due) {
      Wake.wait_until(Lock, Clock::time_point(First->second.Due));
    } else {
      J = std::move(First->second.What);
      Queue.erase(First);
      return true;
    }
  }
  return false;
}

void Analyser::work() {
  std::unique_lock<std::mutex> Lock(Guard);
  Job J;
  while (takeDue(Lock, J)) {
    Running = J.Driver;
    Superseded = false;
    Lock.unlock();
    runJob(J);
    Lock.lock();
    Running.clear();
  }
}

void Analyser::runJob(const Job &J) {
  On.Started(J);
  Expected<Report> R = analyse(J);
  bool Obsolete;
  {
    std::lock_guard<std::mutex> Lock(Guard);
    Obsolete = Superseded;
  }
  if (!Obsolete)
    return On.Done(J, std::move(R));
  if (!R)
    consumeError(R.takeError());
  On.Cancelled(J);
}

static Error writeBuffers(StringRef File, const Buffers &Texts) {
  std::error_code Failed;
  raw_fd_ostream OS(File, Failed);
  if (Failed)
    return errorCodeToError(Failed);
  json::OStream J(OS);
  J.object([&] {
    for (const auto &[Path, Text] : Texts)
      J.attribute(Path, json::fixUTF8(Text));
  });
  OS.close();
  if (!OS.has_error())
    return Error::success();
  Failed = OS.error();
  OS.clear_error();
  return errorCodeToError(Failed);
}

/// What the process had to say, in one piece.
static Error failure(const Process &P, StringRef ErrorFile) {
  std::string Said;
  if (auto Text = MemoryBuffer::getFile(ErrorFile))
    Said = (*Text)->getBuffer().trim().str();
  StringRef Sentence = Said;
  Sentence.consume_front("wsk-check: error: ");
  if (P.status() < 0)
    return createStringError(inconvertibleErrorCode(),
                             "the analysis crashed; please report this");
  return createStringError(inconvertibleErrorCode(), Sentence);
}

/// False when a newer job wants its turn; waits a moment otherwise.
bool Analyser::mayGoOn() {
  std::unique_lock<std::mutex> Lock(Guard);
  return !Wake.wait_for(Lock, Beat, [this] { return Superseded; });
}

Expected<Report> Analyser::analyse(const Job &J) {
  Scratch In, Out, Errors;
  const std::pair<Scratch *, StringRef> Files[] = {
      {&In, "buffers.json"}, {&Out, "report.json"}, {&Errors, "errors"}};
  for (auto [File, Suffix] : Files)
    if (Error E = File->make(Suffix))
      return std::move(E);
  if (Error E = writeBuffers(In.name(), J.Texts))
    return std::move(E);
  std::vector<std::string> Args = {Program,     "--quiet",
                                   "--buffers", In.name().str(),
                                   "--json",    Out.name().str()};
  Args.insert(Args.end(), J.Args.begin(), J.Args.end());
  auto Child = Process::start(Program, Args, Errors.name());
  if (!Child)
    return Child.takeError();
  Clock::time_point Limit = Clock::now() + Patience;
  while (!(*Child)->hasEnded()) {
    if (!mayGoOn())
      return createStringError(inconvertibleErrorCode(), "superseded");
    if (Clock::now() > Limit)
      return createStringError(inconvertibleErrorCode(),
                               "the analysis took more than five minutes and "
                               "was ended; please report this");
  }
  auto Text = MemoryBuffer::getFile(Out.name());
  if (!Text || (*Text)->getBufferSize() == 0)
    return failure(**Child, Errors.name());
  return readJson((*Text)->getBuffer());
}
