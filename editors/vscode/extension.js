// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
// Starts `wsk-check --lsp` for the C and C++ files of a workspace. Everything
// else is the language client's.
"use strict";

const { commands, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function makeClient() {
  const settings = workspace.getConfiguration("wskCheck");
  const server = {
    command: settings.get("path"),
    args: ["--lsp", ...settings.get("arguments")],
    options: { cwd: workspace.workspaceFolders?.[0]?.uri.fsPath },
  };
  const documents = ["c", "cpp"].map((language) => ({ scheme: "file", language }));
  return new LanguageClient("wskCheck", "WskCheck", server, { documentSelector: documents });
}

async function start() {
  client = makeClient();
  try {
    await client.start();
  } catch (error) {
    window.showErrorMessage(`wsk-check did not start (setting wskCheck.path): ${error.message}`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await running?.stop();
}

async function restart() {
  await stop();
  await start();
}

function activate(context) {
  context.subscriptions.push(
    commands.registerCommand("wskCheck.restart", restart),
    workspace.onDidChangeConfiguration((change) =>
      change.affectsConfiguration("wskCheck") ? restart() : undefined));
  return start();
}

module.exports = { activate, deactivate: stop };
