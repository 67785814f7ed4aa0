//===- Reporter.h - Tells the client that work goes on ----------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_TOOLS_LSP_REPORTER_H
#define WSK_TOOLS_LSP_REPORTER_H

#include "Protocol.h"
#include <mutex>

namespace wsk::lsp {

/// Progress of the one analysis that runs, for clients that show it. Each
/// analysis has a token, which the client must accept before it is used.
class Reporter {
public:
  explicit Reporter(MessageHandler &Handler);

  /// Says nothing until this is called.
  void enable();
  void begin(llvm::StringRef What);
  void end(llvm::StringRef Outcome);

private:
  void accepted(int64_t Number);
  void send(llvm::json::Object Value);

  OutgoingRequest<llvm::json::Value> Create;
  OutgoingNotification<llvm::json::Value> Progress;
  std::mutex Guard;
  bool Enabled = false;
  int64_t Token = 0;    ///< of the running or last analysis
  bool Running = false; ///< between begin() and end()
  bool Begun = false;   ///< the client has been told of it
  std::string What;
};

} // namespace wsk::lsp

#endif // WSK_TOOLS_LSP_REPORTER_H
