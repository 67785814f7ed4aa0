//===- Workspace.h - Open documents and their drivers -----------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_TOOLS_LSP_WORKSPACE_H
#define WSK_TOOLS_LSP_WORKSPACE_H

#include "../Options.h"
#include "Analyser.h"
#include "Board.h"
#include "Project.h"
#include "Reporter.h"

namespace wsk::lsp {

/// Knows which documents are open, asks for the analysis of their drivers and
/// shows what comes out. Every change of a document counts for its whole
/// driver; a header may belong to all of them.
class Workspace {
public:
  Workspace(const std::string &Program, const Options &O,
            MessageHandler &Handler);

  void start(const ClientParams &Client);
  /// Asks the client to tell of files that change outside the editor.
  void watchFiles();

  void open(const TextDocumentItem &D);
  void change(const URIForFile &Uri, int64_t Version, const std::string &Text);
  void save(const URIForFile &Uri);
  void close(const URIForFile &Uri);
  void filesChanged();

  /// What can be done about the findings on the lines of \p At.
  std::vector<SuppressAction> actions(const URIForFile &Uri, const Range &At);

private:
  struct Document {
    URIForFile Uri;
    int64_t Version = 0;
    std::string Text;
    std::string Driver; ///< empty for a header that belongs to none yet
  };

  // All of these are called with Guard held.
  std::optional<DriverInputs> inputsOf(llvm::StringRef File) const;
  void findDriver(const std::string &File, Document &Doc);
  void analyse(const std::string &Driver, std::chrono::milliseconds Delay);
  void analyseFor(const std::string &File, std::chrono::milliseconds Delay);
  std::vector<std::string> openFilesOf(const std::string &Driver) const;
  void show(const Job &J, FileDiagnostics Now);
  LineSource linesOf(const Buffers &Texts) const;
  void log(int Type, const llvm::Twine &Message);

  // On the analyser's thread.
  void started(const Job &J);
  void done(const Job &J, llvm::Expected<Report> R);

  const std::vector<std::string> CommonArgs;
  const std::vector<std::string> CompilerArgs;
  std::optional<DriverInputs> Fixed; ///< the driver the user named
  const std::string Here;            ///< what names in reports start from

  OutgoingNotification<PublishParams> Publish;
  OutgoingNotification<llvm::json::Value> LogMessage;
  OutgoingRequest<llvm::json::Value> Register;
  Reporter Progress;

  std::mutex Guard;
  ClientParams Client;
  std::map<std::string, Document> Documents; ///< by path
  std::map<std::string, DriverInputs> Drivers;
  Board Shown;
  /// Last: its thread must be gone before anything else is.
  Analyser Runs;
};

} // namespace wsk::lsp

#endif // WSK_TOOLS_LSP_WORKSPACE_H
