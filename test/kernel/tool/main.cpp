//===- main.cpp - wsk-kernel: runs a driver in the reference kernel -------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "build/DriverBuild.h"
#include "harness/Session.h"
#include "image/Image.h"
#include "seh/Exception.h"
#include <cstdio>
#include <cstdlib>
#include <cstring>

using namespace kernel;

namespace {
int fail(const std::string &What) {
  fprintf(stderr, "wsk-kernel: %s\n", What.c_str());
  return 3;
}

int runDriver(const build::Request &Driver) {
  std::string Image;
  std::string Wrong = build::buildDriver(Driver, Image);
  if (Wrong.empty())
    Wrong = image::load(Image);
  if (!Wrong.empty())
    return fail(Wrong);
  seh::catchFaults();
  Detailed = getenv("TRACE") != nullptr;
  PrintDebugText = true;
  Outcome Result = runOnce();
  for (const TraceLine &Line : traceLines())
    printf("%s\n", Line.Text.c_str());
  for (const Violation &V : violations())
    printf("%s: %s\n", V.Rule.c_str(), V.Message.c_str());
  if (!violations().empty())
    return 1;
  if (Result.End == RunEnd::Inconclusive) {
    printf("inconclusive: %s\n", inconclusiveReason().c_str());
    return 2;
  }
  return 0;
}
} // namespace

int main(int Argc, char **Argv) {
  if (Argc < 3 || strcmp(Argv[1], "run") != 0)
    return fail("usage: wsk-kernel run SOURCE... [-- COMPILER-ARG...]");
  build::Request Driver;
  char Folder[] = "/var/tmp/wsk-kernel-XXXXXX";
  if (!mkdtemp(Folder))
    return fail("no temporary folder can be made");
  Driver.Folder = Folder;
  int I = 2;
  for (; I < Argc && strcmp(Argv[I], "--") != 0; ++I)
    Driver.Sources.push_back(Argv[I]);
  for (++I; I < Argc; ++I)
    Driver.CompilerArgs.push_back(Argv[I]);
  return runDriver(Driver);
}
