//===- Doctor.cpp - Facts for a user who wonders --------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Doctor.h"
#include "core/RunLog.h"
#include "program/Folders.h"
#include "program/Vcxproj.h"
#include "report/Collector.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;
using namespace wsk;

/// The arguments of \p Command that not every unit gets from the tool.
static std::string ownArgs(const UnitCommand &Command,
                           ArrayRef<std::string> Common) {
  std::string Text;
  ArrayRef<std::string> Args = ArrayRef(Command.Args).drop_front();
  if (Args.size() >= Common.size())
    Args = Args.drop_front(Common.size());
  for (StringRef Arg : Args) {
    if (Arg.starts_with("-resource-dir="))
      break; // the tool's again, to the end
    Text += (" " + Arg).str();
  }
  return Text;
}

void wsk::noteCommands(const ProgramOptions &Options,
                       ArrayRef<UnitCommand> Commands) {
  auto &Facts = RunLog::current()->Facts;
  auto Folders = kernelHeaderFolders(Options.KernelHeaders);
  if (Folders) {
    std::string Text = "kernel headers '" + Options.KernelHeaders + "':";
    for (const std::string &Folder : *Folders)
      Text += " " + Folder;
    Facts["headers"].insert(Text);
  } else {
    consumeError(Folders.takeError());
  }
  if (Options.Project)
    Facts["project"].insert(Options.Project->Facts.begin(),
                            Options.Project->Facts.end());
  else
    Facts["project"].insert(Options.Database
                                ? "none; flags are those of the database"
                                : "none; header folders are guessed from the "
                                  "place of the sources");
  auto Common = driverCompilerArgs(Options.KernelHeaders, Options.WdfHeaders);
  if (!Common)
    return consumeError(Common.takeError());
  for (const UnitCommand &C : Commands)
    Facts["sources"].insert(displayName(C.File) +
                            (C.CPlusPlus ? ": C++," : ": C,") +
                            ownArgs(C, *Common));
}

void wsk::noteRoots(ArrayRef<FunctionDecl *> Functions) {
  auto &Facts = RunLog::current()->Facts["roots"];
  Facts.insert(std::to_string(Functions.size()) + " functions");
  auto Entry = find_if(Functions, [](const FunctionDecl *F) {
    return F->getIdentifier() && F->getName() == "DriverEntry";
  });
  if (Entry == Functions.end()) {
    Facts.insert("no DriverEntry: every function is judged by itself");
    return;
  }
  const SourceManager &SM = (*Entry)->getASTContext().getSourceManager();
  PresumedLoc At =
      SM.getPresumedLoc(SM.getExpansionLoc((*Entry)->getLocation()));
  if (At.isValid())
    Facts.insert("DriverEntry at " + displayName(At.getFilename()) + ":" +
                 std::to_string(At.getLine()));
}
