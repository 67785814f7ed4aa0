//===- Process.h - A child process that can be ended ------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_TOOLS_LSP_PROCESS_H
#define WSK_TOOLS_LSP_PROCESS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/Program.h"
#include <string>

namespace wsk::lsp {

/// A program with its standard output dropped and its standard error in a
/// file. Ended, if it still runs, when the object goes.
class Process {
public:
  /// \p Args starts with the program's own name.
  static llvm::Expected<std::unique_ptr<Process>>
  start(llvm::StringRef Program, llvm::ArrayRef<std::string> Args,
        llvm::StringRef ErrorFile);
  ~Process();
  Process(const Process &) = delete;

  /// True once it has ended; never waits.
  bool hasEnded();
  /// Exit status; negative when it crashed. Only after hasEnded().
  int status() const { return Status; }

private:
  explicit Process(llvm::sys::ProcessInfo Info) : Info(Info) {}
  void end();

  llvm::sys::ProcessInfo Info;
  bool Ended = false;
  int Status = 0;
};

} // namespace wsk::lsp

#endif // WSK_TOOLS_LSP_PROCESS_H
