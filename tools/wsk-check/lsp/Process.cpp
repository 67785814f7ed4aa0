//===- Process.cpp - A child process that can be ended --------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "Process.h"
#include "core/System.h"
#include "llvm/ADT/SmallVector.h"

using namespace llvm;
using namespace wsk;
using namespace wsk::lsp;

Expected<std::unique_ptr<Process>> Process::start(StringRef Program,
                                                  ArrayRef<std::string> Args,
                                                  StringRef ErrorFile) {
  SmallVector<StringRef, 16> Words(Args.begin(), Args.end());
  // An empty name is the null device. The server's own input and output belong
  // to the client.
  std::optional<StringRef> Redirects[] = {StringRef(), StringRef(), ErrorFile};
  std::string Trouble;
  bool Failed = false;
  sys::ProcessInfo Info =
      sys::ExecuteNoWait(Program, Words, /*Env=*/std::nullopt, Redirects,
                         /*MemoryLimit=*/0, &Trouble, &Failed);
  if (Failed)
    return createStringError(inconvertibleErrorCode(),
                             "cannot start '" + Program + "': " + Trouble);
  return std::unique_ptr<Process>(new Process(Info));
}

bool Process::hasEnded() {
  if (Ended)
    return true;
  // Zero seconds: look, do not wait.
  sys::ProcessInfo Seen = sys::Wait(Info, /*SecondsToWait=*/0);
  if (Seen.Pid == sys::ProcessInfo::InvalidPid)
    return false;
  Ended = true;
  Status = Seen.ReturnCode;
  return true;
}

/// LLVM can end a process only by waiting for it in vain.
void Process::end() {
  endProcess(Info);
  sys::Wait(Info, std::nullopt);
  Ended = true;
}

Process::~Process() {
  if (!hasEnded())
    end();
}
