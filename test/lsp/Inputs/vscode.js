// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
// What can be tried of VS Code's side without VS Code.
//
// usage: node vscode.js extension EXTENSION_FOLDER   what it starts, and when
//        node vscode.js task PAGE WORKSPACE          what the page's task lists
"use strict";

const assert = require("assert");
const child = require("child_process");
const fs = require("fs");
const Module = require("module");
const path = require("path");

const log = [];

// As much of the two modules as the extension uses.
function stubs(settings, started) {
  class LanguageClient {
    constructor(id, name, server, options) { Object.assign(this, { id, server, options }); }
    async start() { log.push("start"); started(this); }
    async stop() { log.push("stop"); }
  }
  const vscode = {
    commands: { registerCommand: (id, action) => { vscode.command = { id, action }; return {}; } },
    window: { showErrorMessage: (text) => log.push("error " + text) },
    workspace: {
      workspaceFolders: [{ uri: { fsPath: "/driver" } }],
      getConfiguration: (section) => ({ get: (key) => settings[section + "." + key] }),
      onDidChangeConfiguration: (listener) => { vscode.changed = listener; return {}; },
    },
  };
  const load = Module._load;
  Module._load = (name, ...rest) => name === "vscode" ? vscode
    : name === "vscode-languageclient/node" ? { LanguageClient } : load(name, ...rest);
  return vscode;
}

async function extension(folder) {
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
  const settings = {};
  for (const [key, spec] of Object.entries(manifest.contributes.configuration.properties))
    settings[key] = spec.default;
  let client, fail = false;
  const vscode = stubs(settings, (c) => { client = c; if (fail) throw new Error("ENOENT"); });
  const ours = require(path.resolve(folder, manifest.main));
  await ours.activate({ subscriptions: [] });
  assert.deepStrictEqual(client.server,
    { command: "wsk-check", args: ["--lsp"], options: { cwd: "/driver" } });
  assert.deepStrictEqual(client.options.documentSelector.map((d) => d.language), ["c", "cpp"]);
  assert.strictEqual(vscode.command.id, manifest.contributes.commands[0].command);
  settings["wskCheck.arguments"] = ["-p", "build"];
  await vscode.changed({ affectsConfiguration: (section) => section === "wskCheck" });
  assert.deepStrictEqual(client.server.args, ["--lsp", "-p", "build"]);
  await vscode.changed({ affectsConfiguration: () => false });
  await vscode.command.action();
  fail = true;
  await vscode.command.action();
  await ours.deactivate();
  console.log(log.join("\n"));
}

// Runs the task of the page as VS Code would, and matches what it prints.
function task(page, workspace) {
  const block = /```json\n([^]*?)```/.exec(fs.readFileSync(page, "utf8"))[1];
  const { command, args, problemMatcher: { pattern } } = JSON.parse(block).tasks[0];
  const run = child.spawnSync(command, args, { cwd: workspace, encoding: "utf8" });
  if (run.error)
    throw run.error;
  for (const line of run.stdout.split("\n")) {
    const found = new RegExp(pattern.regexp).exec(line);
    if (found)
      console.log([pattern.file, pattern.line, pattern.column, pattern.code]
        .map((group) => found[group]).join(" "));
  }
}

const [kind, ...args] = process.argv.slice(2);
if (kind === "extension")
  extension(...args).catch((error) => { console.error(error); process.exit(1); });
else
  task(...args);
